"""The best efforts of a history by distance: which of them may be compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import HALF_MARATHON, KM, MARATHON, MILE
from runwins.wins.past import Flags, Floats, Ints, Past
from runwins.wins.remembered import remembered

AIDED = "downhill-aided"
CELEBRATED = (
    KM, MILE, 2 * MILE, 5 * KM, 10 * KM, 15 * KM, 10 * MILE, HALF_MARATHON, 30 * KM, MARATHON,
    50 * KM, 50 * MILE, 100 * KM, 100 * MILE,
)  # fmt: skip
"""400 m and half a mile stay in the table of bests: over so little, watches invent bests."""
MAJOR = frozenset({5 * KM, 10 * KM, HALF_MARATHON, *(d for d in CELEBRATED if d >= MARATHON)})


@dataclass(frozen=True, slots=True)
class Attempts:
    """The efforts over one distance, in the order they were run.

    Attributes
    ----------
    distance_m
        Of all of them.
    run
        Position of each one's run in the history.
    elapsed_s, from_s, from_m
        Time taken, and where in the run it began.
    outdoors
        Which of them were run outdoors.
    """

    distance_m: float
    run: Ints
    elapsed_s: Floats
    from_s: Floats
    from_m: Floats
    outdoors: Flags

    def chosen(self, chosen: Flags) -> Attempts:
        """Return some of them."""
        return Attempts(
            self.distance_m,
            self.run[chosen],
            self.elapsed_s[chosen],
            self.from_s[chosen],
            self.from_m[chosen],
            self.outdoors[chosen],
        )

    def stretch(self, at: int) -> tuple[float, float, float, float]:
        """Return the evidence of one: first and last second, first and last metre."""
        begin_s, begin_m = float(self.from_s[at]), float(self.from_m[at])
        return begin_s, begin_s + float(self.elapsed_s[at]), begin_m, begin_m + self.distance_m


def attempts(
    history: History, past: Past, distances: tuple[float, ...] = CELEBRATED
) -> list[Attempts]:
    """Return the efforts that count, one `Attempts` a distance, shortest first.

    Left out are efforts that are not sure, that were helped by a descent, and those of runs
    recorded too poorly to speak of speed.
    """
    return [over for over in _good(history, past) if over.distance_m in distances]


@remembered
def _good(history: History, past: Past) -> list[Attempts]:
    efforts = history.efforts
    good = (efforts["quality"] == "ok") & (efforts["reason"] != AIDED)
    return grouped(efforts[good.to_numpy(dtype=bool)], past)


def grouped(efforts: pd.DataFrame, past: Past) -> list[Attempts]:
    """Return efforts by distance, each in the order of the runs."""
    place = pd.Index(past.ids).get_indexer(pd.Index(efforts["run_id"]))
    distance = efforts["distance_m"].to_numpy(dtype=np.float64)
    elapsed = efforts["elapsed_s"].to_numpy(dtype=np.float64)
    from_s = efforts["started_at_s"].to_numpy(dtype=np.float64)
    from_m = efforts["started_at_m"].to_numpy(dtype=np.float64)
    sound, outdoors = past.sound(), past.outdoors()
    kept = (place >= 0) & (sound[place] if len(past) else False)
    order = np.lexsort((elapsed, place, distance))
    order = order[kept[order]]
    if not len(order):
        return []
    splits = np.flatnonzero(np.diff(distance[order])) + 1
    found = []
    for part in np.split(order, splits):
        first = np.concatenate([[True], np.diff(place[part]) > 0])
        rows = part[first]
        run = place[rows].astype(np.int64)
        found.append(
            Attempts(
                float(distance[rows[0]]),
                run,
                elapsed[rows],
                from_s[rows],
                from_m[rows],
                outdoors[run],
            )
        )
    return found


def celebrated(past: Past) -> tuple[float, ...]:
    """Return the distances worth a line for this runner: who thinks in miles runs no fast km."""
    return tuple(d for d in CELEBRATED if not (past.units == "mi" and d == KM))

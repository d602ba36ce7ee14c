"""The best efforts of a history by distance: which of them may be compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from runwins.model import BOOKS, History
from runwins.units import HALF_MARATHON, KM, MARATHON, MILE
from runwins.wins.past import Flags, Floats, Ints, Past
from runwins.wins.remembered import remembered
from runwins.wins.spans import least_of_each

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
        return (
            begin_s,
            begin_s + float(self.elapsed_s[at]),
            begin_m,
            begin_m + self.distance_m,
        )


def attempts(
    history: History, past: Past, distances: tuple[float, ...] = CELEBRATED
) -> list[Attempts]:
    """Return the efforts that count, one `Attempts` a distance, shortest first.

    Left out are efforts that are not sure, that were helped by a descent, and those of runs
    recorded too poorly to speak of speed.
    """
    return [over for over in _good(history, past) if over.distance_m in distances]


def in_books(
    history: History, past: Past, distances: tuple[float, ...] = CELEBRATED
) -> list[tuple[str, Attempts]]:
    """Return the same by book: each with the attempts in it, where there are any."""
    return [(book, over) for book, over in _in_books(history, past) if over.distance_m in distances]


@remembered
def _in_books(history: History, past: Past) -> list[tuple[str, Attempts]]:
    found: list[tuple[str, Attempts]] = []
    for every in _good(history, past):
        for book in BOOKS:
            inside = past.in_book(book)[every.run]
            if inside.any():
                found.append((book, every if inside.all() else every.chosen(inside)))
    return found


@remembered
def _good(history: History, past: Past) -> list[Attempts]:
    efforts = history.efforts
    run = past.owners(efforts)
    sure, aided = past.saying(efforts, "quality", "ok"), past.saying(efforts, "reason", AIDED)
    distance, elapsed, from_s, from_m = (
        efforts[name].to_numpy(dtype=np.float64)
        for name in ("distance_m", "elapsed_s", "started_at_s", "started_at_m")
    )
    sound, outdoors = past.sound(), past.outdoors()
    rows = np.flatnonzero((run >= 0) & sure & ~aided)
    rows = rows[sound[run[rows]]]
    if not len(rows):
        return []
    number, _ = pd.factorize(distance[rows], sort=True)
    best = rows[least_of_each(number * len(past) + run[rows], elapsed[rows])]
    return [
        Attempts(
            float(distance[part[0]]),
            run[part],
            elapsed[part],
            from_s[part],
            from_m[part],
            outdoors[run[part]],
        )
        for part in np.split(best, np.flatnonzero(np.diff(distance[best])) + 1)
    ]


def celebrated(past: Past) -> tuple[float, ...]:
    """Return the distances worth a line for this runner: who thinks in miles runs no fast km."""
    return tuple(d for d in CELEBRATED if not (past.units == "mi" and d == KM))

"""Faster up Cairn Hill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import Units, format_duration, format_height
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, best_before
from runwins.wins.rounds import CLEAR_M, believed, chance_faster

_RUNS = 3
_INSIDE = 0.5
_RULE = (
    "Faster from foot to top than in all earlier runs up the hill, at least three of them, on the "
    "clock, stops included, by more than the 16 m that satellites can be off at foot and top. "
    "Hills within 100 m of a run's start or end do not count for it."
)


@detector("same-hill", family="hills", rivals=1.5)
def same_hill(history: History) -> pd.DataFrame:
    """Faster up a hill that you have climbed before.

    Hills are found by themselves: an uphill of 20 m or more that was climbed three times. Whoever
    passes its foot, keeps to the line and passes its top has climbed it; the time between the two
    counts, on the clock with stops included. It takes three earlier runs up it and a margin of
    16 m at your speed: 8 s when running, 13 s when hiking. Repeats in one run are efforts each,
    and the best of them counts; of hills that lie within one another the largest is told.
    """
    past = Past(history)
    hills = history.hills
    if hills is None or hills.empty or not len(past):
        return candidates([])
    ids = pd.Index(past.ids)
    place = ids.get_indexer(pd.Index(hills["run_id"]))
    since = ids.get_indexer(pd.Index(hills["known_since"].fillna("")))
    sound = believed(history, past)
    counted = (place >= 0) & sound[place] & ~hills["at_end"].to_numpy(dtype=bool)
    known = hills.assign(place=place, known=(since >= 0) & (since <= place))[counted]
    best = known.sort_values(["place", "elapsed_s", "from_s"], kind="stable")
    best = best.drop_duplicates(["hill_id", "place"])
    rows = [row for _, runs in best.groupby("hill_id", sort=True) for row in _faster(past, runs)]
    return candidates(_largest(rows))


def _faster(past: Past, runs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    time = runs["elapsed_s"].to_numpy(dtype=np.float64)
    place = runs["place"].to_numpy(dtype=np.int64)
    before, holder = best_before(-time)
    length = float(runs["length_m"].iloc[0])
    name = _name(runs, past.units)
    for at in np.flatnonzero((-time > before) & runs["known"].to_numpy(dtype=bool)).tolist():
        now, mark = float(time[at]), -float(before[at])
        speed = length / now
        if at < _RUNS or (mark - now) * speed < CLEAR_M:
            continue
        held = int(place[holder[at]])
        from_s = float(runs["from_s"].iloc[at])
        yield past.candidate(
            int(place[at]),
            held_by=held,
            key=str(runs["hill_id"].iloc[at]),
            label=f"Fastest up {name} in {at + 1} runs: {format_duration(now)}",
            detail=f"{past.before(held, format_duration(mark))}; "
            f"{format_height(float(runs['gain_m'].iloc[at]), past.units)} up",
            value=now,
            unit="s",
            previous=mark,
            margin=mark - now,
            confidence=chance_faster(mark, now, speed),
            since_n=float(at),
            size=3.0,
            rule=_RULE,
        ) | {"from_s": from_s, "to_s": from_s + now, "length_m": length}


def _name(runs: pd.DataFrame, units: Units) -> str:
    given: Any = runs["name"].iloc[0]
    if isinstance(given, str) and given:
        return given
    return f"this {format_height(float(runs['gain_m'].iloc[0]), units)} climb"


def _largest(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each win that does not lie, by more than half, in one up a longer hill of its run."""
    by_run: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_run.setdefault(row["run_id"], []).append(row)
    for of_run in by_run.values():
        kept: list[dict[str, Any]] = []
        for row in sorted(of_run, key=lambda row: (-row["length_m"], row["key"])):
            if all(_shared(row, other) <= _INSIDE * row["value"] for other in kept):
                kept.append(row)
        for row in kept:
            del row["length_m"]
            yield row


def _shared(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return how many seconds two stretches of a run have in common."""
    return float(min(one["to_s"], other["to_s"]) - max(one["from_s"], other["from_s"]))

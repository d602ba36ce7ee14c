"""Faster up Cairn Hill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_duration, format_height
from runwins.wins.base import candidates, detector
from runwins.wins.passes import Passes, passes
from runwins.wins.past import Past, best_before
from runwins.wins.rounds import CLEAR_M, chance_faster

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
    rows = [row for hill in passes(history, past) for row in _faster(past, hill)]
    return candidates(_largest(rows))


def _faster(past: Past, hill: Passes) -> Iterator[dict[str, Any]]:
    time = hill.elapsed_s
    before, holder = best_before(-time)
    up = format_height(hill.gain_m, past.units)
    given = hill.given_name
    name = given or f"this {up} climb"
    clear = (-before - time) * (hill.length_m / time) >= CLEAR_M
    clear &= hill.known & (hill.run >= past.since)
    clear[:_RUNS] = False
    for at in np.flatnonzero(clear).tolist():
        now, mark = float(time[at]), -float(before[at])
        speed = hill.length_m / now
        held = int(hill.run[holder[at]])
        from_s = float(hill.from_s[at])
        yield past.candidate(
            int(hill.run[at]),
            held_by=held,
            key=hill.hill_id,
            label=f"Fastest up {name} in {at + 1} runs: {format_duration(now)}",
            detail=past.before(held, format_duration(mark)) + (f"; {up} up" if given else ""),
            value=now,
            unit="s",
            previous=mark,
            margin=mark - now,
            confidence=chance_faster(mark, now, speed),
            since_n=float(at),
            size=3.0,
            rule=_RULE,
        ) | {"from_s": from_s, "to_s": from_s + now, "length_m": hill.length_m}


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

"""1,000 km in your log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE, format_date
from runwins.wins.base import candidates, detector
from runwins.wins.past import Floats, Past

EVEREST_M = 8848.86
_APART_DAYS = 28


@dataclass(frozen=True, slots=True)
class _Sum:
    """One thing that adds up, in its own unit."""

    unit: str
    label: str
    so_far: Floats
    marks: tuple[float, ...]
    big: frozenset[float]


@detector("total", family="consistency", calendar=True)
def total(history: History) -> pd.DataFrame:
    """Round totals of the log: distance, runs, hours, and metres climbed, counted in Everests.

    Distance 50, 100, 250, 500, 1000, 1500, 2000, 3000 … km or miles; runs 10, 25, 50, 100, 150 …;
    hours 24, 50, 100, 250, 500 …; Everests 1, 2, 3, 5, 10, 15 …. One of them in 28 days.
    """
    past = Past(history)
    rows: list[dict[str, Any]] = []
    reached: list[tuple[int, float, int, _Sum, float]] = []
    for order, add in enumerate(_sums(past)):
        marks = np.array(add.marks)
        before = np.concatenate([[0.0], add.so_far[:-1]]) if len(past) else add.so_far
        now = np.searchsorted(marks, add.so_far + 1e-9, side="right")
        then = np.searchsorted(marks, before + 1e-9, side="right")
        for run in np.flatnonzero(now > then).tolist():
            mark = float(marks[now[run] - 1])
            size = 3.5 if mark in add.big else 2.5
            reached.append((run, -size, order, add, mark))
    told: int | None = None
    for run, smaller, _, add, mark in sorted(reached, key=lambda found: found[:3]):
        day = int(past.days[run])
        if run == 0 or (told is not None and day - told < _APART_DAYS):
            continue
        told = day
        if run < past.since:
            continue
        rows.append(
            past.candidate(
                run,
                key=f"{mark:.0f} {add.unit}",
                label=add.label.format(f"{mark:,.0f}", "" if mark == 1 else "s"),
                detail=f"since {format_date(past.date(0))}",
                value=float(add.so_far[run]),
                unit=add.unit,
                since_n=0.0,
                size=-smaller,
                rule="The sum of what is known of all runs in the log passes a round number; one "
                "of distance, runs, hours and Everests (8,848.86 m) in 28 days.",
            )
        )
    return candidates(rows)


def _sums(past: Past) -> tuple[_Sum, ...]:
    size, unit = (MILE, "mi") if past.units == "mi" else (KM, "km")
    far = np.cumsum(np.nan_to_num(past.numbers("distance_m"))) / size
    hours = np.cumsum(np.nan_to_num(past.numbers("moving_s"))) / 3600.0
    up = np.cumsum(np.nan_to_num(past.numbers("ascent_m"))) / EVEREST_M
    runs = np.arange(1.0, len(past) + 1)
    thousands = range(1000, 10_001, 1000)
    big = frozenset({100.0, 500.0, *(float(t) for t in range(1000, 200_000, 1000))})
    distances = (
        50,
        100,
        250,
        500,
        1000,
        1500,
        *thousands[1:],
        *range(12_500, 200_000, 2500),
    )
    run_marks = (
        10,
        25,
        50,
        100,
        150,
        200,
        250,
        *range(300, 1001, 100),
        *range(1250, 50_000, 250),
    )
    hour_marks = (24, 50, 100, 250, 500, 750, 1000, *range(1500, 50_000, 500))
    everests = (1, 2, 3, 5, *range(10, 51, 5), 75, *range(100, 2001, 100))
    word = "miles" if past.units == "mi" else "km"
    return (
        _Sum(unit, f"{{}} {word} in your log", far, _floats(distances), big),
        _Sum("runs", "{} runs in your log", runs, _floats(run_marks), big),
        _Sum("hours", "{} hours of running", hours, _floats(hour_marks), frozenset()),
        _Sum("Everests", "{} Everest{} climbed", up, _floats(everests), frozenset()),
    )


def _floats(marks: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(float(mark) for mark in marks)

"""What the two sides of climbing share: metres climbed, in one run or in a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from runwins.goal import Goal
from runwins.ladder.base import SUM, YEAR_DAYS, Dimension, down_to
from runwins.ladder.marks import Marks, run_days
from runwins.ladder.targets import HILLY_M
from runwins.model import History
from runwins.units import FOOT, Units, format_height

ROUND_HEIGHTS = (500.0, 1000.0, 1500.0, 2000.0, 3000.0)


def climbing(
    goal: Goal,
    history: History,
    day: dt.date,
    marks: Marks,
    shares: tuple[float, float],
    *,
    window_days: int,
    first: float,
    words: str,
) -> Dimension | None:
    """Return a side of climbing for races with 500 m of it or more; ``None`` for others.

    Parameters
    ----------
    goal, history, day
        As of a rung kind.
    marks
        Metres climbed.
    shares
        Base and full mark over the race's ascent.
    window_days, first
        As of `Dimension`.
    words
        What stands behind the metres, like ``in one run``.
    """
    climb = goal.ascent_m or 0.0
    if climb < HILLY_M:
        return None
    base, full = shares
    return Dimension(
        base=base * climb,
        full=full * climb,
        unit="m",
        marks=marks,
        now=marks.recent(day, window_days),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=window_days,
        side=SUM,
        factor=1.20,
        grid=height_grid(history.units),
        first=first,
        label=height_label(words, history.units),
        round_numbers=ROUND_HEIGHTS if history.units == "km" else (),
        known=ascent_known(history, day),
    )


def height_label(words: str, units: Units) -> Callable[[float], str]:
    """Return what puts metres climbed into words, like ``600 m of climbing in one run``."""

    def label(value: float) -> str:
        return f"{format_height(value, units)} of climbing {words}"

    return label


def height_grid(units: Units) -> Callable[[float], float]:
    """Return what rounds a climb down to 50 m, or to 200 ft."""
    return down_to(200 * FOOT if units == "mi" else 50.0)


def ascent_known(history: History, day: dt.date) -> bool:
    """Return whether any run of the last year tells how far it climbed.

    A log without runs in that year says nothing against it.
    """
    since = np.datetime64(day - dt.timedelta(days=YEAR_DAYS), "D")
    recent = history.runs["ascent_m"][run_days(history) >= since]
    return bool(recent.empty or recent.notna().any())

"""The climbing of one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from runwins.ladder import marks as reached
from runwins.ladder.base import STATE_DAYS, SUM, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.ladder.targets import HILLY_M, profile
from runwins.model import Goal, History
from runwins.units import FOOT, Units, format_height


@rung_kind("single-run-ascent", order=5)
def single_run_ascent(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Most climbing in one run.

    For races with 500 m of climbing or more: metres climbed in one run, all hills together.
    """
    climb = goal.ascent_m or 0.0
    if climb < HILLY_M:
        return None
    base, full = profile(goal).run_ascent
    marks = reached.of_runs(history, history.runs["ascent_m"])
    return Dimension(
        base=base * climb,
        full=full * climb,
        unit="m",
        marks=marks,
        now=marks.best(day - dt.timedelta(days=STATE_DAYS), day),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=SUM,
        factor=1.20,
        grid=height_grid(history.units),
        first=50.0,
        label=height_label("in one run", history.units),
        round_numbers=(500.0, 1000.0, 1500.0, 2000.0, 3000.0) if history.units == "km" else (),
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
    recent = history.runs["ascent_m"][reached.run_days(history) >= since]
    return bool(recent.empty or recent.notna().any())

"""The week's climbing."""

from __future__ import annotations

import datetime as dt

from runwins.ladder import marks as reached
from runwins.ladder.base import SUM, WEEK_DAYS, YEAR_DAYS, Dimension, rung_kind
from runwins.ladder.single_run_ascent import ascent_known, height_grid, height_label
from runwins.ladder.targets import HILLY_M, profile
from runwins.model import Goal, History


@rung_kind("weekly-ascent", order=4)
def weekly_ascent(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Most climbing in a week.

    For races with 500 m of climbing or more: metres climbed from Monday to Sunday, measured by
    what the race asks.
    """
    climb = goal.ascent_m or 0.0
    if climb < HILLY_M:
        return None
    base, full = profile(goal).week_ascent
    marks = reached.of_weeks(history, history.runs["ascent_m"])
    return Dimension(
        base=base * climb,
        full=full * climb,
        unit="m",
        marks=marks,
        now=marks.best(day - dt.timedelta(days=WEEK_DAYS), day),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=WEEK_DAYS,
        side=SUM,
        factor=1.20,
        grid=height_grid(history.units),
        first=100.0,
        label=height_label("in a week", history.units),
        round_numbers=(500.0, 1000.0, 1500.0, 2000.0, 3000.0) if history.units == "km" else (),
        known=ascent_known(history, day),
    )

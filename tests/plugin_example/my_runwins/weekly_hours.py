"""Hours on your feet in a week."""

import datetime as dt

from runwins import Goal, History
from runwins.ladder import marks
from runwins.ladder.base import WEEK_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind


@rung_kind("weekly-hours", order=9)
def weekly_hours(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Most hours in a week, for races of 40 km and longer."""
    if goal.distance_m < 40_000:
        return None
    weeks = marks.of_weeks(history, history.runs["elapsed_s"])
    return Dimension(
        base=6 * 3600.0,
        full=8 * 3600.0,
        unit="s",
        marks=weeks,
        now=weeks.best(day - dt.timedelta(days=WEEK_DAYS), day),
        year_best=weeks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=WEEK_DAYS,
        side=None,
        factor=1.10,
        grid=down_to(3600.0),
        first=3600.0,
        label=lambda value: f"{value / 3600:.0f} hours in a week",
        critical=False,
    )

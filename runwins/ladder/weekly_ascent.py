"""The week's climbing."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.ascent import climbing
from runwins.ladder.base import WEEK_DAYS, Dimension, rung_kind
from runwins.ladder.targets import profile
from runwins.model import History


@rung_kind("weekly-ascent", order=4)
def weekly_ascent(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Most climbing in a week.

    For races with 500 m of climbing or more: metres climbed from Monday to Sunday, measured by
    what the race asks.
    """
    marks = reached.of_weeks(history, history.runs["ascent_m"])
    shares = profile(goal).week_ascent
    return climbing(
        goal, history, day, marks, shares, window_days=WEEK_DAYS, first=100.0, words="in a week"
    )

"""The climbing of one run."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.ascent import climbing
from runwins.ladder.base import STATE_DAYS, Dimension, rung_kind
from runwins.ladder.targets import profile
from runwins.model import History


@rung_kind("single-run-ascent", order=5)
def single_run_ascent(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Most climbing in one run.

    For races with 500 m of climbing or more: metres climbed in one run, all hills together.
    """
    marks = reached.of_runs(history, history.runs["ascent_m"])
    shares = profile(goal).run_ascent
    return climbing(
        goal, history, day, marks, shares, window_days=STATE_DAYS, first=50.0, words="in one run"
    )

"""The race itself: the top of every ladder."""

from __future__ import annotations

import datetime as dt

import numpy as np

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import SINGLE, STATE_DAYS, Dimension, rung_kind
from runwins.model import History

COVERED = 0.97
"""On race day a run of this share of the course counts as the course: watches measure short."""


@rung_kind("race", order=99)
def race(goal: Goal, history: History, day: dt.date) -> Dimension | None:  # noqa: ARG001
    """The race.

    Done by a run on the race day that covers at least 97 % of the course. A goal without a day is
    done by the first run of its whole distance since the build began. Where the goal is to run it
    without stopping, what counts is the longest stretch without a stop.
    """
    column = "nonstop_moving_m" if goal.without_stop else "distance_m"
    distances = history.runs[column].to_numpy(dtype=float)
    days = reached.run_days(history)
    if goal.date is not None:
        there = (days == np.datetime64(goal.date, "D")) & (distances >= COVERED * goal.distance_m)
    else:
        there = (days >= np.datetime64(goal.first_day, "D")) & (distances >= goal.distance_m)
    return Dimension(
        base=goal.distance_m,
        full=goal.distance_m,
        unit="m",
        marks=reached.of_runs(history, np.where(there, goal.distance_m, np.nan)),
        now=0.0,
        year_best=0.0,
        window_days=STATE_DAYS,
        side=SINGLE,
        factor=1.10,
        grid=lambda value: value,
        first=goal.distance_m,
        label=lambda _: goal.name,
        critical=False,
    )

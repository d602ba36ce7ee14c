"""Running by lamp, for races that run into the night."""

from __future__ import annotations

import datetime as dt

import numpy as np

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import Dimension, rung_kind
from runwins.ladder.skill import skill
from runwins.ladder.targets import BACK_TO_BACK_M
from runwins.metrics.darkness import DARK_DEG
from runwins.metrics.sun import elevation_deg
from runwins.model import History

LAST_FINISH_S = 720.0
"""Seconds a km-effort of somebody who hikes all of it: how long a race may take without a limit."""

_HOUR = 3600.0
_LEAST_S = 0.5 * _HOUR
_SURELY_S, _ROUND_THE_CLOCK_S = 15 * _HOUR, 24 * _HOUR
_FIRST_LIGHT_S, _LAST_LIGHT_S = 5 * _HOUR, 21 * _HOUR


@rung_kind("after-dark", order=13)
def after_dark(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """An hour after dark.

    For races of 50 km and longer that run into the night, or begin in it, for half an hour or more
    between the start and the cut-off (without a cut-off: 12 minutes for each effort-kilometre). An
    hour of one run with the sun more than 6 degrees below the horizon, standing left out. Whether
    the race is dark follows from the course file's place, the day and the start; without the
    place a race counts that is on its way before 5:00 or after 21:00, and without a start one
    with a cut-off of 15 hours or more, or of 24 by that measure.
    """
    if goal.distance_m < BACK_TO_BACK_M or not runs_in_the_dark(goal):
        return None
    marks = reached.of_runs(history, history.runs["dark_s"])
    known = bool(history.runs["dark_s"].notna().any() or history.runs.empty)
    return skill(marks, day, _HOUR, "s", "1 h of a run after dark", weight=1.55, known=known)


def runs_in_the_dark(goal: Goal) -> bool:
    """Return whether a race that takes all the time it may is in the dark for half an hour."""
    takes = goal.cutoff_s or LAST_FINISH_S * goal.km_effort
    start = goal.start_clock_s
    if start is None:
        return takes >= (_SURELY_S if goal.cutoff_s else _ROUND_THE_CLOCK_S)
    if goal.date is None or goal.lat_deg is None or goal.lon_deg is None:
        end = start + takes
        return start <= _FIRST_LIGHT_S - _LEAST_S or end >= _LAST_LIGHT_S + _LEAST_S
    midnight = dt.datetime.combine(goal.date, dt.time(), dt.UTC).timestamp()
    begin = midnight + start - (goal.utc_offset_s or 0.0)
    minutes = begin + np.arange(0.0, takes, 60.0)
    dark = elevation_deg(minutes, goal.lat_deg, goal.lon_deg) < DARK_DEG
    return bool(60.0 * dark.sum() >= _LEAST_S)

"""Hiking fast uphill, for steep ultras."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import Dimension, rung_kind
from runwins.ladder.skill import skill
from runwins.ladder.targets import BACK_TO_BACK_M
from runwins.model import History
from runwins.units import KM

STEEP = 0.15
STEEP_RACE = 40.0
"""Metres climbed a kilometre from which a race is hiked in part by nearly everybody."""

_MINUTES = 20


@rung_kind("power-hike", order=10)
def power_hike(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Twenty minutes steeply uphill.

    For races of 50 km and longer with 40 m of climbing a kilometre or more: one climb of 20
    minutes at 15 % or steeper, run or hiked. One rung, and no date is forecast for it.
    """
    climb = goal.ascent_m or 0.0
    if goal.distance_m < BACK_TO_BACK_M or climb < STEEP_RACE * goal.distance_m / KM:
        return None
    steep = history.climbs[history.climbs["grade"] >= STEEP]
    marks = reached.of_rows(history, steep["run_id"], steep["elapsed_s"])
    label = f"{_MINUTES} min uphill at {100 * STEEP:.0f} % or steeper"
    known = not history.climbs.empty
    return skill(marks, day, 60.0 * _MINUTES, "s", label, weight=1.5, known=known)

"""Hiking fast uphill, for steep ultras."""

from __future__ import annotations

import datetime as dt

import numpy as np

from runwins.ladder.base import STATE_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.ladder.marks import Marks
from runwins.ladder.targets import BACK_TO_BACK_M
from runwins.model import Goal, History
from runwins.units import KM

STEEP = 0.15
STEEP_RACE = 40.0
"""Metres climbed a kilometre from which a race is hiked in part by nearly everybody."""

_MINUTES = 20
_TARGET_S = 60.0 * _MINUTES


@rung_kind("power-hike", order=10)
def power_hike(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Twenty minutes steeply uphill.

    For races of 50 km and longer with 40 m of climbing a kilometre or more: one climb of 20
    minutes at 15 % or steeper, run or hiked. One rung, and no date is forecast for it.
    """
    climb = goal.ascent_m or 0.0
    if goal.distance_m < BACK_TO_BACK_M or climb < STEEP_RACE * goal.distance_m / KM:
        return None
    marks = _steep_climbs(history)
    return Dimension(
        base=_TARGET_S,
        full=_TARGET_S,
        unit="s",
        marks=marks,
        now=marks.best(day - dt.timedelta(days=STATE_DAYS), day),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=None,
        factor=100.0,
        grid=down_to(_TARGET_S),
        first=_TARGET_S,
        label=lambda _: f"{_MINUTES} min uphill at {STEEP:.0%} or steeper",
        critical=False,
        weight=1.5,
        gentle=False,
        known=not history.climbs.empty,
    )


def _steep_climbs(history: History) -> Marks:
    """Return the seconds of every steep climb, by day."""
    steep = history.climbs[history.climbs["grade"] >= STEEP]
    days = history.runs.set_index("run_id")["local_date"].reindex(steep["run_id"])
    order = np.argsort(days.to_numpy(), kind="stable")
    return Marks(
        days.to_numpy().astype("datetime64[D]")[order],
        steep["elapsed_s"].to_numpy(dtype=float)[order],
        steep["run_id"].to_numpy(dtype=object)[order],
    )

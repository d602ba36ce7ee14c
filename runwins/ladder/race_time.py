"""Faster over a shorter distance, for goals with a time."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import YEAR_DAYS, Dimension, rung_kind
from runwins.ladder.marks import Marks
from runwins.metrics.race_formulas import time_for_vdot, vdot
from runwins.model import History
from runwins.units import HALF_MARATHON, MARATHON, MILE, distance_name, format_duration

_SHORTER = (HALF_MARATHON, 10_000.0, 5_000.0, 2 * MILE, MILE, MILE / 2)
"""Distances over which every run's best is known."""

_STATE_DAYS = 90
_STEP = 1.02


@rung_kind("race-time", order=9)
def race_time(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Faster over a shorter distance.

    For road goals with a time, up to the marathon: the time over about half the distance that
    goes with the goal's time (equal VDOT, after Daniels and Gilbert), in steps of about two per
    cent from your best of the last 90 days. Best efforts within longer runs count, unless the
    recording is in doubt. No dates are forecast for it.
    """
    if goal.time_s is None or goal.terrain != "road" or goal.distance_m > 1.03 * MARATHON:
        return None
    over = next((metres for metres in _SHORTER if metres <= 0.55 * goal.distance_m), None)
    if over is None:
        return None
    full = over / time_for_vdot(vdot(goal.distance_m, goal.time_s), over)
    marks = _speeds(history, over)
    now = marks.recent(day, _STATE_DAYS)
    return Dimension(
        base=full,
        full=full,
        unit="m/s",
        marks=marks,
        now=now,
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=_STATE_DAYS,
        side=None,
        factor=_STEP,
        grid=_slower_to_friendly(over),
        first=min(now, full) * _STEP if now > 0 else full / _STEP,
        label=lambda speed: (
            f"{distance_name(over, history.units)} in {format_duration(over / speed)}"
        ),
        critical=False,
        weight=1.5,
        gentle=False,
    )


def _speeds(history: History, over: float) -> Marks:
    """Return the speed of every good best effort over a distance, by day."""
    efforts = history.efforts
    good = efforts[(efforts["distance_m"] == over) & (efforts["quality"] == "ok")]
    return reached.of_rows(history, good["run_id"], over / good["elapsed_s"].to_numpy(dtype=float))


def _slower_to_friendly(over: float) -> Callable[[float], float]:
    """Return what takes a speed down to the next whole 5 seconds, 15 from 10 km on."""
    step = 15.0 if over >= 10_000 else 5.0

    def grid(speed: float) -> float:
        return over / (math.ceil(over / speed / step - 1e-9) * step) if speed > 0 else 0.0

    return grid

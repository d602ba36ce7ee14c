"""Running without a stop, for races up to 10 km."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import SINGLE, STATE_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.model import History
from runwins.units import KM, MILE, distance_name

_LONGEST_M = 10_500.0


@rung_kind("non-stop", order=7)
def non_stop(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Longest stretch without a stop.

    For road goals up to 10 km, and for goals to be run without a stop: how far you ran without
    standing still. Runs whose pauses are not known do not count. Its dates take it to be reached
    like a long run, which has not been measured by itself.
    """
    short = goal.terrain == "road" and goal.distance_m <= _LONGEST_M
    if not short and not goal.without_stop:
        return None
    step = MILE if history.units == "mi" else KM
    marks = reached.of_runs(history, history.runs["nonstop_moving_m"])
    return Dimension(
        base=0.8 * goal.distance_m,
        full=goal.distance_m,
        unit="m",
        marks=marks,
        now=marks.recent(day, STATE_DAYS),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=SINGLE,
        factor=1.10,
        grid=down_to(step),
        first=step,
        label=lambda value: f"{distance_name(value, history.units)} without stopping",
        round_numbers=(2 * step, 5 * step, 10 * step),
        critical=goal.without_stop,
        weight=1.25,
    )

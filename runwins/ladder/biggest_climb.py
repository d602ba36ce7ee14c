"""The biggest single climb, for races with hills."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.ascent import ROUND_HEIGHTS, height_grid
from runwins.ladder.base import STATE_DAYS, YEAR_DAYS, Dimension, rung_kind
from runwins.ladder.targets import HILLY_M
from runwins.model import History
from runwins.units import format_height

USUAL_SHARE = 0.3
"""Of the ascent of 14 recorded race courses with 500 m or more, the biggest climb was 8 % to all
of it, in the middle 31 %."""

_BASE, _FULL = 0.5, 0.8


@rung_kind("biggest-climb", order=11)
def biggest_climb(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Biggest single climb.

    For races with 500 m of climbing or more: the metres of one climb without a long way down
    between. The marks are half and four fifths of the course's biggest climb; where no course file
    told it, it is taken as three tenths of the whole ascent. A run that goes up a small hill ten
    times has climbed much, and no big climb. No date is forecast for it: when runners reach one
    has not been measured.
    """
    ascent = goal.ascent_m or 0.0
    if ascent < HILLY_M:
        return None
    climb = goal.climb_m if goal.climb_m is not None else USUAL_SHARE * ascent
    climbs = history.climbs
    marks = reached.of_rows(history, climbs["run_id"], climbs["gain_m"])
    return Dimension(
        base=_BASE * climb,
        full=_FULL * climb,
        unit="m",
        marks=marks,
        now=marks.recent(day, STATE_DAYS),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=None,
        factor=1.20,
        grid=height_grid(history.units),
        first=50.0,
        label=lambda value: f"a climb of {format_height(value, history.units)} in one go",
        round_numbers=ROUND_HEIGHTS if history.units == "km" else (),
        critical=False,
        weight=0.75,
        known=not climbs.empty,
    )

"""Hours on the feet, for races beyond the marathon."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import SINGLE, STATE_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.ladder.targets import profile
from runwins.model import History
from runwins.units import MARATHON, format_span

_HOUR = 3600.0


@rung_kind("time-on-feet", order=6)
def time_on_feet(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Longest time on your feet.

    For races beyond the marathon: hours in one run, stops of the watch left out. Where a long run
    by distance would take all day, time is the rung that counts. Its dates take it to be reached
    like a long run, which has not been measured by itself.
    """
    if goal.distance_m < 1.05 * MARATHON:
        return None
    full = profile(goal).longest_s
    seconds = history.runs["timer_s"].fillna(history.runs["moving_s"])
    marks = reached.of_runs(history, seconds)
    return Dimension(
        base=0.75 * full,
        full=full,
        unit="s",
        marks=marks,
        now=marks.recent(day, STATE_DAYS),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=SINGLE,
        factor=1.10,
        grid=down_to(_HOUR / 4),
        first=_HOUR / 2,
        label=lambda value: f"{format_span(value)} on your feet",
        round_numbers=tuple(hours * _HOUR for hours in (1, 2, 3, 4, 5, 6, 8)),
        critical=False,
        weight=0.5,
    )

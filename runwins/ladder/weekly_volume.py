"""The week: how far in seven days."""

from __future__ import annotations

import datetime as dt

import numpy as np

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.away import days_ago
from runwins.ladder.base import (
    STATE_DAYS,
    SUM,
    WEEK_DAYS,
    YEAR_DAYS,
    Dimension,
    down_to,
    rung_kind,
)
from runwins.ladder.targets import profile
from runwins.model import History
from runwins.units import KM, MILE, format_distance


@rung_kind("weekly-volume", order=2)
def weekly_volume(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Biggest week.

    Kilometres from Monday to Sunday, all kinds of running together. The best of your weeks is
    what counts toward a rung; what you can do now is read from all of the last four. The way back
    from a gap is measured by a usual week, and that held the longest run at least.
    """
    asked = profile(goal)
    distances = history.runs["distance_m"].to_numpy(dtype=float)
    marks, singles = reached.of_weeks(history, distances), reached.of_runs(history, distances)
    size = MILE if history.units == "mi" else KM

    def grid(value: float) -> float:
        step = size if value < 30 * size else 5 * size
        return down_to(step)(value)

    return Dimension(
        base=asked.week_m[0],
        full=asked.week_m[1],
        unit="m",
        marks=marks,
        now=_typical_week(history, day),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=WEEK_DAYS,
        side=SUM,
        factor=1.10,
        grid=grid,
        first=5 * size,
        label=lambda value: f"{format_distance(value, history.units, 0)} in a week",
        weight=1.5,
        usual=lambda then: max(_typical_week(history, then), singles.recent(then, STATE_DAYS)),
    )


def _typical_week(history: History, day: dt.date) -> float:
    """Return the metres of a usual week: the median of the last four, or their mean if higher.

    Days marked as away are left out of the four weeks.
    """
    ago = days_ago(history.away, reached.run_days(history), day)
    distances = np.nan_to_num(history.runs["distance_m"].to_numpy(dtype=float))
    inside = (ago >= 0) & (ago < WEEK_DAYS)
    weeks = np.bincount(ago[inside] // 7, weights=distances[inside], minlength=4)
    return float(max(np.median(weeks), np.mean(weeks)))

"""How likely the marks of a goal are in time, and whether that can be said at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from runwins.goal import Goal
from runwins.ladder import forecast
from runwins.ladder.base import YEAR_DAYS, Dimension, dimensions_of
from runwins.ladder.marks import run_days
from runwins.ladder.standing import weeks_to_taper
from runwins.model import History


def open_base(
    dimensions: Mapping[str, Dimension], start: dt.date
) -> Sequence[tuple[Dimension, float]]:
    """Return the base marks that no run has reached since the build began.

    Only of dimensions on which the goal depends, and which the runs tell about.
    """
    critical = [each for each in dimensions.values() if each.critical and each.known]
    marks = [(each, each.grid(each.base)) for each in critical]
    return [(each, mark) for each, mark in marks if each.first_reach(mark, start) is None]


def can_forecast(dimensions: Mapping[str, Dimension], history: History, day: dt.date) -> bool:
    """Return whether there are six weeks with runs in a year, and a run in the last 30 days."""
    days = run_days(history)
    recent = days[days > np.datetime64(day - dt.timedelta(days=YEAR_DAYS), "D")]
    weeks = len(np.unique((recent.astype(np.int64) + 3) // 7))
    return weeks >= forecast.LEAST_WEEKS and dimensions["long-run"].now > 0


def goal_chance(goal: Goal, history: History, today: dt.date) -> float | None:
    """Return the chance of all base marks before the taper; ``None`` where it cannot be said."""
    dimensions = dimensions_of(goal, history, today)
    weeks = weeks_to_taper(goal, today, history.away)
    if weeks is None or not can_forecast(dimensions, history, today):
        return None
    still = open_base(dimensions, min(goal.first_day, today))
    return forecast.goal_probability(still, weeks)

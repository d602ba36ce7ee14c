"""Weeks kept: showing up again and again."""

from __future__ import annotations

import datetime as dt

import numpy as np

from runwins.ladder import marks as reached
from runwins.ladder.base import WEEK_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.ladder.marks import Days, Marks
from runwins.model import Goal, History

_WEEKS = 12
_BASE, _FULL = 8.0, 10.0


@rung_kind("consistency", order=8)
def consistency(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Weeks kept.

    How many of twelve weeks had your number of runs: one fewer than your usual week held when the
    build began, and at least two. Two weeks of twelve are in reserve, so that a cold or a holiday
    costs nothing; there is no streak to break. No dates are forecast for it.
    """
    days = reached.run_days(history)
    aim = runs_a_week(days[days <= np.datetime64(min(goal.first_day, day), "D")])
    marks = _weeks_kept(history, aim)
    return Dimension(
        base=_BASE,
        full=_FULL,
        unit="weeks",
        marks=marks,
        now=marks.best(day - dt.timedelta(days=WEEK_DAYS), day),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=WEEK_DAYS,
        side=None,
        factor=1.25,
        grid=down_to(1.0),
        first=1.0,
        label=lambda value: f"{value:.0f} of {_WEEKS} weeks with {aim} runs or more",
        round_numbers=(4.0, 6.0, 8.0),
        critical=False,
        weight=0.5,
        gentle=False,
    )


def runs_a_week(days: Days) -> int:
    """Return how many runs keep a week: one fewer than usual in the last eight with runs."""
    _, counts = np.unique((np.sort(days).astype(np.int64) + 3) // 7, return_counts=True)
    return max(2, int(np.median(counts[-8:])) - 1) if len(counts) else 2


def _weeks_kept(history: History, aim: int) -> Marks:
    """Return, at the run that kept a week, how many of the twelve weeks up to it were kept."""
    so_far = reached.of_weeks(history, np.ones(len(history.runs)))
    keeps = np.flatnonzero(so_far.values == aim)
    week = (so_far.days[keeps].astype(np.int64) + 3) // 7
    first = np.searchsorted(week, week - _WEEKS, side="right")
    counts = np.arange(1, len(keeps) + 1) - first
    return Marks(so_far.days[keeps], counts.astype(float), so_far.run_ids[keeps])

"""Weeks kept: showing up again and again."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.away import Days
from runwins.ladder.base import WEEK_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.ladder.marks import Marks
from runwins.model import History

_WEEKS = 12
_BASE, _FULL = 8.0, 10.0
_FREE_DAYS = 3
_A_DAY = np.timedelta64(1, "D")


@rung_kind("consistency", order=8)
def consistency(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Weeks kept.

    How many of twelve weeks had your number of runs: the one you said
    (`runwins goal set --runs-per-week 4`), or else one fewer than your usual week held when the
    build began, and at least two. Two weeks of twelve are in reserve, so that a cold or a holiday
    costs nothing; there is no streak to break. Weeks with three days or more marked as ill, injured
    or on holiday are left out of the twelve. No dates are forecast for it.
    """
    days = reached.run_days(history)
    usual = runs_a_week(days[days <= np.datetime64(min(goal.first_day, day), "D")])
    aim = goal.runs_per_week or usual
    marks = weeks_kept(history, aim)
    return Dimension(
        base=_BASE,
        full=_FULL,
        unit="weeks",
        marks=marks,
        now=marks.recent(day, WEEK_DAYS),
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
    _, counts = np.unique(_week_of(np.sort(days)), return_counts=True)
    return max(2, int(np.median(counts[-8:])) - 1) if len(counts) else 2


def weeks_kept(history: History, aim: int) -> Marks:
    """Return, at the run that kept a week, how many of the twelve weeks up to it were kept."""
    so_far = reached.of_weeks(history, np.ones(len(history.runs)))
    keeps = np.flatnonzero(so_far.values == aim)
    week = _week_of(so_far.days[keeps])
    asked = week - np.searchsorted(_free(history, week), week)
    first = np.searchsorted(asked, asked - _WEEKS, side="right")
    counts = np.arange(1, len(keeps) + 1) - first
    return Marks(so_far.days[keeps], counts.astype(float), so_far.run_ids[keeps], history.away)


def weeks_so_far(history: History, aim: int, first_day: dt.date, day: dt.date) -> tuple[int, ...]:
    """Return the runs of this week, and how many of how many weeks before it were kept.

    Of the last twelve at most, from the first whole week of the build on; weeks that were given
    free and not kept are left out.
    """
    days = reached.run_days(history)
    week = _week_of(days[days <= np.datetime64(day, "D")])
    now, first = (int(_week_of(np.array([one], "datetime64[D]"))[0]) for one in (day, first_day))
    first += first_day.isoweekday() != 1
    counts = {one: int((week == one).sum()) for one in range(max(first, now - _WEEKS), now)}
    kept = np.array([one for one, count in counts.items() if count >= aim], dtype=np.int64)
    free = {one for one in counts if one in _free(history, kept)}
    return int((week == now).sum()), len(kept), len(counts) - len(free)


def _week_of(days: Days) -> npt.NDArray[np.int64]:
    return (days.astype(np.int64) + 3) // 7


def _free(history: History, kept: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the weeks that ask for nothing; kept ones are never among them."""
    marked = [
        np.arange(np.datetime64(each.first, "D"), np.datetime64(each.last, "D") + _A_DAY)
        for each in history.away
    ]
    days = np.unique(np.concatenate(marked)) if marked else np.empty(0, dtype="datetime64[D]")
    weeks, counts = np.unique(_week_of(days), return_counts=True)
    free: npt.NDArray[np.int64] = np.setdiff1d(weeks[counts >= _FREE_DAYS], kept)
    return free

"""Getting used to heat, for races that may be warmer than home."""

from __future__ import annotations

import datetime as dt

import numpy as np

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import Dimension, rung_kind
from runwins.ladder.marks import Marks
from runwins.ladder.skill import late_enough, skill
from runwins.model import History
from runwins.units import Units

WARMER_C = 5.0
"""A race asks for it when it may be so much warmer than what the runner is used to."""

ALWAYS_C = 25.0
"""So warm a race asks for it where no watch told what the runner is used to."""

NEAR_C = 3.0
_RUNS, _DAYS, _MINUTES = 8, 21, 45
_USUAL_DAYS = 60


@rung_kind("heat", order=14)
def heat(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Eight warm runs in three weeks.

    Where you said how warm race day may be (`runwins goal set --heat 30C`) and that is 5 °C more
    than the middle of your runs in the 60 days before the build: eight runs of 45 minutes or more
    within three weeks of the last ten, each at most 3 °C cooler than that, as your watch felt it.
    The body needs that many to adapt, and forgets again (Périard and others, 2015). It is never a
    reason to run in dangerous heat: a warm room or late afternoon counts as well.
    """
    if goal.temperature_c is None:
        return None
    usual = _usual(history, min(goal.first_day, day))
    asks = goal.temperature_c >= (ALWAYS_C if np.isnan(usual) else usual + WARMER_C)
    if not asks:
        return None
    least = goal.temperature_c - NEAR_C
    marks = late_enough(_warm_runs(history, least), goal)
    label = f"{_RUNS} runs of {_MINUTES} min at {_degrees(least, history.units)} in three weeks"
    known = bool(history.runs["avg_temperature_c"].notna().any() or history.runs.empty)
    return skill(marks, day, float(_RUNS), "runs", label, weight=1.6, known=known)


def _usual(history: History, day: dt.date) -> float:
    """Return the middle temperature of the runs before a day; ``nan`` where none tells."""
    ago = (np.datetime64(day, "D") - reached.run_days(history)).astype(np.int64)
    felt = history.runs["avg_temperature_c"].to_numpy(dtype=float)
    felt = felt[(ago >= 0) & (ago <= _USUAL_DAYS) & np.isfinite(felt)]
    return float(np.median(felt)) if len(felt) else float("nan")


def _warm_runs(history: History, least_c: float) -> Marks:
    """Return, run by run, how many warm runs the three weeks up to it held."""
    runs = history.runs
    seconds = runs["moving_s"].fillna(runs["elapsed_s"])
    warm = (runs["avg_temperature_c"] >= least_c) & (seconds >= 60 * _MINUTES)
    found = reached.of_runs(history, np.where(warm, 1.0, np.nan))
    first = np.searchsorted(found.days, found.days - np.timedelta64(_DAYS - 1, "D"), side="left")
    counts = np.arange(1, len(found.days) + 1) - first
    return Marks(found.days, counts.astype(float), found.run_ids, found.away)


def _degrees(celsius: float, units: Units) -> str:
    if units == "mi":
        return f"{1.8 * celsius + 32:.0f} °F or warmer"
    return f"{celsius:.0f} °C or warmer"

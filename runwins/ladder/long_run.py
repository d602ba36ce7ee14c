"""The longest run: kilometres on the road, km-effort on the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import SINGLE, STATE_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.ladder.targets import profile
from runwins.model import History
from runwins.units import HALF_MARATHON, KM, MARATHON, MILE, Units, distance_name

_ROUND_KM = (5.0, 10.0, 15.0, HALF_MARATHON / KM, 30.0, MARATHON / KM, 50.0, 60.0, 80.0, 100.0)
_ROUND_MILES = (5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0)
_ROUND_EFFORT = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0)


@rung_kind("long-run", order=1)
def long_run(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Longest run.

    How far you have run in one go, because nothing carries a race like having been near its
    length. For a trail race it is counted in km-effort, kilometres plus a hundredth of the metres
    climbed, so that 20 km with 1,000 m of climbing counts as 30. Steps of at most ten per cent
    over the longest of the last 30 days are suggested; the ladder ends where a training run
    becomes longer than a runner's week should hold.
    """
    asked = profile(goal)
    effort = goal.terrain == "trail"
    size = 1.0 if effort else KM
    values = reached.km_effort(history) if effort else history.runs["distance_m"].to_numpy()
    marks = reached.of_runs(history, values)
    race = goal.km_effort if effort else goal.distance_m / KM
    base, full = asked.long_run[0] * race * size, asked.long_run[1] * race * size
    pace = long_run_pace(history, day)
    if pace is not None:
        full = max(base, min(full, asked.longest_s / pace * size))
    step = 1.0 if effort else (MILE if history.units == "mi" else KM)
    rounds: tuple[float, ...] = _ROUND_EFFORT
    if not effort:
        rounds = tuple(
            number * step for number in (_ROUND_MILES if history.units == "mi" else _ROUND_KM)
        )
    return Dimension(
        base=base,
        full=full,
        unit="km-effort" if effort else "m",
        marks=marks,
        now=marks.recent(day, STATE_DAYS),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=SINGLE,
        factor=1.10,
        grid=down_to(step),
        first=2 * step if not effort else 3.0,
        label=_effort_label if effort else _label(history.units),
        round_numbers=rounds,
        weight=2.0,
    )


def long_run_pace(history: History, day: dt.date) -> float | None:
    """Return seconds a km-effort in the five longest runs of the last 180 days, their median.

    ``None`` with fewer than three runs that tell.
    """
    efforts = reached.km_effort(history)
    seconds = history.runs["elapsed_s"].fillna(history.runs["moving_s"]).to_numpy(dtype=float)
    days = reached.run_days(history)
    recent = (days > np.datetime64(day - dt.timedelta(days=180), "D")) & (efforts > 0)
    recent &= np.isfinite(seconds) & np.isfinite(efforts)
    chosen = np.flatnonzero(recent)
    if len(chosen) < 3:
        return None
    longest = chosen[np.argsort(efforts[chosen])[-5:]]
    return float(np.median(seconds[longest] / efforts[longest]))


def _effort_label(value: float) -> str:
    return f"{value:.0f} km-effort in one run"


def _label(units: Units) -> Callable[[float], str]:
    def label(value: float) -> str:
        return f"{distance_name(value, units)} in one run"

    return label

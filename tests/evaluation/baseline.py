"""What ladder and prediction were before they were measured: the rules to beat.

A rung was one step a week, as surely as the weeks of the last twelve had been kept; a race time
came from the single best effort by the published formulas, with a narrow range.
"""

from __future__ import annotations

import datetime as dt
import math
import statistics

import numpy as np
import pandas as pd

from runwins.ladder.base import Dimension
from runwins.ladder.marks import run_days
from runwins.metrics.prediction import EIGHT_IN_TEN, Prediction
from runwins.metrics.race_formulas import (
    cameron,
    marathon_shape,
    riegel,
    riegel_marathon_exponent,
    time_for_vdot,
    vdot,
)
from runwins.metrics.recent_running import TRAIL_GRADIENT
from runwins.model import History
from runwins.units import HALF_MARATHON, KM, MARATHON

_KEPT = 0.80
_WEEKS = 12


def adherence(history: History, day: dt.date) -> float:
    """Return how surely a week is kept: (k + 2) / (n + 3) of the last twelve.

    A week is kept that holds four fifths of the median week.
    """
    ago = (np.datetime64(day, "D") - run_days(history)).astype(int)
    inside = (ago >= 0) & (ago < 7 * _WEEKS)
    metres = np.nan_to_num(history.runs["distance_m"].to_numpy(dtype=float))
    weeks = np.bincount(ago[inside] // 7, weights=metres[inside], minlength=_WEEKS)
    kept = int((weeks >= _KEPT * np.median(weeks)).sum()) if weeks.any() else 0
    return (kept + 2) / (_WEEKS + 3)


def adherence_chance(
    history: History, day: dt.date, dimension: Dimension, value: float, weeks: float
) -> float:
    """Return the chance to reach a value within some weeks, one step a week that is kept.

    Every fourth week is easy: j steps take at least j + (j - 1) // 3 weeks; beyond that a step
    waits for a week that is kept (negative binomial).
    """
    begin = max(dimension.now, dimension.first / dimension.factor)
    steps = max(math.ceil(math.log(value / begin) / math.log(dimension.factor) - 1e-9), 1)
    left, share = int(weeks), adherence(history, day)
    if left < steps + (steps - 1) // 3:
        return 0.0
    waits = range(left - steps + 1)
    return math.fsum(
        math.comb(wait + steps - 1, wait) * share**steps * (1 - share) ** wait for wait in waits
    )


def first_design(history: History, distance_m: float, ascent_m: float, day: dt.date) -> Prediction:
    """Return a race time from the single best effort of 180 days; missing without one.

    To the half the median of Riegel, VDOT and Cameron; the marathon as the mean of Riegel and of
    VDOT adjusted to the endurance; longer and on trails the marathon grown by flat-equivalent
    kilometres to the power 1.25, a trail 12 % slower.
    """
    best = _best_effort(history, distance_m, day)
    if best is None:
        return Prediction(distance_m, math.nan, math.nan, math.nan, "", enough=False)
    metres, seconds, level = best
    ago = (pd.Timestamp(day) - history.runs["local_date"]).dt.days.to_numpy()
    kilometres = history.runs["distance_m"].fillna(0.0).to_numpy(dtype=float) / KM
    weekly = float(kilometres[ago < 56].sum()) / 8
    half = riegel(seconds, metres, HALF_MARATHON)
    by_riegel = riegel(half, HALF_MARATHON, MARATHON, riegel_marathon_exponent(weekly))
    by_shape = time_for_vdot(marathon_shape(level, kilometres, ago), MARATHON)
    marathon = (by_riegel + by_shape) / 2
    trail = ascent_m / (distance_m / KM) >= TRAIL_GRADIENT
    flat = distance_m / KM + (0.5 * ascent_m / 100 if trail else 0.0)
    if trail or distance_m > 1.025 * MARATHON:
        grown = max(flat * KM / MARATHON, 1e-9) ** (1.25 if flat * KM > MARATHON else 1.06)
        centre = marathon * grown * (1.12 if trail else 1.0)
    elif distance_m > 1.025 * HALF_MARATHON:
        share = math.log(distance_m / HALF_MARATHON) / math.log(MARATHON / HALF_MARATHON)
        centre = half * (marathon / half) ** min(share, 1.0)
    else:
        centre = statistics.median([
            riegel(seconds, metres, distance_m), time_for_vdot(level, distance_m),
            cameron(seconds, metres, distance_m),
        ])  # fmt: skip
    spread = math.sqrt(
        2 * 0.03**2 + (0.06 * math.log(flat * KM / metres)) ** 2 + (0.08**2 if trail else 0.0)
    )
    factor = math.exp(EIGHT_IN_TEN * spread)
    return Prediction(distance_m, centre / factor, centre, centre * factor, "", enough=True)


def _best_effort(
    history: History, distance_m: float, day: dt.date
) -> tuple[float, float, float] | None:
    """Return metres, seconds and VDOT of the best effort of 180 days."""
    runs = history.runs[history.runs["book"].isin(["road", "trail", "track"])]
    runs = runs[(pd.Timestamp(day) - runs["local_date"]).dt.days < 180]
    efforts = history.efforts
    efforts = efforts[efforts["run_id"].isin(set(runs["run_id"])) & (efforts["quality"] == "ok")]
    columns = ["distance_m", "elapsed_s"]
    both = pd.concat([efforts[columns], runs.loc[runs["quality"] != "poor", columns]]).dropna()
    both = both[both["distance_m"].between(5_000, max(1.05 * distance_m, 5_000))]
    both = both[both["elapsed_s"].between(15 * 60, 4 * 3600)]
    found = [
        (float(metres), float(seconds), vdot(float(metres), float(seconds)))
        for metres, seconds in zip(both["distance_m"], both["elapsed_s"], strict=True)
    ]
    return max(found, key=lambda one: one[2], default=None)

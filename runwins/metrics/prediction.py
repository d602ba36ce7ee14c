"""Race times from a runner's own running, with an honest range.

The centre is V5, the median of the five best VDOT of the last 180 days, one a run, because the
single best is a maximum of noise and 5–6 % too fast. Constants and spreads were measured on 291
recorded races of 11 runners, each class also with every single runner left out; the range holds
the race in about 8 of 10.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np
import pandas as pd

from runwins.metrics.race_formulas import (
    marathon_shape,
    riegel,
    riegel_marathon_exponent,
    time_for_vdot,
)
from runwins.metrics.recent_running import TRAIL_GRADIENT, best_vdots, not_enough, own_races
from runwins.model import History
from runwins.units import HALF_MARATHON, KM, MARATHON, distance_name, format_duration

Terrain = Literal["road", "trail"]

EIGHT_IN_TEN = 1.2816
"""Standard deviations on either side that hold 80 %."""

ROAD_TO_MARATHON = 0.09
TRAIL_TO_MARATHON = 0.19
BEYOND_MARATHON = 1.14
_SPREAD_SHORT, _SPREAD_MARATHON, _SPREAD_LONG = 0.14, 0.13, 0.15


@dataclass(frozen=True, slots=True)
class Prediction:
    """A race time with its range.

    Attributes
    ----------
    distance_m
        Of the course.
    p10_s, p50_s, p90_s
        One, five and nine in ten such races are faster; missing where there is not enough to
        go by. Beyond the range a race is more often slower than faster.
    basis
        What it was made from, in words.
    enough
        Whether there is enough recent running.
    reason
        Why not, in words; empty otherwise.
    """

    distance_m: float
    p10_s: float
    p50_s: float
    p90_s: float
    basis: str
    enough: bool
    reason: str = ""

    def _repr_html_(self) -> str:
        """Return the prediction for a notebook."""
        name = distance_name(self.distance_m, "km")
        if not self.enough:
            return f"<p><b>{escape(name)}</b>: {escape(self.reason)}</p>"
        early, middle, late = (format_duration(s) for s in (self.p10_s, self.p50_s, self.p90_s))
        return (
            f"<p><b>{escape(name)}: {early} to {late}</b>, eight times in ten; "
            f"in the middle {middle}.<br>From {escape(self.basis)}. Beyond the range it is more "
            "often slower than faster.</p>"
        )


def predict(
    history: History,
    distance_m: float,
    ascent_m: float = 0.0,
    terrain: Terrain = "road",
    day: dt.date | None = None,
) -> Prediction:
    """Return the time of a race from the running before it.

    Parameters
    ----------
    history
        The runner's log.
    distance_m, ascent_m, terrain
        The course. From 15 m of climbing a kilometre on it counts as a trail.
    day
        The last day that is known; the day of the last run if not given.
    """
    if not len(history.runs):
        return _nothing(distance_m, "no runs yet")
    last = day or pd.Timestamp(history.runs["local_date"].max()).date()
    past = history.until(last)
    problem = not_enough(past, last)
    if problem:
        return _nothing(distance_m, problem)
    values = best_vdots(past, distance_m, last)
    if len(values) < 3:
        return _nothing(
            distance_m,
            f"{len(values)} runs of 5 km and longer in the last 180 days tell a speed; it takes 3",
        )
    level = float(np.median(values[:5]))
    basis = f"the best {min(5, len(values))} runs of the last 180 days"
    on_trail = terrain == "trail" or ascent_m / (distance_m / KM) >= TRAIL_GRADIENT
    if on_trail:
        effort = km_effort(distance_m, ascent_m)
        centre, spread = trail_time(level, effort), _SPREAD_LONG
        own = own_races(past, effort, last)
        if own:
            centre = math.sqrt(centre * scaled_races(own, effort))
            basis += f" and {len(own)} own race{'s' if len(own) > 1 else ''} on trails"
    else:
        centre, spread = road_time(level, distance_m), road_spread(distance_m)
        if _near(distance_m, MARATHON):
            centre = math.sqrt(centre * _marathon_by_shape(past, values[0], last))
            basis += ", the best of them and the long runs of ten weeks"
    factor = math.exp(EIGHT_IN_TEN * spread)
    return Prediction(distance_m, centre / factor, centre, centre * factor, basis, enough=True)


def _nothing(distance_m: float, reason: str) -> Prediction:
    return Prediction(distance_m, math.nan, math.nan, math.nan, "", enough=False, reason=reason)


def km_effort(distance_m: float, ascent_m: float) -> float:
    """Return kilometres plus a hundredth of the metres climbed (ITRA).

    On recorded trail races of two runners this weight of climbing left the least spread.
    """
    return distance_m / KM + ascent_m / 100.0


def road_time(level: float, distance_m: float) -> float:
    """Return seconds on the road for a VDOT.

    To the half marathon as Daniels has it; to the marathon 9 % more comes in; beyond it time
    grows with distance to the power 1.14.
    """
    if distance_m <= HALF_MARATHON * 1.025:
        return time_for_vdot(level, distance_m)
    if distance_m <= MARATHON * 1.025:
        nominal = min(distance_m, MARATHON)
        share = math.log(nominal / HALF_MARATHON) / math.log(MARATHON / HALF_MARATHON)
        return time_for_vdot(level, nominal) * math.exp(ROAD_TO_MARATHON * max(share, 0.0))
    grown = math.pow(distance_m / MARATHON, BEYOND_MARATHON)
    return time_for_vdot(level, MARATHON) * math.exp(ROAD_TO_MARATHON) * grown


def road_spread(distance_m: float) -> float:
    """Return the standard deviation of ln(time) on the road."""
    if distance_m <= HALF_MARATHON * 1.025:
        return _SPREAD_SHORT
    return _SPREAD_MARATHON if _near(distance_m, MARATHON) else _SPREAD_LONG


def trail_time(level: float, effort: float) -> float:
    """Return seconds on a trail for a VDOT and the course's km-effort."""
    grown = math.pow(effort / (MARATHON / KM), BEYOND_MARATHON)
    return time_for_vdot(level, MARATHON) * math.exp(TRAIL_TO_MARATHON) * grown


def trail_time_from_marathon(marathon_s: float, effort: float) -> float:
    """Return seconds on a trail for somebody who knows their marathon time."""
    grown = math.pow(effort / (MARATHON / KM), BEYOND_MARATHON)
    return marathon_s * math.exp(TRAIL_TO_MARATHON - ROAD_TO_MARATHON) * grown


def scaled_races(races: Sequence[tuple[float, float]], effort: float) -> float:
    """Return the time of a course from own races: their median pace, grown with the size."""
    pace = float(np.median([seconds / size for size, seconds in races]))
    usual = float(np.median([size for size, _ in races]))
    return pace * effort * math.pow(effort / usual, BEYOND_MARATHON - 1)


def _marathon_by_shape(history: History, best: float, day: dt.date) -> float:
    """Return the marathon by the single best effort: mean of Riegel and shape-adjusted VDOT."""
    runs = history.runs.dropna(subset=["distance_m"])
    ago = (pd.Timestamp(day) - runs["local_date"]).dt.days.to_numpy()
    kilometres = runs["distance_m"].to_numpy(dtype=float) / KM
    weekly = float(kilometres[ago < 56].sum()) / 8
    half = time_for_vdot(best, HALF_MARATHON)
    by_riegel = riegel(half, HALF_MARATHON, MARATHON, riegel_marathon_exponent(weekly))
    by_shape = time_for_vdot(marathon_shape(best, kilometres, ago), MARATHON)
    return math.exp(0.05) * (by_riegel + by_shape) / 2


def _near(distance_m: float, nominal_m: float) -> bool:
    return abs(distance_m / nominal_m - 1) <= 0.025


def chance_of(total_s: float, p50_s: float, p90_s: float) -> float:
    """Return how often such a race is run in a time or faster, by the range of a prediction.

    The range's upper half as the spread of a normal distribution of the time's logarithm.
    """
    spread = math.log(p90_s / p50_s) / EIGHT_IN_TEN
    return 0.5 * math.erfc(math.log(p50_s / total_s) / spread / math.sqrt(2.0))

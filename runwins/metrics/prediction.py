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
    vdot,
)
from runwins.model import History
from runwins.units import HALF_MARATHON, KM, MARATHON, distance_name, format_duration

Terrain = Literal["road", "trail"]

EIGHT_IN_TEN = 1.2816
"""Standard deviations on either side that hold 80 %."""

ROAD_TO_MARATHON = 0.09
TRAIL_TO_MARATHON = 0.19
BEYOND_MARATHON = 1.14
TRAIL_GRADIENT = 15.0
"""Metres climbed a kilometre from which a course is a trail in this model."""

_SPREAD_SHORT, _SPREAD_MARATHON, _SPREAD_LONG = 0.14, 0.13, 0.15
_STANDARD = (5_000.0, 10_000.0, 15_000.0, HALF_MARATHON, 30_000.0)
_OUTDOORS = ("road", "trail", "track")


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


def not_enough(history: History, day: dt.date) -> str:
    """Return why there is not enough recent running to predict from; empty if there is."""
    outdoors = history.runs[history.runs["book"].isin(_OUTDOORS)]
    ago = (pd.Timestamp(day) - outdoors["local_date"]).dt.days
    half_year, six_weeks = int((ago < 180).sum()), int((ago < 42).sum())
    if half_year < 12:
        return (
            "not enough recent running: it takes 12 runs outdoors in 180 days, "
            f"there are {half_year}"
        )
    if six_weeks < 4:
        return (
            f"not enough recent running: it takes 4 runs outdoors in 42 days, there are {six_weeks}"
        )
    return ""


def best_vdots(history: History, distance_m: float, day: dt.date) -> list[float]:
    """Return the best VDOT of every run of the last 180 days, the highest first.

    From the best efforts over 5, 10, 15, 21.1 and 30 km and the whole run: at least 5 km and 15
    minutes, at most 4 hours and 1.05 times the race.
    """
    runs = history.runs
    ago = (pd.Timestamp(day) - runs["local_date"]).dt.days
    runs = runs[(ago < 180) & runs["book"].isin(_OUTDOORS) & (runs["quality"] != "poor")]
    efforts = history.efforts
    chosen = (
        efforts["run_id"].isin(set(runs["run_id"]))
        & efforts["distance_m"].isin(_STANDARD)
        & (efforts["quality"] == "ok")
    )
    columns = ["run_id", "distance_m", "elapsed_s"]
    both = pd.concat([efforts.loc[chosen, columns], runs[columns]], ignore_index=True).dropna()
    both = both[
        (both["distance_m"] >= 5_000)
        & (both["distance_m"] <= max(1.05 * distance_m, 5_000))
        & both["elapsed_s"].between(15 * 60, 4 * 3600)
    ]
    values = [
        vdot(float(metres), float(seconds))
        for metres, seconds in zip(both["distance_m"], both["elapsed_s"], strict=True)
    ]
    best = pd.Series(values, index=both["run_id"].to_numpy(), dtype=float).groupby(level=0).max()
    return sorted(map(float, best), reverse=True)


def own_races(history: History, effort: float, day: dt.date) -> list[tuple[float, float]]:
    """Return km-effort and seconds of the last three trail races of a like size in two years."""
    runs = history.runs
    ago = (pd.Timestamp(day) - runs["local_date"]).dt.days
    runs = runs[runs["is_race"] & (ago < 730)].dropna(subset=["distance_m", "elapsed_s"])
    climbed = runs["ascent_m"].fillna(0.0)
    on_trail = (runs["book"] == "trail") | (climbed >= TRAIL_GRADIENT * runs["distance_m"] / KM)
    size = runs["distance_m"] / KM + climbed / 100.0
    like = on_trail & (size <= 1.7 * effort) & (size >= effort / 1.7)
    found = zip(size[like], runs.loc[like, "elapsed_s"], strict=True)
    return [(float(one), float(seconds)) for one, seconds in found][-3:]


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

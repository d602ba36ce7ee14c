"""A pacing plan: how a race's time falls on its legs.

How time spreads over a course was measured on 23 recorded trail runs of 25 to 173 km of one
runner, cut every 5 km: legs by km-effort came within 17 % (by equal heart rate 18 %, by Minetti's
cost 18–19 %, by distance alone 25 %), and arrivals within 3.0 % of the whole time with the end
20–30 % slower than the start, 4.4 % with an even effort.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from runwins.errors import GoalError
from runwins.frames import LEGS
from runwins.metrics.course import CourseProfile
from runwins.metrics.geodesy import Floats
from runwins.metrics.grade import cost_factor, grade
from runwins.metrics.recent_running import TRAIL_GRADIENT
from runwins.metrics.sun import is_dark
from runwins.units import KM, MILE

Model = Literal["km-effort", "hr", "minetti"]
MODELS: tuple[Model, ...] = ("km-effort", "hr", "minetti")

_TRAIL_FADE, _ROAD_FADE = 0.20, 0.05
_FADES_FROM = 30.0
_SAME_PLACE_M = 50.0


@dataclass(frozen=True, slots=True)
class PacingPlan:
    """When to be where.

    Attributes
    ----------
    legs
        Frame `LEGS`; the moving legs and the stops of a plan add up to its time.
    a_s, b_s
        Time of plan A and of plan B, from start to finish; missing where there is none.
    last_s
        Time of the slowest plan that meets every cut-off; missing where there is none.
    tightest
        The station whose cut-off decides that; empty where there is none.
    model
        What spreads the time over the course.
    fade
        How much slower the end is than the start at equal slope: 0.2 is a fifth.
    stop_s
        Planned at each aid station.
    dark
        Stretches of the course that plan A runs between sunset and sunrise, in metres; empty where
        day and start are not known.
    dark_s
        How long plan A runs in the dark; missing where it is not known.
    """

    legs: pd.DataFrame
    a_s: float
    b_s: float
    last_s: float
    tightest: str
    model: Model
    fade: float
    stop_s: float
    dark: tuple[tuple[float, float], ...] = ()
    dark_s: float = math.nan


def usual_fade(profile: CourseProfile) -> float:
    """Return how much slower the end of such a race usually is than its start.

    A fifth on trails from 30 km-effort on, as measured; a twentieth on roads from 30 km on, by
    convention; nothing on shorter ones.
    """
    if profile.km_effort < _FADES_FROM:
        return 0.0
    climbing = 100.0 * (profile.km_effort - profile.distance_m / KM)
    steep = climbing / (profile.distance_m / KM) >= TRAIL_GRADIENT
    return _TRAIL_FADE if steep else _ROAD_FADE


def time_share(profile: CourseProfile, model: Model = "km-effort", fade: float = 0.0) -> Floats:
    """Return the share of the moving time that has passed at every point of the course, 0 to 1.

    Parameters
    ----------
    profile
        The course.
    model
        ``km-effort`` takes a kilometre for every 100 m climbed and nothing for a descent; ``hr``
        and ``minetti`` weigh every slope, see `cost_factor`. Where altitudes are unknown, all are
        distance.
    fade
        How much slower the end is than the start; the factor grows evenly with the km-effort done.
    """
    length = np.diff(profile.along_m)
    effort = length.copy()
    if profile.has_altitude:
        effort = length + 10.0 * np.maximum(np.diff(profile.altitude_m), 0.0)
    cost = effort
    if profile.has_altitude and model != "km-effort":
        factor = cost_factor(grade(profile.along_m, profile.altitude_m), model)
        cost = length * (factor[1:] + factor[:-1]) / 2
    done = (np.cumsum(effort) - effort / 2) / effort.sum()
    slowed = cost * (1.0 + fade * (done - 0.5))
    return np.concatenate([[0.0], np.cumsum(slowed) / slowed.sum()])


def leg_ends(
    profile: CourseProfile, every_m: float, *, at_stations: bool = True
) -> list[tuple[str, float, float, bool]]:
    """Return where legs end: name, metre, cut-off (missing if none), and whether it is an aid.

    At the aid stations where the course has any, else at its other named places, else, or if asked
    for, every `every_m`; the finish is always the last.
    """
    stations = profile.stations
    last, inner = stations.iloc[-1], stations.iloc[:-1]
    chosen = inner[inner["is_aid"]] if bool(inner["is_aid"].any()) else inner
    ends: list[tuple[str, float, float, bool]] = []
    for row in chosen.to_dict("records") if at_stations else []:
        before = ends[-1][1] if ends else 0.0
        if before + _SAME_PLACE_M <= row["at_m"] <= profile.distance_m - _SAME_PLACE_M:
            ends.append(
                (str(row["name"]), float(row["at_m"]), float(row["cutoff_s"]), bool(row["is_aid"]))
            )
    if not ends:
        size, unit = (MILE, "mile") if every_m % KM else (KM, "km")
        marks = np.arange(every_m, profile.distance_m - 0.1 * every_m, every_m)
        ends = [(f"{unit} {mark / size:.0f}", float(mark), math.nan, False) for mark in marks]
    return [*ends, (str(last["name"]), profile.distance_m, float(last["cutoff_s"]), False)]


def pacing_plan(
    profile: CourseProfile,
    a_s: float = math.nan,
    b_s: float = math.nan,
    *,
    model: Model = "km-effort",
    fade: float | None = None,
    stop_s: float = 0.0,
    every_m: float = 5 * KM,
    at_stations: bool = True,
    start: dt.datetime | None = None,
) -> PacingPlan:
    """Return when to be where, for two times and for the cut-offs.

    Parameters
    ----------
    profile
        The course.
    a_s, b_s
        Times from start to finish, stops included; missing for no plan.
    model, fade
        What spreads them over the course: see `time_share` and `usual_fade`.
    stop_s
        At each aid station before the finish; where it is nought, stops are part of the legs.
    every_m, at_stations
        Length of the legs where the course has no stations, or where they are not wanted.
    start
        Moment of the start (aware): tells what is run in the dark.

    Raises
    ------
    GoalError
        When fade or stops are out of reason.
    """
    used = usual_fade(profile) if fade is None else fade
    if not 0.0 <= used <= 1.0:
        raise GoalError(f"a fade of {100 * used:.0f} % makes no sense: it is from 0 to 100 %")
    ends = leg_ends(profile, every_m, at_stations=at_stations)
    to = np.array([at for _, at, _, _ in ends])
    stops = np.array([stop_s if aid else 0.0 for *_, aid in ends])
    before = np.concatenate([[0.0], np.cumsum(stops)[:-1]])
    for wanted in (a_s, b_s):
        if wanted <= stops.sum() or stop_s < 0:
            raise GoalError(
                f"stops of {stops.sum() / 60:.0f} minutes in all leave no time to run in a race "
                f"of {wanted / 60:.0f} minutes"
            )
    shares = {one: time_share(profile, one, used) for one in MODELS}
    reached = {one: np.interp(to, profile.along_m, shares[one]) for one in MODELS}

    def arrivals(total: float, by: Model = model) -> Floats:
        return np.asarray(reached[by] * (total - stops.sum()) + before)

    share = np.diff(reached[model], prepend=0.0)
    length = np.diff(to, prepend=0.0)
    cutoff = np.array([seconds for _, _, seconds, _ in ends])
    # Each cut-off allows a whole time; the smallest of them meets all.
    allowed = (cutoff - before) / reached[model] + stops.sum()
    any_cutoff = bool(np.isfinite(cutoff).any())
    decides = int(np.nanargmin(allowed)) if any_cutoff else -1
    last_s = float(allowed[decides]) if any_cutoff else math.nan
    climbing = np.array([profile.ascent_until(at) for at in (0.0, *to)])
    spread = np.array([arrivals(a_s, one) for one in MODELS])
    columns: dict[str, Any] = {
        "name": [name for name, *_ in ends],
        "from_m": to - length,
        "to_m": to,
        "ascent_m": np.diff(climbing[:, 0]),
        "descent_m": np.diff(climbing[:, 1]),
        "share": share,
        "stop_s": stops,
        "a_earliest_s": spread.min(axis=0),
        "a_latest_s": spread.max(axis=0),
        "cutoff_s": cutoff,
        "last_arrival_s": arrivals(last_s),
    }
    for plan, total in (("a", a_s), ("b", b_s)):
        columns[f"{plan}_leg_s"] = share * (total - stops.sum())
        columns[f"{plan}_arrival_s"] = arrivals(total)
        columns[f"{plan}_pace_s_per_km"] = columns[f"{plan}_leg_s"] / (length / KM)
        columns[f"{plan}_cushion_s"] = cutoff - columns[f"{plan}_arrival_s"]
    dark: tuple[tuple[float, float], ...] = ()
    dark_s = math.nan
    if start is not None and math.isfinite(a_s):
        stood = np.concatenate([[0.0], np.cumsum(stops)])
        clock = shares[model] * (a_s - stops.sum()) + stood[np.searchsorted(to, profile.along_m)]
        dark, dark_s = _dark(profile, start.timestamp(), clock)
    return PacingPlan(
        legs=LEGS.check(pd.DataFrame(columns)),
        a_s=a_s,
        b_s=b_s,
        last_s=last_s,
        tightest=ends[decides][0] if any_cutoff else "",
        model=model,
        fade=used,
        stop_s=stop_s,
        dark=dark,
        dark_s=dark_s,
    )


def _dark(
    profile: CourseProfile, start_s: float, clock_s: Floats
) -> tuple[tuple[tuple[float, float], ...], float]:
    """Return the stretches that are run in the dark, in metres, and how long they take."""
    below = is_dark(start_s + clock_s, profile.lat_deg, profile.lon_deg)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], below.astype(np.int8), [0]])))
    spans = [(int(first), int(after) - 1) for first, after in edges.reshape(-1, 2)]
    along = profile.along_m
    stretches = tuple((float(along[i]), float(along[j])) for i, j in spans if j > i)
    return stretches, float(sum(clock_s[j] - clock_s[i] for i, j in spans))

"""How much training a race asks for: base and full marks by distance.

*base* is about what runners who finished their first race of that length had arrived with
(the lower quartile to the median of recorded builds: 132 marathons, 23 races of 50 km, 6 of
50 miles, 10 of 100 miles); *full* is coaching convention. Base is enough for a status, full is
the end of the ladder. Below the marathon both are convention.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from runwins.goal import Goal
from runwins.units import HALF_MARATHON, KM, MARATHON, MILE

HILLY_M = 500.0
"""From this much ascent on a race has marks for climbing."""

BACK_TO_BACK_M = 49_000.0
"""From this distance on a race has a mark for two days in a row."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a race of some distance asks for.

    Attributes
    ----------
    long_run
        Longest run over the race, both in km-effort: base and full.
    longest_s
        A single training run need not be longer than this.
    week_m
        The biggest week.
    two_days
        Two days in a row over the race, in km-effort; ``None`` below 50 km.
    week_ascent, run_ascent
        The most climbing in a week and in a run over the race's ascent.
    taper_weeks
        The marks should stand this long before the race.
    last_new_days
        No new maximum is suggested in the last days before the race.
    """

    long_run: tuple[float, float]
    longest_s: float
    week_m: tuple[float, float]
    two_days: tuple[float, float] | None
    week_ascent: tuple[float, float]
    run_ascent: tuple[float, float]
    taper_weeks: int
    last_new_days: int


# distance_m: long run base, full; cap in minutes; week km base, full; two days base, full;
# weekly ascent base, full; ascent in a run base, full
_TABLE: dict[float, tuple[float, ...]] = {
    MILE: (0.70, 1.00, 60, 6, 15, math.nan, math.nan, 0.70, 1.00, 0.40, 0.50),
    5_000.0: (0.70, 1.00, 90, 12, 25, math.nan, math.nan, 0.70, 1.00, 0.40, 0.50),
    10_000.0: (0.70, 1.00, 100, 20, 35, math.nan, math.nan, 0.70, 1.00, 0.40, 0.50),
    HALF_MARATHON: (0.60, 0.85, 135, 30, 45, math.nan, math.nan, 0.55, 0.80, 0.40, 0.50),
    MARATHON: (0.55, 0.72, 195, 50, 60, math.nan, math.nan, 0.45, 0.80, 0.40, 0.50),
    50_000.0: (0.50, 0.65, 300, 65, 75, 0.75, 0.85, 0.70, 1.00, 0.65, 0.90),
    50 * MILE: (0.40, 0.55, 420, 75, 90, 0.65, 0.75, 0.60, 0.90, 0.40, 0.60),
    100_000.0: (0.30, 0.50, 480, 75, 95, 0.55, 0.70, 0.55, 0.80, 0.35, 0.60),
    100 * MILE: (0.25, 0.35, 540, 90, 110, 0.35, 0.50, 0.50, 0.80, 0.30, 0.55),
}
_DISTANCES = np.array(list(_TABLE))
_ROWS = np.array(list(_TABLE.values()))


def profile(goal: Goal) -> Profile:
    """Return what a goal asks for, between the classes by the logarithm of the distance.

    The distance decides, not the km-effort: the climbing enters through the marks themselves,
    which are shares of the race's km-effort and of its ascent.
    """
    place = math.log(goal.distance_m)
    known = [np.isfinite(column) for column in _ROWS.T]
    row = [
        float(np.interp(place, np.log(_DISTANCES[there]), column[there]))
        for column, there in zip(_ROWS.T, known, strict=True)
    ]
    long_enough = goal.distance_m >= BACK_TO_BACK_M
    return Profile(
        long_run=(row[0], row[1]),
        longest_s=60 * row[2],
        week_m=(KM * row[3], KM * row[4]),
        two_days=(row[5], row[6]) if long_enough else None,
        week_ascent=(row[7], row[8]),
        run_ascent=(row[9], row[10]),
        taper_weeks=taper_weeks(goal.distance_m),
        last_new_days=last_new_days(goal.distance_m),
    )


def taper_weeks(distance_m: float) -> int:
    """Return how many weeks before the race the marks should stand."""
    if distance_m < 0.9 * HALF_MARATHON:
        return 1
    near_marathon = 0.95 * MARATHON <= distance_m <= 1.05 * MARATHON
    return 3 if near_marathon else 2


def last_new_days(distance_m: float) -> int:
    """Return for how many days before the race nothing new is suggested."""
    if distance_m < 0.9 * HALF_MARATHON:
        return 7
    return 14 if distance_m < 0.95 * MARATHON else 21

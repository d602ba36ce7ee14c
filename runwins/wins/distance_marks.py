"""The distances that runners name, and which of them are the big ones."""

from __future__ import annotations

import numpy as np

from runwins.units import HALF_MARATHON, KM, MARATHON, MILE, Units, distance_name
from runwins.wins.past import Flags, Floats

_KM_MARKS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 50, 60, 70, 80, 100)
_MILE_MARKS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 18, 20, 40, 50, 100)
_IN_BOTH = (HALF_MARATHON, MARATHON, 50 * KM, 100 * KM, 100 * MILE)

MARKS: dict[Units, tuple[float, ...]] = {
    "km": tuple(sorted({*(mark * KM for mark in _KM_MARKS), *_IN_BOTH, 10 * MILE})),
    "mi": tuple(sorted({*(mark * MILE for mark in _MILE_MARKS), *_IN_BOTH, 5 * KM, 10 * KM})),
}
BIG = frozenset({5 * KM, 10 * KM, *_IN_BOTH})
OFFICIAL = (5 * KM, 10 * KM, 15 * KM, 10 * MILE, *_IN_BOTH, 50 * MILE)
"""Distances that races have, for the runs whose own measure need not be trusted to the percent."""

SURE = 0.99
"""A watch can read one percent long: a distance counts when it is there without that percent."""
RACE_FROM, RACE_TO = 0.99, 1.04
"""Watches showed 0.99 to 1.04 of the official distance in 83 recorded races."""


def mark_name(distance_m: float, units: Units) -> str:
    """Return what runners call a distance after "first": ``km``, ``5 km``, ``15 miles``."""
    name = distance_name(distance_m, units).removeprefix("1 ")
    return f"{name}les" if name.endswith(" mi") else name


def credited(distance_m: Floats, races: Flags) -> Floats:
    """Return the distance that each run surely covered, metres.

    One percent less than measured; a race counts with its official distance.
    """
    sure = distance_m * SURE
    for official in OFFICIAL:
        ran_it = races & (distance_m >= RACE_FROM * official) & (distance_m <= RACE_TO * official)
        sure = np.where(ran_it, np.fmax(sure, official), sure)
    return sure


def reached(distance_m: Floats, marks: tuple[float, ...]) -> Floats:
    """Return the largest mark at or below each distance; 0 below the first of them."""
    edges = np.array((0.0, *marks))
    known = np.where(np.isnan(distance_m), 0.0, distance_m)
    largest: Floats = edges[np.searchsorted(edges, known + 1e-6, side="right") - 1]
    return largest

"""Which book a run belongs to: its marks are compared with those of the same book."""

from __future__ import annotations

import math

from runwins.model import Activity, Book
from runwins.units import KM

_BOOKS: dict[str, Book] = {
    "trail": "trail",
    "treadmill": "treadmill",
    "indoor_running": "treadmill",
    "virtual_activity": "virtual",
    "virtual_run": "virtual",
    "track": "track",
    "street": "road",
    "road": "road",
}
_TRAIL_M_PER_KM = 25.0


def book_of(activity: Activity, *, indoor: bool, ascent_m: float, distance_m: float) -> Book:
    """Return the book of a run.

    The recording's own word stands: a trail run without positions is a trail run. Without one, a
    run that went nowhere is on the treadmill; from 25 m of ascent a kilometre it is on trails;
    else, also where nothing is known of its way, on the road.
    """
    named = _BOOKS.get(activity.sub_sport or "")
    if named is not None:
        return named
    if indoor:
        return "treadmill"
    steep = math.isfinite(ascent_m) and distance_m > 0
    if steep and ascent_m / (distance_m / KM) >= _TRAIL_M_PER_KM:
        return "trail"
    return "road"

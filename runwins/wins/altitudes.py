"""Which ascents and climbs of a history can be compared with each other."""

from __future__ import annotations

import numpy as np

from runwins.wins.past import Floats, Past, one_of

LIKE = (("baro", "dem"), ("device", "summary"))
"""Sources that measure alike: our own sums over good altitudes, and totals that others made.

Altitude from GPS alone is off by more than the margins here: nothing is claimed from it.
"""


def hidden_drift(past: Past) -> Floats:
    """Return the metres that a drift may have added to each run unseen, where nobody came back."""
    return np.nan_to_num(past.numbers("hidden_drift_m"))


def ascents(past: Past) -> tuple[Floats, list[Floats]]:
    """Return the ascent of every run, and the same by like sources, NaN elsewhere; metres."""
    source = past.texts("ascent_source")
    every = np.where(past.outdoors(), past.numbers("ascent_m"), np.nan)
    return every, [np.where(one_of(source, alike), every, np.nan) for alike in LIKE]

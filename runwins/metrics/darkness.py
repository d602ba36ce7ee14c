"""How long a run was in the dark."""

from __future__ import annotations

import math

import numpy as np

from runwins.metrics.channels import Spans, overlap_s
from runwins.metrics.geodesy import Floats
from runwins.metrics.positions import Positions
from runwins.metrics.sun import elevation_deg

DARK_DEG = -6.0
"""Of the sun's centre at the end of civil twilight: from here on a runner needs a lamp."""
_MINUTE_S = 60.0


def dark_s(start_unix_s: float, time_s: Floats, seen: Positions, still: Spans) -> float:
    """Return the seconds of a run, to the minute, with the sun more than 6° below the horizon.

    Standing, pauses and rides do not count. ``nan`` where no position was recorded.

    Parameters
    ----------
    start_unix_s
        When second 0 of the run was.
    time_s
        Of all samples.
    seen
        The valid positions.
    still
        Seconds between which the runner did not run.
    """
    if not len(seen) or not math.isfinite(start_unix_s):
        return math.nan
    edges = np.append(np.arange(time_s[0], time_s[-1], _MINUTE_S), time_s[-1])
    middle = (edges[:-1] + edges[1:]) / 2
    places = (np.interp(middle, seen.time_s, degrees) for degrees in (seen.lat_deg, seen.lon_deg))
    dark = elevation_deg(start_unix_s + middle, *places) < DARK_DEG
    if not dark.any():
        return 0.0
    return float(np.maximum(np.diff(edges) - overlap_s(edges, still), 0.0)[dark].sum())

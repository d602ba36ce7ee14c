"""What shape a way has: a loop, there and back, or from one place to another."""

from __future__ import annotations

from typing import Literal

import numpy as np

from runwins.metrics.geodesy import Floats, distance_m, steps_m

Shape = Literal["loop", "there and back", "one way"]

_CLOSED_M, _CLOSED_SHARE = 150.0, 0.05
_SAME_M = 30.0
_PLACES, _STEPS, _DRIFT = 24, 17, 0.04


def way_shape(lat_deg: Floats, lon_deg: Floats) -> Shape | None:
    """Return the shape of a way, or ``None`` where there is no way.

    A way is closed where it ends within 150 m of its start, or a twentieth of its length. Closed,
    it leads there and back where half of the places on the way out, or more, lie within 30 m of the
    way home: of that part of it which is as far from the end as the place is from the start, give
    or take 4 % of the whole.

    Parameters
    ----------
    lat_deg, lon_deg
        Where the run was, in order; missing where not known.
    """
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    lat, lon = lat_deg[known], lon_deg[known]
    along = np.concatenate([[0.0], np.cumsum(steps_m(lat, lon))])
    length = float(along[-1])
    if len(lat) < 2 or not length > 0:
        return None
    gap = float(distance_m(lat[0], lon[0], lat[-1], lon[-1]))
    if gap > max(_CLOSED_M, _CLOSED_SHARE * length):
        return "one way"
    out = np.linspace(_DRIFT, 0.5 - _DRIFT, _PLACES)[:, None]
    home = 1 - out + np.linspace(-_DRIFT, _DRIFT, _STEPS)
    apart = distance_m(
        *(np.interp(places * length, along, values) for places in (out, home)
          for values in (lat, lon))
    )  # fmt: skip
    return "there and back" if float(np.median(apart.min(axis=1))) <= _SAME_M else "loop"

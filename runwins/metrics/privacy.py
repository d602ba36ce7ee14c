"""Places that nobody is shown: circles around a home, cut out of whatever leaves the log."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from runwins.metrics.geodesy import Floats
from runwins.settings import Zone

_M_PER_DEG = 111_195.0


def hidden(lat_deg: Floats, lon_deg: Floats, zones: tuple[Zone, ...]) -> npt.NDArray[np.bool_]:
    """Tell which positions lie within a zone; a missing one lies in none.

    Parameters
    ----------
    lat_deg, lon_deg
        Degrees.
    zones
        Circles on the ground.
    """
    inside = np.zeros(len(lat_deg), dtype=bool)
    for zone in zones:
        north = (lat_deg - zone.lat_deg) * _M_PER_DEG
        wide = _M_PER_DEG * np.cos(np.radians(zone.lat_deg))
        east = ((lon_deg - zone.lon_deg + 180.0) % 360.0 - 180.0) * wide
        inside |= np.hypot(north, east) <= zone.radius_m
    return inside

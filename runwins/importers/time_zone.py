"""Where the local time of a recording comes from: the file itself, then where it was recorded."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

_QUARTER_S = 900
_CLOSE_S = 120.0
_FARTHEST_S = 14 * 3600


def told_offset(local_minus_utc_s: float | None) -> int | None:
    """Return an offset that a file tells, to the quarter-hour, or ``None`` where it is no zone's.

    Watches with a wrong setting write offsets such as 51 minutes; no zone is so far from a
    quarter-hour.
    """
    if local_minus_utc_s is None or not np.isfinite(local_minus_utc_s):
        return None
    rounded = round(local_minus_utc_s / _QUARTER_S) * _QUARTER_S
    if abs(local_minus_utc_s - rounded) > _CLOSE_S or abs(rounded) > _FARTHEST_S:
        return None
    return rounded


def offset_of(
    told_s: float | None, stream: pd.DataFrame, start: dt.datetime
) -> tuple[int | None, str | None]:
    """Return local minus UTC in seconds, and whether ``file`` or ``position`` told it."""
    told = told_offset(told_s)
    if told is not None:
        return told, "file"
    lat, lon = stream["lat_deg"].to_numpy(), stream["lon_deg"].to_numpy()
    known = np.flatnonzero((np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ~((lat == 0) & (lon == 0)))
    if not len(known):
        return None, None
    zone = _zone_at(float(lon[known[0]]), float(lat[known[0]]))
    if zone is None:
        return None, None
    offset = start.astimezone(zone).utcoffset()
    return (None, None) if offset is None else (int(offset.total_seconds()), "position")


def _zone_at(lon_deg: float, lat_deg: float) -> ZoneInfo | None:
    from tzfpy import get_tz

    name = get_tz(lon_deg, lat_deg)
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None

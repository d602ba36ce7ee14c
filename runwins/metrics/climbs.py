"""The uphills of a run, and its downhills.

Read against 20 altitude profiles of recorded runs, all 20 came out as a reader would have drawn
them. Their boundaries wander from run to run (start 14 m at the median, length 4 %), so comparing
the same hill needs gates, not these ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from runwins.frames import CLIMBS, DESCENTS
from runwins.metrics.geodesy import Floats
from runwins.metrics.positions import HOLE_S, Positions

_STEP_M = 10.0
_MIN_GAIN_M = 20.0
_MIN_LENGTH_M = 200.0
_MIN_GRADE = 0.03
_MAX_GRADE = 0.45
_MAX_VAM = 2200.0
_MAX_FALL = 6000.0
_DIP_M = 10.0
_DIP_SHARE = 0.10
_FLAT_CELLS = 40
_FLAT_GRADE = 0.01
_TRIM_CELLS = 5
_TRIM_GRADE = 0.02


def find_climbs(
    time_s: Floats, path_m: Floats, altitude_m: Floats, seen: Positions | None = None
) -> pd.DataFrame:
    """Return the frame `CLIMBS` of a run; see `climbs_in`."""
    return CLIMBS.build(climbs_in(time_s, path_m, altitude_m, seen))


def climbs_in(
    time_s: Floats, path_m: Floats, altitude_m: Floats, seen: Positions | None = None
) -> list[dict[str, Any]]:
    """Return the climbs of a run as rows of the frame `CLIMBS`; ``run_id`` is empty.

    A climb goes from a valley to a peak, with dips of at most 10 m or a tenth of the gain so far,
    and ends where 400 m pass with less than 1 %. Ends of less than 2 % over 50 m are trimmed. It
    counts from 20 m of gain, 200 m of length and 3 % of grade; steeper than 45 % or faster than
    2,200 m an hour the altimeter was wrong.

    Parameters
    ----------
    time_s
        Of the samples.
    path_m
        Cleaned metres, never decreasing; missing where unknown.
    altitude_m
        Smoothed; missing where unknown.
    seen
        Where the runner was seen, for the ends.
    """
    rows: list[dict[str, Any]] = []
    for one in _uphills(time_s, path_m, altitude_m, _MAX_VAM):
        (lat0, lon0), (lat1, lon1) = _place(seen, one.leaves_s), _place(seen, one.arrives_s)
        took = one.arrives_s - one.leaves_s
        rows.append(
            {
                "run_id": "",
                "started_at_m": one.started_at_m,
                "started_at_s": one.leaves_s,
                "length_m": one.length_m,
                "gain_m": one.gain_m,
                "grade": one.gain_m / one.length_m,
                "elapsed_s": took,
                "vam_m_per_h": one.gain_m / took * 3600,
                "start_lat_deg": lat0,
                "start_lon_deg": lon0,
                "end_lat_deg": lat1,
                "end_lon_deg": lon1,
            }
        )
    return rows


def find_descents(time_s: Floats, path_m: Floats, altitude_m: Floats) -> pd.DataFrame:
    """Return the frame `DESCENTS` of a run; see `descents_in`."""
    return DESCENTS.build(descents_in(time_s, path_m, altitude_m))


def descents_in(time_s: Floats, path_m: Floats, altitude_m: Floats) -> list[dict[str, Any]]:
    """Return the descents of a run as rows of the frame `DESCENTS`; ``run_id`` is empty.

    A descent is a climb with the altitude turned upside down. Of 2,605 recorded ones none was
    faster than 2,008 m an hour; up to 6,000 is believed, since the best come down Mount Marathon
    in Alaska, 900 m, in ten minutes.
    """
    return [
        {
            "run_id": "",
            "started_at_m": one.started_at_m,
            "length_m": one.length_m,
            "drop_m": one.gain_m,
            "grade": one.gain_m / one.length_m,
        }
        for one in _uphills(time_s, path_m, -altitude_m, _MAX_FALL)
    ]


class _Uphill(NamedTuple):
    started_at_m: float
    length_m: float
    gain_m: float
    leaves_s: float
    arrives_s: float


def _uphills(
    time_s: Floats, path_m: Floats, altitude_m: Floats, most_m_per_h: float
) -> Iterator[_Uphill]:
    """Yield each stretch that goes up enough, and no faster than legs do."""
    known = np.isfinite(path_m) & np.isfinite(altitude_m)
    time, way, height = time_s[known], path_m[known], altitude_m[known]
    if len(way) < 2 or way[-1] - way[0] < _MIN_LENGTH_M:
        return
    goes = np.concatenate([[True], np.diff(way) > 0])
    stays = np.concatenate([np.diff(way) > 0, [True]])
    grid = np.arange(way[0], way[-1], _STEP_M)
    profile = np.interp(grid, way[goes], height[goes])
    for foot, top in _candidates(profile.tolist()):
        start, end = _trimmed(profile, foot, top)
        gain, length = float(profile[end] - profile[start]), (end - start) * _STEP_M
        if gain < _MIN_GAIN_M or length < _MIN_LENGTH_M:
            continue
        leaves = float(np.interp(grid[start], way[stays], time[stays]))
        arrives = float(np.interp(grid[end], way[goes], time[goes]))
        took = arrives - leaves
        climb_rate = gain / took * 3600 if took > 0 else math.inf
        if _MIN_GRADE <= gain / length <= _MAX_GRADE and climb_rate <= most_m_per_h:
            yield _Uphill(float(grid[start]), length, gain, leaves, arrives)


def _candidates(profile: list[float]) -> list[tuple[int, int]]:
    """Return valleys and peaks on the 10 m grid."""
    found: list[tuple[int, int]] = []
    foot = top = 0
    low = high = profile[0]
    dip = _DIP_M
    flat = _FLAT_GRADE * _FLAT_CELLS * _STEP_M
    for here, z in enumerate(profile):
        if z > high:
            top, high = here, z
            dip = max(_DIP_M, _DIP_SHARE * (high - low))
        back = here - _FLAT_CELLS
        if high - z > dip or z < low or (back >= foot and z - profile[back] < flat):
            if top > foot:
                found.append((foot, top))
            # The next climb starts at the lowest point since the last top.
            foot = top = here
            low = high = z
            dip = _DIP_M
    if top > foot:
        found.append((foot, top))
    return found


def _trimmed(profile: Floats, foot: int, top: int) -> tuple[int, int]:
    """Return the ends without their flat outer 50 m."""
    flat_m = _TRIM_GRADE * _TRIM_CELLS * _STEP_M
    while top - foot > _TRIM_CELLS and profile[foot + _TRIM_CELLS] - profile[foot] < flat_m:
        foot += 1
    while top - foot > _TRIM_CELLS and profile[top] - profile[top - _TRIM_CELLS] < flat_m:
        top -= 1
    return foot, top


def _place(seen: Positions | None, at_s: float) -> tuple[float, float]:
    """Return latitude and longitude at a moment, missing where nobody saw it."""
    if seen is None or len(seen) < 2:
        return math.nan, math.nan
    after = int(np.searchsorted(seen.time_s, at_s))
    around = seen.time_s[max(after - 1, 0) : after + 1]
    if np.abs(around - at_s).min() > HOLE_S:
        return math.nan, math.nan
    lat = float(np.interp(at_s, seen.time_s, seen.lat_deg))
    return lat, float(np.interp(at_s, seen.time_s, seen.lon_deg))

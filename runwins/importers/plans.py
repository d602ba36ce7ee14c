"""Planned times told from recorded ones: some courses carry the times of a planner's sum.

The limits were read off 45 recorded and planned tracks. A plan's steps take as long as they are
far; a recorder's follow its clock, and its speeds scatter by a tenth at the least.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_PLANNERS = (
    "plotaroute", "tracedetrail", "trace de trail", "gpx.studio", "outdooractive", "ridewithgps",
    "openrunner", "visugpx", "brouter", "onthegomap", "graphhopper", "mapometer", "gpxeditor",
)  # fmt: skip
_FEWEST = 20
_IRREGULAR = 0.2
_SAME_SPEED = 0.02
_NEARLY_SAME_SPEED = 0.1
_LONG_STEP_S = 5.0
_WHOLE_SECONDS = 0.05
_ALIKE = 0.6
_SAME = 0.9
_M_PER_DEG = 111_195.0


def why_planned(
    time_s: Floats, lat_deg: Floats, lon_deg: Floats, creator: str | None, *, sport_named: bool
) -> str | None:
    """Return why a track's times cannot have been recorded, ``None`` where they can.

    Parameters
    ----------
    time_s, lat_deg, lon_deg
        The track.
    creator
        What wrote the file.
    sport_named
        Recorders name the sport, planners hardly ever do: where it is named, only a speed that
        never changes convicts.
    """
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    time, lat, lon = time_s[known], lat_deg[known], lon_deg[known]
    if len(time) < _FEWEST:
        return None
    step_s = np.diff(time)
    step_m = np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[1:]))) * _M_PER_DEG
    moved = step_m > 1.0
    irregular = bool(np.std(step_s) > _IRREGULAR * np.mean(step_s))
    alike = _alike(step_s, step_m) if irregular else 0.0
    if irregular and moved.sum() >= _FEWEST and alike > _SAME:
        logs = np.log(step_m[moved] / step_s[moved])
        spread = 1.48 * float(np.median(np.abs(logs - np.median(logs))))
        if spread < (_SAME_SPEED if sport_named else _NEARLY_SAME_SPEED):
            return "its speed never changes"
    if sport_named:
        return None
    maker = (creator or "").lower()
    planner = next((name for name in _PLANNERS if name in maker), None)
    if planner is not None:
        return f"it was made with {planner}"
    if maker == "garmin connect":
        return "Garmin Connect names the sport of every recording"
    whole = np.mean(np.abs(step_s - np.round(step_s)) < 0.002)
    if np.median(step_s) >= _LONG_STEP_S and whole < _WHOLE_SECONDS and alike > _ALIKE:
        return "its steps take as long as they are far"
    return None


def _alike(step_s: Floats, step_m: Floats) -> float:
    """Return how well the lengths of steps and their times go together, but for the longest."""
    usual = step_s <= np.quantile(step_s, 0.98)
    if not np.std(step_s[usual]) or not np.std(step_m[usual]):
        return 0.0
    return float(np.corrcoef(step_s[usual], step_m[usual])[0, 1])

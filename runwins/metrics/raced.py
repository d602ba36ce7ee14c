"""After the race: each leg as it was planned and as it was run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from runwins.frames import RACED_LEGS
from runwins.metrics.course import CourseProfile
from runwins.metrics.geodesy import Floats, distance_m
from runwins.metrics.pacing import PacingPlan

_GATE_M = 150.0
_GATE_SHARE = 0.12


def raced(
    profile: CourseProfile, plan: PacingPlan, stream: pd.DataFrame, by: Literal["a", "b"] = "a"
) -> pd.DataFrame:
    """Return each leg as it was planned and as it was run: frame `RACED_LEGS`.

    The runner is at a station where the recording comes nearest to it, within 150 m and near the
    share of the way at which it lies. Where nobody saw that, the arrival is missing.

    Parameters
    ----------
    profile, plan
        The course and the plan for it.
    stream
        Frame `STREAM` or `CLEAN_STREAM` of the race, the watch started with it.
    by
        Plan A or plan B.
    """
    legs = plan.legs
    at = legs["to_m"].to_numpy()
    lat = np.interp(at, profile.along_m, profile.lat_deg)
    lon = np.interp(at, profile.along_m, profile.lon_deg)
    seen = stream[["elapsed_s", "distance_m", "lat_deg", "lon_deg"]].dropna()
    arrived = _gates(seen, at / profile.distance_m, lat, lon)
    planned = legs[f"{by}_arrival_s"].to_numpy()
    behind = arrived - planned
    return RACED_LEGS.check(
        pd.DataFrame(
            {
                "name": legs["name"],
                "to_m": at,
                "planned_arrival_s": planned,
                "arrival_s": arrived,
                "planned_leg_s": np.diff(planned, prepend=0.0),
                "leg_s": np.diff(arrived, prepend=0.0),
                "behind_s": behind,
                "lost_s": np.diff(behind, prepend=0.0),
            }
        )
    )


def _gates(seen: pd.DataFrame, share: Sequence[float] | Floats, lat: Floats, lon: Floats) -> Floats:
    """Return the second at which each place was reached, missing where it was not seen."""
    found = np.full(len(lat), math.nan)
    if len(seen) < 2:
        return found
    time, path = seen["elapsed_s"].to_numpy(), seen["distance_m"].to_numpy()
    way = (path - path[0]) / max(float(path[-1] - path[0]), 1.0)
    before = -math.inf
    for place in range(len(lat)):
        near = (np.abs(way - share[place]) <= _GATE_SHARE) & (time > before)
        if not near.any():
            continue
        off = distance_m(seen["lat_deg"], seen["lon_deg"], float(lat[place]), float(lon[place]))
        best = int(np.argmin(np.where(near, off, math.inf)))
        if off[best] <= _GATE_M:
            found[place] = before = float(time[best])
    return found

"""The way of a run as points at equal distances: what routes and hills are compared by."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from runwins.metrics.cleaning import Cleaned
from runwins.metrics.geodesy import Floats

ROUTE_STEP_M = 25.0
HILL_STEP_M = 10.0
_SEEN = 0.9
_PER_DEGREE = 1e7
_PER_SECOND = 1e3
_NORTH_M = 110_574.0
_EAST_M = 111_320.0


@dataclass(frozen=True, slots=True)
class Trace:
    """Points along the way of a run.

    Attributes
    ----------
    run_id
        Whose.
    lat_deg, lon_deg
        Every `step_m` along the positions.
    time_s
        When each was reached, seconds into the run.
    step_m
        From point to point.
    """

    run_id: str
    lat_deg: Floats
    lon_deg: Floats
    time_s: Floats
    step_m: float

    def __len__(self) -> int:
        return len(self.time_s)

    @property
    def length_m(self) -> float:
        """The whole way."""
        return (len(self) - 1) * self.step_m

    def place(self, point: int) -> tuple[float, float]:
        """Return latitude and longitude of a point."""
        return float(self.lat_deg[point]), float(self.lon_deg[point])

    @property
    def columns(self) -> dict[str, Floats]:
        """The same to be kept: ``elapsed_s``, ``lat_deg`` and ``lon_deg``."""
        return {"elapsed_s": self.time_s, "lat_deg": self.lat_deg, "lon_deg": self.lon_deg}

    @property
    def way(self) -> pd.DataFrame:
        """The same as a table."""
        return pd.DataFrame(self.columns)

    def every(self, step_m: float) -> Trace:
        """Return the way by points further apart."""
        here = np.arange(len(self)) * self.step_m
        along = np.arange(0.0, self.length_m + 0.5, step_m)
        return Trace(
            self.run_id,
            np.interp(along, here, self.lat_deg),
            np.interp(along, here, self.lon_deg),
            np.interp(along, here, self.time_s),
            step_m,
        )

    def metres_from(self, lat_deg: float, lon_deg: float) -> Floats:
        """Return the points as metres east and north of a place: one row a point."""
        east = (self.lon_deg - lon_deg) * _EAST_M * math.cos(math.radians(lat_deg))
        return np.column_stack([east, (self.lat_deg - lat_deg) * _NORTH_M])


def trace(cleaned: Cleaned, run_id: str, step_m: float = ROUTE_STEP_M) -> Trace | None:
    """Return the way of a run, or ``None`` where satellites saw less than 90 % of it.

    Of a run with a ride in it there is none either. Places and times are rounded as they are
    stored (a centimetre, a millisecond), so what follows from a kept way is the same to the bit.

    Parameters
    ----------
    cleaned
        The run.
    run_id
        Whose.
    step_m
        From point to point.
    """
    seen = cleaned.seen
    if cleaned.indoor or cleaned.rides or len(seen) < 2:
        return None
    known = cleaned.witnesses.seen_m.between(0.0, math.inf)
    if not known >= _SEEN * cleaned.distance_m:
        return None
    goes = np.concatenate([[True], np.diff(seen.path_m) > 0])
    along = np.arange(0.0, seen.path_m[-1], step_m)
    if len(along) < 2:
        return None
    way = seen.path_m[goes]
    return Trace(
        run_id,
        _rounded(np.interp(along, way, seen.lat_deg[goes]), _PER_DEGREE),
        _rounded(np.interp(along, way, seen.lon_deg[goes]), _PER_DEGREE),
        _rounded(np.interp(along, way, seen.time_s[goes]), _PER_SECOND),
        step_m,
    )


def trace_of(
    run_id: str, way: pd.DataFrame | Mapping[str, Floats], step_m: float = HILL_STEP_M
) -> Trace:
    """Return a kept way again; see `Trace.way`."""
    lat, lon, time = (
        np.asarray(way[name], dtype=np.float64) for name in ("lat_deg", "lon_deg", "elapsed_s")
    )
    return Trace(run_id, lat, lon, time, step_m)


def _rounded(values: Floats, steps: float) -> Floats:
    return np.rint(values * steps) / steps


def nearest_m(points: Floats, others: Floats, reach: int) -> Floats:
    """Return each point's distance to the nearest of the others at about the same share of the way.

    Only others within `reach` places of the diagonal are looked at: that keeps order and direction.

    Parameters
    ----------
    points, others
        Metres east and north, one row a point.
    reach
        Places on either side.
    """
    step = (len(others) - 1) / max(len(points) - 1, 1)
    middle = np.rint(np.arange(len(points)) * step).astype(np.intp)
    place = middle[:, None] + np.arange(-reach, reach + 1)
    np.minimum(np.maximum(place, 0, out=place), len(others) - 1, out=place)
    square: Floats = (others[place, 0] - points[:, :1]) ** 2
    square += (others[place, 1] - points[:, 1:]) ** 2
    return np.asarray(np.sqrt(square.min(axis=1)), dtype=np.float64)


def apart_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return metres between two places (latitude, longitude) that lie close together."""
    north = (other[0] - one[0]) * _NORTH_M
    east = (other[1] - one[1]) * _EAST_M * math.cos(math.radians(one[0]))
    return math.hypot(east, north)


def passing(points: Floats, time_s: Floats, gate: tuple[float, float]) -> tuple[float, float]:
    """Return when the way comes closest to a gate, and how close, between points too.

    Parameters
    ----------
    points
        Metres east and north, one row a point; at least two.
    time_s
        Of the points.
    gate
        Metres east and north.
    """
    to_east, to_north = gate[0], gate[1]
    places, times = points.tolist(), time_s.tolist()
    best, when = math.inf, math.nan
    # A handful of legs each time, many times in a log: plain numbers are faster than arrays here.
    for leg in range(len(places) - 1):
        (x0, y0), (x1, y1) = places[leg], places[leg + 1]
        east, north, x, y = x1 - x0, y1 - y0, to_east - x0, to_north - y0
        share = (x * east + y * north) / max(east * east + north * north, 1e-9)
        share = min(max(share, 0.0), 1.0)
        miss = math.hypot(x - share * east, y - share * north)
        if miss < best:
            best, when = miss, times[leg] + share * (times[leg + 1] - times[leg])
    return when, best

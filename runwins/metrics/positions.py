"""Positions as a witness: where the runner was seen, without single points that flew away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from runwins.metrics.geodesy import Floats, distance_m, steps_m
from runwins.metrics.local_speed import usual_speed

HOLE_S = 30.0
"""Longer steps between two positions are holes: what happened inside was not seen."""
_SPIKE_PASSES = 3
_SPIKE_MPS = 7.0


@dataclass(frozen=True, slots=True)
class Positions:
    """The valid positions of a recording on their own time base.

    Attributes
    ----------
    time_s, lat_deg, lon_deg
        Of each position.
    path_m
        Metres along them since the first.
    """

    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    path_m: Floats

    def __len__(self) -> int:
        return len(self.time_s)

    @property
    def box_m(self) -> float:
        """The diagonal of the box around all positions, in metres."""
        if not len(self):
            return 0.0
        lat, lon = self.lat_deg, self.lon_deg
        return float(distance_m(lat.min(), lon.min(), lat.max(), lon.max()))

    def seen_share(self, start_s: float, end_s: float) -> float:
        """Return the share of a time span that lies between positions at most 30 s apart."""
        inside = self.time_s[(self.time_s >= start_s - HOLE_S) & (self.time_s <= end_s + HOLE_S)]
        if len(inside) < 2 or end_s <= start_s:
            return 0.0
        low = np.clip(inside[:-1], start_s, end_s)
        high = np.clip(inside[1:], start_s, end_s)
        seen = np.diff(inside) <= HOLE_S
        return float((high - low)[seen].sum() / (end_s - start_s))


def valid_positions(time_s: Floats, lat_deg: Floats, lon_deg: Floats) -> Positions:
    """Return the positions that can be real.

    Dropped: (0, 0), latitudes beyond 90° and longitudes beyond 180°; then, in up to three passes,
    every point that was reached and left faster than max(7 m/s, 2.5 × the usual speed around it)
    by a way more than three times the direct one.

    Parameters
    ----------
    time_s, lat_deg, lon_deg
        Of all samples; missing where there was no fix.
    """
    real = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    real &= (np.abs(lat_deg) <= 90) & (np.abs(lon_deg) <= 180)
    real &= (lat_deg != 0) | (lon_deg != 0)
    time, lat, lon = time_s[real], lat_deg[real], lon_deg[real]
    for _ in range(_SPIKE_PASSES):
        spike = _spikes(time, lat, lon)
        if not len(spike):
            break
        keep = np.ones(len(time), dtype=bool)
        keep[spike] = False
        time, lat, lon = time[keep], lat[keep], lon[keep]
    path = np.concatenate([[0.0], np.cumsum(steps_m(lat, lon))]) if len(time) else np.zeros(0)
    return Positions(time, lat, lon, path)


def _spikes(time: Floats, lat: Floats, lon: Floats) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return the places of points that flew away and came back."""
    if len(time) < 3:
        return np.zeros(0, dtype=np.intp)
    step = steps_m(lat, lon)
    speed = step / np.diff(time)
    maybe = np.flatnonzero((speed[:-1] > _SPIKE_MPS) & (speed[1:] > _SPIKE_MPS)) + 1
    if not len(maybe):
        return maybe
    direct = distance_m(lat[maybe - 1], lon[maybe - 1], lat[maybe + 1], lon[maybe + 1])
    cap = np.maximum(_SPIKE_MPS, 2.5 * usual_speed(time, speed, time[maybe]))
    flew = (step[maybe - 1] + step[maybe] > 3 * direct) & (speed[maybe - 1] > cap)
    flew &= speed[maybe] > cap
    return maybe[flew]

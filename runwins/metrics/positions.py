"""Positions as a witness: where the runner was seen, without single points that flew away."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import Spans, running_total
from runwins.metrics.geodesy import Floats, distance_m, steps_m
from runwins.metrics.local_speed import usual_speed

HOLE_S = 30.0
"""Longer steps between two positions are holes: what happened inside was not seen."""
_SPIKE_PASSES = 3
_SPIKE_MPS = 7.0
_BURST = 3
_THROWN_M = 15.0
_SLACK_M = 1.0
_TURN_TIMES = 1.2
_NEAR_S = 20.0
_USUAL_MPS = (0.5, 6.0)


@dataclass(frozen=True, slots=True)
class Positions:
    """The valid positions of a recording on their own time base.

    Attributes
    ----------
    time_s, lat_deg, lon_deg
        Of each position.
    path_m
        Metres along them since the first.
    thrown
        Seconds between which the fixes were thrown about and left out.
    thrown_m
        How many metres shorter that made the way.
    """

    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    path_m: Floats
    thrown: Spans = field(default_factory=list)
    thrown_m: float = 0.0

    def __len__(self) -> int:
        return len(self.time_s)

    @property
    def box_m(self) -> float:
        """The diagonal of the box around all positions, in metres."""
        if not len(self):
            return 0.0
        lat, lon = self.lat_deg, self.lon_deg
        return float(distance_m(lat.min(), lon.min(), lat.max(), lon.max()))


def valid_positions(time_s: Floats, lat_deg: Floats, lon_deg: Floats) -> Positions:
    """Return the positions that can be real.

    Dropped: (0, 0), latitudes beyond 90° and longitudes beyond 180°; then, in up to three passes,
    every point that was reached and left faster than max(7 m/s, 2.5 × the usual speed around it)
    by a way more than three times the direct one; then whole bursts: three or more such points, or
    points that lie more than 15 m and more than turning back could make off the line between their
    neighbours, within 20 s of each other. In 1,135 recorded runs that finds
    eight bursts in six, all of them false fixes between houses.

    Parameters
    ----------
    time_s, lat_deg, lon_deg
        Of all samples; missing where there was no fix.
    """
    real = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    real &= (np.abs(lat_deg) <= 90) & (np.abs(lon_deg) <= 180)
    real &= (lat_deg != 0) | (lon_deg != 0)
    time, lat, lon = time_s[real], lat_deg[real], lon_deg[real]
    step = steps_m(lat, lon)
    raw_s, raw_m = time, running_total(step) if len(time) else np.zeros(0)
    flown = []
    for _ in range(_SPIKE_PASSES):
        spike = _spikes(time, lat, lon, step)
        if not len(spike):
            break
        flown.append(time[spike])
        time, lat, lon = (np.delete(values, spike) for values in (time, lat, lon))
        step = steps_m(lat, lon)
    thrown = _bursts(np.concatenate([*flown, time[_off_line(time, lat, lon, step)]]))
    keep = np.ones(len(time), dtype=bool)
    for start, end in thrown:  # and a fix more on both sides, which may be off a little less
        low, high = np.searchsorted(time, start), np.searchsorted(time, end, side="right")
        keep[max(int(low) - 1, 0) : int(high) + 1] = False
    if thrown:
        time, lat, lon = time[keep], lat[keep], lon[keep]
        step = steps_m(lat, lon)
    path = running_total(step) if len(time) else np.zeros(0)
    seen = Positions(time, lat, lon, path, thrown)
    return replace(seen, thrown_m=sum(_shortened(seen, raw_s, raw_m, *span) for span in thrown))


def _off_line(time: Floats, lat: Floats, lon: Floats, step: Floats) -> NDArray[np.intp]:
    """Return the places of points further off their neighbours' line than turning back makes."""
    if len(time) < _BURST:
        return np.zeros(0, dtype=np.intp)
    width = np.diff(time)
    near = np.maximum(width[:-1], width[1:]) <= _NEAR_S
    # A point is no further off the line than off the farther of its neighbours.
    far = np.maximum(step[:-1], step[1:]) > _THROWN_M - _SLACK_M
    maybe = np.flatnonzero(near & far) + 1
    if not len(maybe):
        return maybe
    before, after = width[maybe - 1], width[maybe]
    share = before / (before + after)
    line_lat = lat[maybe - 1] + (lat[maybe + 1] - lat[maybe - 1]) * share
    line_lon = lon[maybe - 1] + (lon[maybe + 1] - lon[maybe - 1]) * share
    off = distance_m(lat[maybe], lon[maybe], line_lat, line_lon)
    usual = np.clip(usual_speed(time, step / width, time[maybe]), *_USUAL_MPS)
    # Who turns back on the spot is as far off as the harmonic mean of the two steps' times.
    turn_s = 2 * before * after / (before + after)
    return maybe[(off > _THROWN_M) & (off > _TURN_TIMES * usual * turn_s)]


def _bursts(flown_s: Floats) -> Spans:
    """Return the spans in which three or more fixes were thrown off the way."""
    flown_s = np.sort(flown_s)
    groups = np.split(flown_s, np.flatnonzero(np.diff(flown_s) > _NEAR_S) + 1)
    return [(float(group[0]), float(group[-1])) for group in groups if len(group) >= _BURST]


def _shortened(seen: Positions, raw_s: Floats, raw_m: Floats, start: float, end: float) -> float:
    """Return how many metres shorter leaving out a burst made the way."""
    if not len(seen):
        return 0.0
    before = seen.time_s[max(int(np.searchsorted(seen.time_s, start)) - 1, 0)]
    after = seen.time_s[min(int(np.searchsorted(seen.time_s, end)), len(seen) - 1)]
    raw = np.diff(np.interp([before, after], raw_s, raw_m))[0]
    return float(raw - np.diff(np.interp([before, after], seen.time_s, seen.path_m))[0])


def _spikes(time: Floats, lat: Floats, lon: Floats, step: Floats) -> NDArray[np.intp]:
    """Return the places of points that flew away and came back."""
    if len(time) < 3:
        return np.zeros(0, dtype=np.intp)
    speed = step / np.diff(time)
    maybe = np.flatnonzero((speed[:-1] > _SPIKE_MPS) & (speed[1:] > _SPIKE_MPS)) + 1
    if not len(maybe):
        return maybe
    direct = distance_m(lat[maybe - 1], lon[maybe - 1], lat[maybe + 1], lon[maybe + 1])
    cap = np.maximum(_SPIKE_MPS, 2.5 * usual_speed(time, speed, time[maybe]))
    flew = (step[maybe - 1] + step[maybe] > 3 * direct) & (speed[maybe - 1] > cap)
    flew &= speed[maybe] > cap
    return maybe[flew]

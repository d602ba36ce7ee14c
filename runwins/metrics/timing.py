"""Elapsed, timer and moving time; stops and walking.

Elapsed is the clock; timer is elapsed without the watch's pauses; moving is timer without stops.
Records, races, routes and non-stop count on elapsed time; a headline pace on moving time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import Channel, Spans, true_ends, true_runs
from runwins.metrics.cleaning import Cleaned
from runwins.metrics.edges import GAP, VEHICLE
from runwins.metrics.geodesy import Floats, distance_m
from runwins.model import Totals

STOP_S = 15.0
WALK_SPM = 140.0
_STOP_MPS = 0.5
_HIKE_STOP_MPS = 0.3
_HIKE_MPS = 1.5
_STEEP = 0.15
_SMOOTH_S = 5.0
_RADIUS_M = 15.0
_DRIFT_MPS = 0.2
_SHORT_STOP_S = 3.0
_BRIDGE_S = 10.0
_DISPLAY_S = 60.0


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of a run, in seconds.

    Attributes
    ----------
    elapsed_s, timer_s, moving_s
        As described above.
    stops
        Standing for 15 s or more, outside the watch's pauses too or not.
    short_stops
        Standing for 3–15 s.
    """

    elapsed_s: float
    timer_s: float
    moving_s: float
    stops: Spans
    short_stops: Spans


def measure_time(
    cleaned: Cleaned,
    totals: Totals | None = None,
    *,
    trail: bool = False,
    grade: Floats | None = None,
) -> Timing:
    """Return the times of a run that has samples.

    A stop is at least 15 s below 0.5 m/s (5-s mean), within a radius of 15 m or slower than 0.2 m/s
    on the whole (positions drift by more than 15 m in a long one); below 0.3 m/s on trails, on
    grades of 15 % and for runs slower than 1.5 m/s throughout, where a climber crawls and does not
    stand. A silence of the recording is a stop where less than that was covered in it, else a
    signal gap that was run through: smart recording is no pause. On recorded runs this finds 98 %
    of the time in which runners had stopped the watch.

    Parameters
    ----------
    cleaned
        The run.
    totals
        What the recording says: its timer stands where it fits; its elapsed time where it is more
        than 60 s longer than the samples.
    trail
        A trail run or a hike.
    grade
        Grade at every sample, where it is known.
    """
    time = cleaned.time_s
    totals = totals or Totals()
    span = float(time[-1] - time[0]) if len(time) else 0.0
    elapsed = span
    if totals.elapsed_s is not None and totals.elapsed_s > span + _DISPLAY_S:
        elapsed = totals.elapsed_s
    pauses = [(max(a, 0.0), min(b, span)) for a, b in cleaned.pauses if a < span]
    timer = elapsed - covered_s(pauses)
    if totals.timer_s is not None and 0 < totals.timer_s <= elapsed + 1:
        timer = min(totals.timer_s, elapsed)
    elif totals.timer_s is not None and elapsed < totals.timer_s <= elapsed + _DISPLAY_S:
        elapsed = timer = totals.timer_s  # the watch ran on after its last sample
    standing = _standing(cleaned, trail=trail, grade=grade)
    stops = [(a, b) for a, b in standing if b - a >= STOP_S]
    still = covered_s([*pauses, *stops, *cleaned.rides])
    return Timing(
        elapsed_s=elapsed,
        timer_s=timer,
        moving_s=max(min(span - still, timer), 0.0),
        stops=stops,
        short_stops=[(a, b) for a, b in standing if b - a < STOP_S],
    )


def covered_s(spans: Spans) -> float:
    """Return the seconds that lie inside at least one of the spans."""
    total, until = 0.0, -np.inf
    for start, end in sorted(spans):
        total += max(end - max(start, until), 0.0)
        until = max(until, end)
    return float(total)


def _standing(cleaned: Cleaned, *, trail: bool, grade: Floats | None) -> Spans:
    """Return where the runner stood for 3 s or more."""
    known = np.isfinite(cleaned.path_m)
    time, path = cleaned.time_s[known], cleaned.path_m[known]
    if len(time) < 2:
        return []
    width, edge = np.diff(time), cleaned.edge[known][1:]
    speed = np.diff(path) / width
    middle = (time[:-1] + time[1:]) / 2
    ends = middle + np.array([[-_SMOOTH_S / 2], [_SMOOTH_S / 2]])
    smooth = np.diff(np.interp(ends, time, path), axis=0)[0] / _SMOOTH_S
    smooth = np.where(width >= _SMOOTH_S, speed, smooth)
    limit = np.full(len(width), _STOP_MPS)
    moving = speed > _STOP_MPS
    hike = moving.any() and float(np.median(speed[moving])) < _HIKE_MPS
    if trail or hike:
        limit[:] = _HIKE_STOP_MPS
    elif grade is not None:
        limit[np.abs(grade[known][1:]) >= _STEEP] = _HIKE_STOP_MPS
    usable = (edge != VEHICLE) & (edge != GAP)
    slow = (smooth < limit) & usable
    # A stop begins with its first still step, not where the 5-s mean has come down.
    near = (slow | (speed < limit)) & usable
    # A silence of 10–15 s that covers little is slow recording, no stop.
    spans = []
    for first, last in true_runs(near):
        if not slow[first : last + 1].any():
            continue
        start, end = float(time[first]), float(time[last + 1])
        silent = first == last and width[first] > _BRIDGE_S
        if end - start < (STOP_S if silent else _SHORT_STOP_S):
            continue
        mean = float(path[last + 1] - path[first]) / (end - start)
        if silent or mean < _DRIFT_MPS or _radius_m(cleaned, start, end) < _RADIUS_M:
            spans.append((start, end))
        else:  # who went on beside a silence has not gone on in it
            silences = first + np.flatnonzero(width[first : last + 1] >= STOP_S)
            spans += [(float(time[i]), float(time[i + 1])) for i in silences if slow[i]]
    return spans


def _radius_m(cleaned: Cleaned, start: float, end: float) -> float:
    """Return half the diagonal of the box around the positions of a time span."""
    seen = cleaned.seen
    low = int(np.searchsorted(seen.time_s, start, side="left"))
    high = int(np.searchsorted(seen.time_s, end, side="right"))
    if high - low < 2:
        return 0.0
    lat, lon = seen.lat_deg[low:high], seen.lon_deg[low:high]
    return float(distance_m(lat.min(), lon.min(), lat.max(), lon.max())) / 2


def steps_were_recorded(cleaned: Cleaned) -> bool:
    """Tell whether the cadence was recorded for more than half of the way's time."""
    time = cleaned.time_s[np.isfinite(cleaned.path_m)]
    if len(time) < 2:
        return False
    counted = cleaned.witnesses.counted_s.between(float(time[0]), float(time[-1]))
    return bool(counted > (time[-1] - time[0]) / 2)


def walking(
    cleaned: Cleaned,
    cadence: Channel,
    *,
    longer_than_s: float,
    walk_spm: Sequence[float] = (WALK_SPM,),
    grade: Floats | None = None,
) -> tuple[list[Spans], bool]:
    """Return walking bouts for each end of the walk, and whether the gait is known throughout.

    With cadence: fewer than `walk_spm` steps a minute above 0.5 m/s, but stepless only up to
    2 m/s (arms held still; faster than that the sensor slept). Without: slower than 1.8 m/s; on
    5 % of grade or more the gait is unknown.

    Parameters
    ----------
    cleaned
        The run.
    cadence
        Steps a minute, both feet.
    longer_than_s
        Shorter bouts are let pass.
    walk_spm
        Where this runner's walk may end, see `gait_valley`.
    grade
        At every sample, where it is known.
    """
    known = np.isfinite(cleaned.path_m)
    time, path = cleaned.time_s[known], cleaned.path_m[known]
    if len(time) < 2:
        return [[] for _ in walk_spm], False
    middle = (time[:-1] + time[1:]) / 2
    speed = (np.interp(middle + 5, time, path) - np.interp(middle - 5, time, path)) / np.minimum(
        10.0, np.maximum(np.minimum(middle + 5, time[-1]) - np.maximum(middle - 5, time[0]), 1e-9)
    )
    if steps_were_recorded(cleaned):
        steps = cadence.at(middle)
        moves = (speed > 0.5) & ((steps >= 40) | (speed <= 2.0))
        return [_longer(time, (steps < spm) & moves, longer_than_s) for spm in walk_spm], True
    slow = (speed < 1.8) & (speed > 0.5)
    steep = np.zeros(len(slow), dtype=bool)
    if grade is not None:
        steep = ~(np.abs(grade[known][1:]) < 0.05)
    unknown = _longer(time, slow & steep, longer_than_s)
    return [_longer(time, slow, longer_than_s) for _ in walk_spm], not unknown


def _longer(time: Floats, flags: NDArray[np.bool_], than_s: float) -> Spans:
    first, last = true_ends(flags)
    start, end = time[first], time[last + 1]
    longer = end - start > than_s
    return list(zip(start[longer].tolist(), end[longer].tolist(), strict=True))

"""The fastest stretch over a distance, and the fastest mean speed over a time: exact searches."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.geodesy import Floats

_TOUCH_S = 1e-6


class Stretch(NamedTuple):
    """A stretch of a run: seconds into it, and how long it took."""

    elapsed_s: float
    start_s: float
    end_s: float


def fastest(
    time_s: Floats,
    path_m: Floats,
    distance_m: float,
    forbidden: NDArray[np.bool_] | None = None,
) -> Stretch | None:
    """Return the fastest stretch over a distance, or ``None`` where the run is too short.

    Between samples the distance is linear, so the fastest stretch starts or ends on a sample: only
    those are tried, all of them. It starts when a stop ends and ends when a stop begins. The
    earliest of equal ones is returned.

    Parameters
    ----------
    time_s
        Seconds, strictly increasing.
    path_m
        Metres, never decreasing.
    distance_m
        The distance.
    forbidden
        Steps (one fewer than samples) that no stretch may touch.
    """
    if len(time_s) < 2 or path_m[-1] - path_m[0] < distance_m:
        return None
    rises = np.diff(path_m) > 0
    leaves = np.concatenate([rises, [False]])  # last sample of a plateau
    arrives = np.concatenate([[False], rises])  # first one
    leave_m, leave_s = path_m[leaves], time_s[leaves]
    arrive_m, arrive_s = path_m[arrives], time_s[arrives]
    ahead = leave_m + distance_m <= path_m[-1]
    behind = arrive_m - distance_m >= path_m[0]
    from_sample = leave_s[ahead]
    to_sample = arrive_s[behind]
    until = _first_time(time_s, path_m, leave_m[ahead] + distance_m)
    since = _last_time(time_s, path_m, arrive_m[behind] - distance_m)
    start = np.concatenate([from_sample, since])
    end = np.concatenate([until, to_sample])
    if forbidden is not None and forbidden.any():
        blocked = np.concatenate([[0.0], np.cumsum(np.where(forbidden, np.diff(time_s), 0.0))])
        touch = np.interp(end, time_s, blocked) - np.interp(start, time_s, blocked)
        start, end = start[touch < _TOUCH_S], end[touch < _TOUCH_S]
    if not len(start):
        return None
    took = end - start
    best = np.flatnonzero(took <= took.min() + _TOUCH_S)
    one = best[np.argmin(start[best])]
    return Stretch(float(took[one]), float(start[one]), float(end[one]))


def _first_time(time_s: Floats, path_m: Floats, at_m: Floats) -> Floats:
    """Return the earliest time at which each distance was reached."""
    after = np.clip(np.searchsorted(path_m, at_m, side="left"), 1, len(path_m) - 1)
    return _between(time_s, path_m, at_m, after)


def _last_time(time_s: Floats, path_m: Floats, at_m: Floats) -> Floats:
    """Return the latest time at which each distance was not passed yet."""
    after = np.clip(np.searchsorted(path_m, at_m, side="right"), 1, len(path_m) - 1)
    return _between(time_s, path_m, at_m, after)


def _between(time_s: Floats, path_m: Floats, at_m: Floats, after: NDArray[np.intp]) -> Floats:
    before = after - 1
    share = (at_m - path_m[before]) / (path_m[after] - path_m[before])
    return np.asarray(time_s[before] + share * (time_s[after] - time_s[before]), dtype=np.float64)


def mean_maximal(time_s: Floats, path_m: Floats, durations_s: Floats) -> Floats:
    """Return the fastest mean speed over each duration, in m/s; ``nan`` beyond the run's length.

    The best window of a piecewise linear distance starts or ends on a sample; all of them are
    tried. The curve is not forced to fall: a slow start can make a longer window the faster one.
    """
    speeds = np.full(len(durations_s), np.nan)
    for place, duration in enumerate(durations_s):
        if not len(time_s) or duration > time_s[-1] - time_s[0] or duration <= 0:
            continue
        start = np.concatenate([time_s, time_s - duration])
        start = start[(start >= time_s[0]) & (start + duration <= time_s[-1])]
        gone = np.interp(start + duration, time_s, path_m) - np.interp(start, time_s, path_m)
        speeds[place] = gone.max() / duration
    return speeds

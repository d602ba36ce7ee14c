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


class Search:
    """A run made ready to be searched for its fastest stretches.

    Between samples the distance is linear, so the fastest stretch starts or ends on a sample: only
    those are tried, all of them. It starts when a stop ends and ends when a stop begins. The
    earliest of equal ones is found.

    Parameters
    ----------
    time_s
        Seconds, strictly increasing.
    path_m
        Metres, never decreasing.
    silent
        Steps (one fewer than samples) inside which nobody knows where the runner was: a stretch
        that begins in one counts all of it before, one that ends in one all of it after.
    """

    def __init__(
        self, time_s: Floats, path_m: Floats, silent: NDArray[np.bool_] | None = None
    ) -> None:
        self._time_s, self._path_m = time_s, path_m
        self._last_s, self._last_m, first_s, first_m = time_s, path_m, time_s, path_m
        if silent is not None and silent.any():
            gap = np.flatnonzero(silent)
            self._last_s = np.insert(time_s, gap + 1, time_s[gap])
            self._last_m = np.insert(path_m, gap + 1, path_m[gap + 1])
            first_s = np.insert(time_s, gap + 1, time_s[gap + 1])
            first_m = np.insert(path_m, gap + 1, path_m[gap])
        self._back_s, self._back_m = first_s[::-1].copy(), -first_m[::-1]
        rises = np.diff(path_m) > 0
        leaves = np.concatenate([rises, [False]])[: len(path_m)]  # last sample of a plateau
        arrives = np.concatenate([[False], rises])[: len(path_m)]  # first one
        self._leave_m, self._leave_s = path_m[leaves], time_s[leaves]
        self._arrive_m, self._arrive_s = path_m[arrives], time_s[arrives]

    def fastest(
        self, distance_m: float, forbidden: NDArray[np.bool_] | None = None
    ) -> Stretch | None:
        """Return the fastest stretch over a distance, or ``None`` where the run is too short.

        Parameters
        ----------
        distance_m
            The distance.
        forbidden
            Steps (one fewer than samples) that no stretch may touch.
        """
        time_s, path_m = self._time_s, self._path_m
        if len(time_s) < 2 or path_m[-1] - path_m[0] < distance_m:
            return None
        until_m = self._leave_m + distance_m
        since_m = self._arrive_m - distance_m
        ahead = int(np.searchsorted(until_m, path_m[-1], side="right"))
        behind = int(np.searchsorted(since_m, path_m[0], side="left"))
        start = np.concatenate([self._leave_s[:ahead], self._last_time(since_m[behind:])])
        end = np.concatenate([self._first_time(until_m[:ahead]), self._arrive_s[behind:]])
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

    def _first_time(self, at_m: Floats) -> Floats:
        """Return the earliest time at which each distance was reached."""
        found = np.interp(-at_m[::-1], self._back_m, self._back_s)
        return np.asarray(found[::-1], dtype=np.float64)

    def _last_time(self, at_m: Floats) -> Floats:
        """Return the latest time at which each distance was not passed yet."""
        return np.asarray(np.interp(at_m, self._last_m, self._last_s), dtype=np.float64)


def fastest(
    time_s: Floats,
    path_m: Floats,
    distance_m: float,
    forbidden: NDArray[np.bool_] | None = None,
) -> Stretch | None:
    """Return the fastest stretch of a run over one distance; see `Search`."""
    return Search(time_s, path_m).fastest(distance_m, forbidden)


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

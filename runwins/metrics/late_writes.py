"""Metres that were written late: to be spread over the time they were run in."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import STALE_S, Channel, true_runs
from runwins.metrics.geodesy import Floats
from runwins.metrics.positions import Positions
from runwins.metrics.recorded_speed import gone_m, recorded_m, told_s
from runwins.metrics.world_bests import SPRINT_MPS

LAG_M = 15.0
"""So many metres too much are a late write."""

_SPREAD_S = 10.0
_LONG_S = 60.0
_FAST_MPS = 7.0
_AGREES = 0.75
_CATCH_UP = 0.05
_COVER = 0.7
_REST_M = 500.0


def late_write(
    time_s: Floats,
    step: Floats,
    first: int,
    last: int,
    normal: float,
    seen: Positions | None,
    speed: Channel,
) -> slice | None:
    """Return the steps over which a late write belongs, or ``None`` for a jump."""
    near = steps_around(time_s, first, last, _SPREAD_S)
    lasts = float(time_s[last + 1] - time_s[first])
    excess = float(step[first : last + 1].sum()) - normal * lasts
    if excess <= LAG_M:
        return near
    before = slice(steps_around(time_s, first, last, _LONG_S).start, first)
    wide = slice(before.start, near.stop)
    recorded = recorded_m(speed, time_s, wide)
    too_many = float(step[wide].sum()) - recorded
    missing = recorded_m(speed, time_s, before) - float(step[before].sum())
    rest = slice(last + 1, near.stop)
    stood = math.isfinite(missing) and missing > too_many
    stood &= float(step[rest].sum()) <= _FAST_MPS * float(time_s[rest.stop] - time_s[rest.start])
    if stood and math.isfinite(recorded) and too_many <= max(LAG_M, _CATCH_UP * recorded):
        return wide
    goes = float(step[near].sum())
    if recorded_m(speed, time_s, near) < _AGREES * goes:
        return None
    return near if _confirmed(time_s, step, near, normal, seen) else None


def steps_around(time_s: Floats, first: int, last: int, seconds: float) -> slice:
    """Return the steps of a block and so many seconds on both sides."""
    low = int(np.searchsorted(time_s, time_s[first] - seconds, side="left"))
    high = int(np.searchsorted(time_s, time_s[last + 1] + seconds, side="right")) - 1
    return slice(low, high)


def _confirmed(
    time_s: Floats, step: Floats, around: slice, normal: float, seen: Positions | None
) -> bool:
    """Tell whether the positions saw the runner advance as far, at a runner's speed."""
    if seen is None or len(seen) < 2:
        return False
    start, end = float(time_s[around.start]), float(time_s[around.stop])
    if start < seen.time_s[0] or end > seen.time_s[-1]:
        return False
    goes = float(step[around].sum())
    advance = float(np.diff(np.interp([start, end], seen.time_s, seen.path_m))[0])
    first = max(int(np.searchsorted(seen.time_s, start, side="right")) - 1, 0)
    last = int(np.searchsorted(seen.time_s, end, side="left"))
    speeds = np.diff(seen.path_m[first : last + 1]) / np.diff(seen.time_s[first : last + 1])
    return (
        abs(goes - advance) <= max(10.0, 0.15 * goes)
        and advance / (end - start) <= max(6.0, 2 * normal)
        and bool((speeds <= SPRINT_MPS).all())
    )


def run_nearby_m(
    time_s: Floats, step_m: Floats, cut_m: Floats, speed: Channel, carried: NDArray[np.bool_]
) -> float:
    """Return how many metres of the jumps that were cut out had been run just before or after.

    Where the minutes around a jump come to less than their recorded speed makes, the watch had not
    counted all of them: so much of the jump was written late, in many small pieces or after a
    stand. The run is as much longer; which step the metres belong to cannot be told, and no effort
    gets them. The recorded speed is held against the rest of the run first: where the watch counts
    less than that all along, so it does here.

    Parameters
    ----------
    time_s
        Of the samples that have a distance.
    step_m, cut_m
        Metres of the steps between them, and those that were taken away.
    speed
        As the device recorded it, m/s.
    carried
        Which steps are of a ride: near one nothing is given back.
    """
    cut = cut_m > 0
    if not cut.any() or len(speed) < 2:
        return 0.0
    near = np.zeros(len(step_m), dtype=bool)
    for first, last in true_runs(cut):
        near[steps_around(time_s, first, last, _LONG_S)] = True
    makes = np.diff(gone_m(speed, time_s))
    told = told_s(speed, time_s, STALE_S)
    rest_m = float(makes[~near].sum())
    if rest_m > _REST_M:
        makes *= min(float(step_m[~near].sum()) / rest_m, 1.0)
    nearby = 0.0
    for first, last in true_runs(near):
        around = slice(first, last + 1)
        lasts = float(time_s[last + 1] - time_s[first])
        if told[around].sum() > _COVER * lasts and not carried[around].any():
            lacks = float((makes[around] - step_m[around]).sum())
            nearby += min(max(lacks, 0.0), float(cut_m[around].sum()))
    return nearby

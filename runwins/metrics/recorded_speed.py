"""The speed that a device recorded by itself: what it makes of a step, and what it denies."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import STALE_S, Channel, read_off, running_total
from runwins.metrics.geodesy import Floats

SHORT = 0.9
"""What is cut goes a tenth less far than was recorded: an error in it must not make a best."""

_LONG_S = 60.0
_COVER = 0.7
_JUMP_M = 30.0
_JUMP_TIMES = 1.7


def contradicted(time_s: Floats, step: Floats, speed: Channel) -> NDArray[np.bool_]:
    """Return the steps with 30 m more than the recorded speed makes, and 1.7 times as many.

    Within a minute, or where the speed was recorded all through: in a longer silence of everything
    nothing contradicts.
    """
    width = np.diff(time_s)
    if len(speed) < 2:
        return np.zeros(len(step), dtype=bool)
    known = np.isfinite(speed.at(time_s))
    makes = np.where(known[:-1] & known[1:], np.diff(gone_m(speed, time_s)), np.inf)
    covered = told_s(speed, time_s, STALE_S) >= _COVER * width
    much = (step - makes > _JUMP_M) & (step > _JUMP_TIMES * makes)
    return much & ((width < _LONG_S) | covered)


def told_s(speed: Channel, time_s: Floats, often_s: float) -> Floats:
    """Return the seconds of each step in which the speed was recorded as often as that."""
    if len(speed) < 2:
        return np.zeros(max(len(time_s) - 1, 0))
    between = np.diff(speed.time_s)
    told = running_total(np.where(between <= often_s, between, 0.0))
    return np.diff(read_off(time_s, speed.time_s, told))


def gone_m(speed: Channel, time_s: Floats) -> Floats:
    """Return the metres that the recorded speed makes up to each moment."""
    made = running_total((speed.value[1:] + speed.value[:-1]) / 2 * np.diff(speed.time_s))
    return read_off(time_s, speed.time_s, made)


def recorded_m(speed: Channel, time_s: Floats, steps: slice) -> float:
    """Return the metres that the recorded speed makes of some steps; no record denies nothing."""
    start, end = float(time_s[steps.start]), float(time_s[steps.stop])
    first = int(np.searchsorted(speed.time_s, start, side="left"))
    after = int(np.searchsorted(speed.time_s, end, side="right"))
    if after - first < 2:
        return math.inf
    around = slice(max(first - 1, 0), after + 1)
    near = Channel(speed.time_s[around], speed.value[around])
    from_m, to_m = gone_m(near, np.array([start, end])).tolist()
    return float(to_m - from_m)

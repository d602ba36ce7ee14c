"""Critical speed: the speed between what can be kept up and what cannot."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from runwins.metrics.geodesy import Floats

_TIMES_S = (120.0, 1320.0)
_RATIO = 3.0
_RESERVE_M = (50.0, 500.0)
_RESIDUAL = 0.02
_STABLE = 0.03


class CriticalSpeed(NamedTuple):
    """The two parameters of the line: metres a second, and the metres that can be run above it."""

    speed_mps: float
    reserve_m: float


def critical_speed(distance_m: Floats, elapsed_s: Floats) -> CriticalSpeed | None:
    """Return the line distance = speed · time + reserve through best efforts of one season.

    Least squares on efforts of 2–22 minutes (a 5 km should count for most runners). ``None`` where
    there are fewer than three, where the longest is not three times the shortest, where the reserve
    is not 50–500 m, where the distances lie 2 % off the line (root mean square), or where leaving
    out one effort moves the speed by 3 %. The share of variance explained is always near 1 and says
    nothing.

    Parameters
    ----------
    distance_m, elapsed_s
        Best efforts.
    """
    usable = (elapsed_s >= _TIMES_S[0]) & (elapsed_s <= _TIMES_S[1])
    metres, seconds = distance_m[usable], elapsed_s[usable]
    if len(metres) < 3 or seconds.max() < _RATIO * seconds.min():
        return None
    speed, reserve = np.polyfit(seconds, metres, 1)
    off = float(np.sqrt(np.mean(((speed * seconds + reserve) / metres - 1) ** 2)))
    if not _RESERVE_M[0] <= reserve <= _RESERVE_M[1] or off > _RESIDUAL:
        return None
    if len(metres) > 3:
        for left_out in range(len(metres)):
            keep = np.arange(len(metres)) != left_out
            if abs(np.polyfit(seconds[keep], metres[keep], 1)[0] / speed - 1) > _STABLE:
                return None
    return CriticalSpeed(float(speed), float(reserve))

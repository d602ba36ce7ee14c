"""Altitude put right, and the metres climbed.

On 1,379 recorded runs with a barometer the ascent found here over the watch's own has the median
0.987 and lies between 0.84 and 1.11 for nine in ten; a raw sum would be 1.2–3.2 times as much.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.altitude_drift import Drift, altitude_drift
from runwins.metrics.geodesy import Floats
from runwins.metrics.positions import Positions

HYSTERESIS_M = 3.0
_SMOOTH_S = 9
_SILENCE_S = 60.0
_CLIMB_MPS = 2200 / 3600
_GUARD_S = 10
_GUARD_UP_M = 2.0 * _GUARD_S
_GUARD_DOWN_M = -4.0 * _GUARD_S
_START_S = 120.0
_POOR_M = 100.0
_POOR_SHARE = 0.20
_COURSE_STEP_M = 5.0
_COURSE_SMOOTH_M = 100.0


@dataclass(frozen=True, slots=True)
class Profile:
    """The altitude of a run.

    Attributes
    ----------
    altitude_m
        Smoothed, at every sample asked for; ``nan`` outside what was recorded.
    ascent_m, descent_m
        Metres up and down.
    removed_m
        Metres of steps that no runner climbs and were taken out.
    poor
        So much was taken out that neither ascent nor climbs can be claimed.
    highest_m
        The highest point on foot, above the sea as the device has it.
    drift
        How the altitude rose by itself: what was sure is taken out.
    """

    altitude_m: Floats
    ascent_m: float
    descent_m: float
    removed_m: float
    poor: bool
    highest_m: float
    drift: Drift


def profile(
    time_s: Floats,
    altitude_m: Floats,
    rides: Sequence[tuple[float, float]] = (),
    seen: Positions | None = None,
) -> Profile | None:
    """Return the altitude profile of a run, or ``None`` where no altitude was recorded.

    Resampled to 1 s; then guarded: where it rises by more than 2 m/s or falls by more than 4 m/s
    over 10 s, the sensor stepped (water in the port, calibration), and the steps inside are set to
    nought; so are those in rides and in silences of more than 60 s that rise faster than legs do
    (2,200 m an hour: a lift). Then a centred mean of 9 s; then what `altitude_drift` finds is taken
    out; then legs count once they turn by 3 m. Of 72 settings tried on recorded runs these came
    nearest to the watches' own ascent. It is poor where more than 100 m and a fifth of the ascent
    were stepped, unless all of that happened in the first two minutes, when watches calibrate.

    Parameters
    ----------
    time_s
        Of all samples.
    altitude_m
        As recorded; missing where it was not.
    rides
        Seconds in which the runner was carried: not climbed.
    seen
        Where the runner was, to find a drift; without, none is looked for.
    """
    known = np.isfinite(altitude_m)
    time, raw = time_s[known], altitude_m[known]
    if len(time) < 2 or (len(time) > 10 and float(np.ptp(raw)) == 0.0):
        return None
    grid = np.arange(time[0], time[-1] + 1.0)
    altitude = np.interp(grid, time, raw)
    stepped = _stepped(altitude)
    step = np.diff(altitude)
    gone = np.where(stepped, np.abs(step), 0.0)
    step[stepped] = 0.0
    whole = centred_mean(altitude[0] + np.concatenate([[0.0], np.cumsum(step)]), _SMOOTH_S)
    drift = Drift(0.0, 0.0) if seen is None else altitude_drift(grid, whole, seen)
    step -= drift.mps
    whole -= drift.mps * (grid - grid[0])
    on_foot = np.ones(len(grid), dtype=bool)
    for start, end in [*rides, *_lifts(time, raw)]:
        carried = (grid[1:] > start) & (grid[:-1] < end)
        step[carried] = 0.0
        on_foot[1:] &= ~carried
    smooth = centred_mean(altitude[0] + np.concatenate([[0.0], np.cumsum(step)]), _SMOOTH_S)
    up, down = climbed(smooth)
    removed, early = float(gone.sum()), float(gone[grid[1:] <= _START_S].sum())
    poor = removed > max(_POOR_M, _POOR_SHARE * up) and early < removed
    smoothed = np.interp(time_s, grid, smooth, left=math.nan, right=math.nan)
    highest = float(whole[on_foot].max())
    return Profile(smoothed, up, down, removed, poor, highest, drift)


def _stepped(altitude: Floats) -> NDArray[np.bool_]:
    """Return the 1-s steps inside any 10 s that rise or fall as no runner does."""
    bad = np.zeros(len(altitude))
    if len(altitude) > _GUARD_S:
        over = altitude[_GUARD_S:] - altitude[:-_GUARD_S]
        start = np.flatnonzero((over > _GUARD_UP_M) | (over < _GUARD_DOWN_M))
        np.add.at(bad, start, 1)
        np.add.at(bad, start + _GUARD_S, -1)
    return np.cumsum(bad)[:-1] > 0


def _lifts(time: Floats, altitude: Floats) -> list[tuple[float, float]]:
    """Return the silences in which the altitude changed faster than legs can climb."""
    width, change = np.diff(time), np.abs(np.diff(altitude))
    carried = (width > _SILENCE_S) & (change > _CLIMB_MPS * width)
    return [(float(time[i]), float(time[i + 1])) for i in np.flatnonzero(carried)]


def centred_mean(values: Floats, width: int) -> Floats:
    """Return the mean over an odd number of values around each, fewer at the ends."""
    half = width // 2
    total = np.concatenate([[0.0], np.cumsum(values)])
    place = np.arange(len(values))
    reach = np.minimum(half, np.minimum(place, len(values) - 1 - place))
    return np.asarray((total[place + reach + 1] - total[place - reach]) / (2 * reach + 1))


def climbed(altitude_m: Floats, hysteresis_m: float = HYSTERESIS_M) -> tuple[float, float]:
    """Return metres up and down, counting full legs once they turn by `hysteresis_m`."""
    turns = _turning_points(altitude_m)
    up = down = 0.0
    if not len(turns):
        return up, down
    low = high = start = extreme = turns[0]
    direction = 0
    for z in turns[1:]:
        if direction == 0:
            low, high = min(low, z), max(high, z)
            if z - low >= hysteresis_m:
                direction, start, extreme = 1, low, z
            elif high - z >= hysteresis_m:
                direction, start, extreme = -1, high, z
        elif (z - extreme) * direction > 0:
            extreme = z
        elif (extreme - z) * direction >= hysteresis_m:
            leg = abs(extreme - start)
            up, down = (up + leg, down) if direction > 0 else (up, down + leg)
            direction, start, extreme = -direction, extreme, z
    leg = abs(extreme - start)
    if direction > 0:
        up += leg
    elif direction < 0:
        down += leg
    return up, down


def _turning_points(altitude: Floats) -> list[float]:
    """Return the first, the last and every value where the altitude turns."""
    if len(altitude) < 3:
        return [float(z) for z in altitude]
    moved = altitude[np.concatenate([[True], np.diff(altitude) != 0])]
    if len(moved) < 3:
        return [float(z) for z in moved]
    rises = np.diff(moved) > 0
    turn = np.concatenate([[True], rises[1:] != rises[:-1], [True]])
    return [float(z) for z in moved[turn]]


def course_profile(distance_m: Floats, altitude_m: Floats) -> tuple[Floats, Floats]:
    """Return a course every 5 m: metres along it, and altitude as a mean over 100 m.

    A course has no time to smooth over. Against the official ascent of nine mountain courses this
    was within 2.8 % at the median; city courses drawn over a terrain model are hopeless: below
    8 m/km their ascent is unreliable.

    Parameters
    ----------
    distance_m
        Along the course, never decreasing.
    altitude_m
        At each point; missing where there is none.
    """
    known = np.isfinite(altitude_m)
    along, height = distance_m[known], altitude_m[known]
    if len(along) < 2:
        return np.zeros(0), np.zeros(0)
    goes = np.concatenate([[True], np.diff(along) > 0])
    grid = np.arange(along[0], along[-1] + _COURSE_STEP_M, _COURSE_STEP_M)
    height = np.interp(grid, along[goes], height[goes])
    return grid, centred_mean(height, int(_COURSE_SMOOTH_M / _COURSE_STEP_M) + 1)

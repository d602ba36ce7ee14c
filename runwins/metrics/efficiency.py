"""How fast the heart carries a runner: speed at a heart rate, and how it drifts in a long run.

One run says little: at equal heart rate a runner's speed scatters by 7 % from run to run inside one
kind of terrain, decoupling by 6 points with no memory from one run to the next (shuffled runs
"improve" as often). So nothing here is a win by itself; blocks of runs are compared elsewhere.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from runwins.metrics.channels import Spans, channel, overlap_s, running_total
from runwins.metrics.cleaning import Cleaned
from runwins.metrics.edges import CUT, GAP, VEHICLE
from runwins.metrics.geodesy import Floats
from runwins.metrics.grade import flat_equivalent

_WARM_UP_S = 600.0
_MINUTE_S = 60.0
_HEART_LAG_S = 30.0
_MOVING = 0.97
_HEART_BPM = (90.0, 220.0)
_LOCK_BPM = 5.0
_STEADY_MINUTES = 20
_LONG_MINUTES = 60
_EVEN = 0.20


class Minutes(NamedTuple):
    """The minutes of a run that say something, after the first ten.

    Attributes
    ----------
    start_s
        Seconds into the run.
    speed_mps
        As on the flat.
    hr_bpm
        Half a minute later, for the heart follows.
    """

    start_s: Floats
    speed_mps: Floats
    hr_bpm: Floats


class Steady(NamedTuple):
    """Mean heart rate and flat-equivalent speed of a run; ``nan`` under 20 good minutes."""

    hr_bpm: float
    speed_mps: float


def steady_minutes(cleaned: Cleaned, stops: Spans, altitude_m: Floats | None) -> Minutes:
    """Return the minutes in which the runner ran on, was seen and had a plausible heart rate.

    None where the heart rate is within 5 of the cadence for more than half of the time: an optical
    sensor that counts steps.

    Parameters
    ----------
    cleaned
        The run.
    stops
        Seconds between which the runner stood.
    altitude_m
        Smoothed, at every sample, where it is known; else the run is taken as flat.
    """
    nothing = Minutes(np.zeros(0), np.zeros(0), np.zeros(0))
    heart, time = cleaned.columns["hr_bpm"], cleaned.time_s
    heart = np.where((heart >= _HEART_BPM[0]) & (heart <= _HEART_BPM[1]), heart, np.nan)
    beats = channel(time, heart)
    locked = np.abs(heart - cleaned.columns["cadence_spm"]) < _LOCK_BPM
    known = np.isfinite(cleaned.path_m)
    if len(beats) < 2 or known.sum() < 2 or locked.sum() > len(beats) / 2:
        return nothing
    start = np.arange(_WARM_UP_S, time[-1] - _MINUTE_S - _HEART_LAG_S, _MINUTE_S)
    if not len(start):
        return nothing
    edges = np.append(start, start[-1] + _MINUTE_S)
    path = cleaned.path_m
    flat = path if altitude_m is None else flat_equivalent(path, altitude_m)
    advance = np.diff(np.interp(edges, time[known], flat[known]))
    still = overlap_s(edges, [*stops, *cleaned.pauses, *cleaned.rides])
    doubtful = np.isin(cleaned.edge, (GAP, CUT, VEHICLE))[1:]
    lost = np.diff(np.interp(edges, time, running_total(np.where(doubtful, np.diff(time), 0.0))))
    rate = _mean_heart(beats.time_s, beats.value, edges + _HEART_LAG_S)
    good = (still <= (1 - _MOVING) * _MINUTE_S) & (lost == 0) & np.isfinite(rate) & (advance > 0)
    return Minutes(start[good], advance[good] / _MINUTE_S, rate[good])


def steady_state(minutes: Minutes) -> Steady:
    """Return mean heart rate and speed where there are 20 good minutes."""
    if len(minutes.start_s) < _STEADY_MINUTES:
        return Steady(math.nan, math.nan)
    return Steady(float(minutes.hr_bpm.mean()), float(minutes.speed_mps.mean()))


def decoupling(minutes: Minutes, stopped_share: float) -> float | None:
    """Return by how many per cent speed per beat fell from the first to the second half.

    Halves by time; ``None`` under 60 good minutes, where more than 5 % of the run was stopped, or
    where the minutes' speeds vary by 20 % or more. A description (below 5 good, above 10 limited by
    convention) with a spread of ±6 points from run to run, never a win.

    Parameters
    ----------
    minutes
        As `steady_minutes` returns them.
    stopped_share
        Of the run's time.
    """
    speed, heart = minutes.speed_mps, minutes.hr_bpm
    if len(speed) < _LONG_MINUTES or stopped_share > 0.05 or speed.std() >= _EVEN * speed.mean():
        return None
    first = minutes.start_s < (minutes.start_s[0] + minutes.start_s[-1] + _MINUTE_S) / 2
    before = speed[first].mean() / heart[first].mean()
    after = speed[~first].mean() / heart[~first].mean()
    return float(100 * (before - after) / before)


def _mean_heart(time_s: Floats, beats: Floats, edges: Floats) -> Floats:
    """Return the mean of each minute; ``nan`` where fewer than 48 of its seconds are covered."""
    width = np.diff(time_s)
    held = np.where(width <= 10.0, width, 0.0)
    covered = np.diff(np.interp(edges, time_s, running_total(held)))
    total = running_total(held * (beats[1:] + beats[:-1]) / 2)
    sums = np.diff(np.interp(edges, time_s, total))
    return np.where(covered >= 48.0, sums / np.maximum(covered, 1e-9), np.nan)

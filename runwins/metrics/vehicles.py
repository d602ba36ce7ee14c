"""Rides inside a run: a bike home, a car to the trailhead, a whole ride saved as a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import STALE_S, Channel, Spans, true_runs
from runwins.metrics.geodesy import Floats
from runwins.metrics.world_bests import human_speed

_GRID_S = 5.0
_SPANS_S = (20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200)
_RIDE_MPS = 3.5
_RIDE_SHARE = 0.35
_STEP_M = 2.5
"""Real steps are shorter: the longest in a thousand was 1.93 m on recorded runs."""
_MERGE_S = 600.0
_STRETCH_S = 30.0
_STEPLESS_MPS = 3.0
_CERTAIN_MPS = 5.0
_BESIDE_S = 300.0
_ENOUGH_S = 60.0
_SAME_SPEED = 1.2
_SAME_HEART = 0.92


@dataclass(frozen=True, slots=True)
class Rides:
    """What was found.

    Attributes
    ----------
    rides
        Seconds between which the runner was carried.
    drifts
        Seconds between which the distance grew and the recorded speed did not, each with the
        share of the metres that the recorded speed supports.
    """

    rides: Spans
    drifts: list[tuple[float, float, float]]


def find_rides(
    time_s: Floats, path_m: Floats, cadence: Channel, speed: Channel, heart: Channel
) -> Rides:
    """Return the stretches that were no running.

    Two signs: a mean speed over 20 s … 2 h that no human runs; and, where steps were counted,
    more than 3 m/s with steps longer than 2.5 m for 60 s (30 s at 5 m/s): shorter ones at 3–3.7 m/s
    were dropped steps. So are longer ones no faster than 1.2 times the running of the 5 minutes
    before and after, with the heart beating on: whoever gets on a bicycle changes both. Each sign
    grows while the 30-s speed stays above 3.5 m/s and a third of the ride's, and the steps do not
    carry it; signs less than 10 minutes apart are one ride. Where the recorded speed is below half
    of the stream's, the runner stood and the distance drifted.

    Parameters
    ----------
    time_s, path_m
        The mended distance stream.
    cadence
        Steps a minute, both feet.
    speed
        As the device recorded it, m/s.
    heart
        Beats a minute.
    """
    if len(time_s) < 2 or time_s[-1] - time_s[0] < _SPANS_S[0]:
        return Rides([], [])
    grid = np.arange(time_s[0], time_s[-1] + _GRID_S, _GRID_S)
    path = np.interp(grid, time_s, path_m)
    mean30 = _centred(path, 3)
    reach = _reach(grid, cadence)
    mean20 = _centred(path, 2)
    carried = mean20 <= reach
    seed = _too_fast(path, mean30, carried)
    drifts: list[tuple[float, float, float]] = []
    if steps_were_counted(cadence, len(time_s)):
        stepless = (mean20 > _STEPLESS_MPS) & (mean20 > reach)
        for first, last in true_runs(stepless):
            start, end = float(grid[first]), float(grid[last])
            if end - start < _STRETCH_S:
                continue
            goes = float(path[last] - path[first])
            share = _supported(speed, start, end, goes)
            if share is not None and share < 0.5:
                drifts.append((start, end, share))
                seed[first : last + 1] = False
            elif _runs_on(grid, mean20, carried, heart, first, last):
                continue
            elif end - start >= 2 * _STRETCH_S or goes / (end - start) >= _CERTAIN_MPS:
                seed[first : last + 1] = True
    if not seed.any():
        return Rides([], drifts)
    fast = max(_RIDE_MPS, _RIDE_SHARE * float(np.median(mean30[seed])))
    spans = _grown(grid, path, seed, (mean30 > fast) & ~carried)
    if fast > _RIDE_MPS:
        spans = [_to_the_sample(time_s, path_m, span, fast) for span in spans]
    return Rides(spans, drifts)


def steps_were_counted(cadence: Channel, samples: int) -> bool:
    """Tell whether the cadence channel worked: in half of the samples, 5 min above 100 spm."""
    if len(cadence) < 2 or len(cadence) <= samples / 2:
        return False
    width = np.minimum(np.diff(cadence.time_s), STALE_S)
    return float(width[cadence.value[1:] > 100].sum()) > 300


def _runs_on(
    grid: Floats, speed: Floats, carried: NDArray[np.bool_], heart: Channel, first: int, last: int
) -> bool:
    """Tell whether a stretch without steps goes on like the running beside it."""
    around = (grid >= grid[first] - _BESIDE_S) & (grid <= grid[last] + _BESIDE_S)
    beside = around & carried & (speed > _STEPLESS_MPS / 2)
    if beside.sum() * _GRID_S < _ENOUGH_S:
        return False
    if float(speed[first : last + 1].mean()) > _SAME_SPEED * float(np.median(speed[beside])):
        return False
    here, there = heart.at(grid[first : last + 1]), heart.at(grid[beside])
    known = np.isfinite(here).any() and np.isfinite(there).any()
    return not known or bool(np.nanmean(here) >= _SAME_HEART * np.nanmean(there))


def _centred(path: Floats, cells: int) -> Floats:
    """Return the mean speed over ± that many cells, shorter at the ends."""
    place = np.arange(len(path))
    low, high = np.maximum(place - cells, 0), np.minimum(place + cells, len(path) - 1)
    return np.asarray((path[high] - path[low]) / (_GRID_S * (high - low)), dtype=np.float64)


def _reach(grid: Floats, cadence: Channel) -> Floats:
    """Return the speed that the steps of ±10 s can carry; ``nan`` where none were recorded."""
    steps = cadence.at(grid)
    known = np.isfinite(steps)
    total = np.cumsum(np.concatenate([[0.0], np.where(known, steps, 0.0)]))
    count = np.cumsum(np.concatenate([[0], known]))
    place = np.arange(len(grid))
    low, high = np.maximum(place - 2, 0), np.minimum(place + 2, len(grid) - 1)
    n = count[high + 1] - count[low]
    mean = (total[high + 1] - total[low]) / np.maximum(n, 1)
    return np.where(n > 0, _STEP_M * mean / 60, np.nan)


def _too_fast(path: Floats, mean30: Floats, carried: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells of windows no human runs, where they are fast themselves.

    Windows of more than a minute may hold honest running beside a car: what the steps carry, and
    what is less than half as fast as the fastest cell.
    """
    seed = np.zeros(len(path), dtype=bool)
    for span in _SPANS_S:
        cells = int(span / _GRID_S)
        if cells >= len(path):
            break
        human = human_speed(max(span, 30))
        start = np.flatnonzero(path[cells:] - path[:-cells] > human * span)
        if not len(start):
            continue
        edge = np.zeros(len(path) + 1)
        np.add.at(edge, start, 1)
        np.add.at(edge, start + cells + 1, -1)
        window = np.cumsum(edge)[:-1] > 0
        inside = window & (mean30 > max(_RIDE_MPS, 0.7 * human))
        if span > 60:
            inside &= ~carried & (mean30 > float(mean30[window].max()) / 2)
        seed |= inside
    return seed


def _supported(speed: Channel, start: float, end: float, goes: float) -> float | None:
    """Return the share of the metres that the recorded speed accounts for, if it was recorded."""
    inside = (speed.time_s >= start) & (speed.time_s <= end)
    if inside.sum() < 3 or goes <= 0:
        return None
    return float(speed.value[inside].mean() * (end - start) / goes)


def _grown(grid: Floats, path: Floats, seed: NDArray[np.bool_], riding: NDArray[np.bool_]) -> Spans:
    """Return the seeds grown while the speed stays up, close ones merged, in seconds."""
    slow = np.diff(path, append=path[-1]) <= _RIDE_MPS * _GRID_S
    spans: Spans = []
    for first, last in true_runs(seed | riding):
        if not seed[first : last + 1].any():
            continue
        # The 30-s mean rises before the ride does. A cell more on both sides: whoever gets on is
        # slower for a moment, or steps a last time.
        fast = first + np.flatnonzero(~slow[first:last])
        low, high = (fast[0], fast[-1] + 1) if len(fast) else (first, last)
        start, end = float(grid[max(low - 1, 0)]), float(grid[min(high + 1, len(grid) - 1)])
        if spans and start - spans[-1][1] < _MERGE_S:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _to_the_sample(
    time_s: Floats, path_m: Floats, span: tuple[float, float], fast: float
) -> tuple[float, float]:
    """Return a drive from its first fast step to its last, and a sample more on both sides.

    The grid knows it to 15 s. What is slower than `fast` at the ends was run: a car that pulls away
    from a stand goes no further up to that speed than its runner would have in that time. Of 288
    drives planted into recorded runs 40 took more than 1 % of the run with them by the grid, and
    two do by the sample.
    """
    low, high = np.searchsorted(time_s, span)
    low, high = max(int(low) - 1, 0), min(int(high), len(time_s) - 1)
    step = np.flatnonzero(np.diff(path_m[low : high + 1]) > fast * np.diff(time_s[low : high + 1]))
    if not len(step):
        return span
    first, last = max(low + int(step[0]) - 1, 0), min(low + int(step[-1]) + 2, len(time_s) - 1)
    return max(float(time_s[first]), span[0]), min(float(time_s[last]), span[1])

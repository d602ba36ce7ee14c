"""Speed at a heart rate, run by run, as it was known on the day of each run.

One run says little: its speed at a given heart rate scatters by about 7 % around the runner's own
mean of the weeks around it. So runs are compared in blocks, inside one kind of terrain and with one
device, and the scatter of the runner's whole log so far is the least that a block is given.
"""

from __future__ import annotations

import math
from bisect import insort
from dataclasses import dataclass

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.wins.past import Floats, Ints, Past
from runwins.wins.remembered import remembered
from runwins.wins.windows import window_begin

BLOCK_DAYS = 28
_NEAR_DAYS, _NEAR_RUNS = 45, 3
_LEAST_SCATTER_RUNS = 10
_TERRAIN_M_PER_KM = (15.0, 45.0)


@dataclass(frozen=True, slots=True)
class SteadyRuns:
    """The runs outdoors whose speed and heart rate are known, in order.

    Attributes
    ----------
    run
        Their positions in the history.
    day
        Their local days.
    speed_mps, hr_bpm
        Their mean speed and heart rate.
    temperature_c
        As the device felt it; NaN where it did not.
    slope
        Metres per second for one beat per minute more, from all runs up to each of them.
    scatter_mps
        Standard deviation of one run's speed at a heart rate, from all runs up to each of them.
    like
        Runs of the same number compare: with one device, on one kind of terrain, in one book.
    alike
        All of them, those together that compare, and in order.
    end
        Before which place in `alike` those up to each of them end that compare with it.
    """

    run: Ints
    day: Ints
    speed_mps: Floats
    hr_bpm: Floats
    temperature_c: Floats
    slope: Floats
    scatter_mps: Floats
    like: Ints
    alike: Ints
    end: Ints

    def begin(self, days: int) -> Ints:
        """Return from which place in `alike` those of the last days up to each of them stand."""
        return window_begin(self.like[self.alike], self.day[self.alike], days)[self.end - 1]

    def usual_bpm(self, at: int) -> float:
        """Return the median heart rate of these runs up to run `at`."""
        return float(np.median(self.hr_bpm[: at + 1]))

    def speed_at(self, at: int, chosen: Ints, bpm: float) -> Floats:
        """Return the speed of some runs as it would be at a heart rate, as run `at` knows it."""
        speeds: Floats = self.speed_mps[chosen] + self.slope[at] * (bpm - self.hr_bpm[chosen])
        return speeds

    def warmer_by(self, now: Ints, before: Ints) -> float:
        """Return by how many degrees one block was warmer; NaN where one of them is unknown."""
        felt = [self.temperature_c[block] for block in (now, before)]
        known = [block[np.isfinite(block)] for block in felt]
        if not all(len(block) for block in known):
            return math.nan
        return float(known[0].mean() - known[1].mean())


@remembered
def steady_runs(history: History) -> SteadyRuns:
    """Return the runs with 20 good minutes: speed as on the flat, after the first ten minutes."""
    past = Past(history)
    return _gather(past, past.numbers("steady_speed_mps"), past.numbers("steady_hr_bpm"))


def whole_runs(past: Past) -> SteadyRuns:
    """Return the runs with their mean speed in motion and mean heart rate, start to end."""
    moving = past.numbers("moving_s")
    speed = np.divide(
        past.numbers("distance_m"),
        moving,
        out=np.full(len(past), np.nan),
        where=moving > 0,
    )
    return _gather(past, speed, past.numbers("avg_hr_bpm"))


def _gather(past: Past, speed: Floats, heart: Floats) -> SteadyRuns:
    distance = past.numbers("distance_m")
    rise = np.divide(
        1000.0 * past.numbers("ascent_m"), distance,
        out=np.full(len(past), np.nan), where=distance > 0,
    )  # fmt: skip
    known = np.isfinite(speed) & np.isfinite(heart) & (speed > 0) & np.isfinite(rise)
    run = np.flatnonzero(known & past.outdoors() & past.sound())
    day, speed, heart = past.days[run], speed[run], heart[run]
    slope, scatter = _relation(day, speed, heart)
    like = _like(past, run, np.digitize(rise[run], _TERRAIN_M_PER_KM))
    alike = np.argsort(like, kind="stable")
    end = np.empty(len(run), dtype=np.int64)
    end[alike] = np.arange(1, len(run) + 1)
    felt = past.numbers("avg_temperature_c")[run]
    return SteadyRuns(run, day, speed, heart, felt, slope, scatter, like, alike, end)


def _like(past: Past, run: Ints, terrain: Ints) -> Ints:
    """Return the same number for runs with one device, on one kind of terrain, in one book."""
    devices = past.texts("device")[run]
    device, book = (pd.factorize(texts)[0] for texts in (devices, past.books[run]))
    kinds = len(_TERRAIN_M_PER_KM) + 1
    like: Ints = (device * (1 + book.max(initial=0)) + book) * kinds + terrain
    unknown = (device < 0) | (devices == "")
    return np.where(unknown, -1 - np.arange(len(run)), like)


def _relation(day: Ints, speed: Floats, heart: Floats) -> tuple[Floats, Floats]:
    """Return slope and scatter up to each run, from how runs differ from those just before them.

    Each run is set against the mean of the runs of the 45 days before it: so a fitter year does
    not pass for a steeper slope.
    """
    count = len(day)
    first = np.searchsorted(day, day - _NEAR_DAYS)
    place = np.arange(count)
    near = place - first
    totals = [np.concatenate([[0.0], np.cumsum(values)]) for values in (speed, heart)]
    enough = near >= _NEAR_RUNS
    many = np.maximum(near, 1)
    by_speed, by_heart = (
        np.where(enough, values - (total[place] - total[first]) / many, 0.0)
        for values, total in zip((speed, heart), totals, strict=True)
    )
    weight = np.where(enough, near / (near + 1.0), 0.0)
    both = np.cumsum(weight * by_speed * by_heart)
    hearts = np.cumsum(weight * by_heart**2)
    speeds = np.cumsum(weight * by_speed**2)
    slope = np.maximum(np.divide(both, hearts, out=np.zeros(count), where=hearts > 0), 0.0)
    told = np.cumsum(enough)
    rest = np.maximum(speeds - 2 * slope * both + slope**2 * hearts, 0.0)
    scatter = np.full(count, np.nan)
    known = told >= _LEAST_SCATTER_RUNS
    scatter[known] = np.sqrt(rest[known] / (told[known] - 1))
    return slope, scatter


def running_median(values: Floats, first: int = 0) -> Floats:
    """Return the median of all values up to each, from the `first` on; NaN before it."""
    ordered: list[float] = np.sort(values[:first]).tolist()
    medians = np.full(len(values), np.nan)
    for at, value in enumerate(values[first:].tolist(), first):
        insort(ordered, value)
        middle = len(ordered) // 2
        odd = len(ordered) % 2
        medians[at] = ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2
    return medians

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

from runwins.wins.past import Floats, Ints, Past

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
    like
        Runs of the same number have the same device, kind of terrain and book: they compare.
    usual_bpm
        The median heart rate of these runs up to each of them.
    slope
        Metres per second for one beat per minute more, from all runs up to each of them.
    scatter_mps
        Standard deviation of one run's speed at a heart rate, from all runs up to each of them.
    first, first_before
        The first run of the 28 days up to each of them, and of the 28 days before those.
    """

    run: Ints
    day: Ints
    speed_mps: Floats
    hr_bpm: Floats
    temperature_c: Floats
    like: Ints
    usual_bpm: Floats
    slope: Floats
    scatter_mps: Floats
    first: Ints
    first_before: Ints

    def block(self, at: int) -> Ints:
        """Return the comparable runs of the 28 days up to run `at`."""
        return self._alike(at, int(self.first[at]), at + 1)

    def block_before(self, at: int) -> Ints:
        """Return the comparable runs of the 28 days before those."""
        return self._alike(at, int(self.first_before[at]), int(self.first[at]))

    def _alike(self, at: int, begin: int, end: int) -> Ints:
        found: Ints = begin + np.flatnonzero(self.like[begin:end] == self.like[at])
        return found

    def with_blocks_of(self, least: int) -> list[int]:
        """Return the runs whose two blocks may hold at least as many runs."""
        place = np.arange(len(self.run))
        many = (place + 1 - self.first >= least) & (self.first - self.first_before >= least)
        found: list[int] = np.flatnonzero(many).tolist()
        return found

    def speed_at_usual(self, at: int, chosen: Ints) -> Floats:
        """Return the speed of some runs as it would be at the usual heart rate of run `at`."""
        beats = self.usual_bpm[at] - self.hr_bpm[chosen]
        speeds: Floats = self.speed_mps[chosen] + self.slope[at] * beats
        return speeds

    def warmer_by(self, now: Ints, before: Ints) -> float:
        """Return by how many degrees one block was warmer; NaN where one of them is unknown."""
        felt = [self.temperature_c[block] for block in (now, before)]
        known = [block[np.isfinite(block)] for block in felt]
        if not all(len(block) for block in known):
            return math.nan
        return float(known[0].mean() - known[1].mean())


def steady_runs(past: Past) -> SteadyRuns:
    """Return the runs with 20 good minutes: speed as on the flat, after the first ten minutes."""
    return _gather(past, past.numbers("steady_speed_mps"), past.numbers("steady_hr_bpm"))


def whole_runs(past: Past) -> SteadyRuns:
    """Return the runs with their mean speed in motion and mean heart rate, start to end."""
    moving = past.numbers("moving_s")
    speed = np.divide(
        past.numbers("distance_m"), moving, out=np.full(len(past), np.nan), where=moving > 0
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
    terrain = np.digitize(rise[run], _TERRAIN_M_PER_KM)
    names = past.texts("device")[run].tolist()
    books = past.books[run].tolist()
    kinds: dict[tuple[str, str, int], int] = {}
    like = [
        kinds.setdefault((str(name), str(book), int(kind)), len(kinds)) if name else -1 - at
        for at, (name, book, kind) in enumerate(zip(names, books, terrain, strict=True))
    ]
    day, speed, heart = past.days[run], speed[run], heart[run]
    slope, scatter = _relation(day, speed, heart)
    return SteadyRuns(
        run,
        day,
        speed,
        heart,
        past.numbers("avg_temperature_c")[run],
        np.asarray(like, dtype=np.int64),
        _running_median(heart),
        slope,
        scatter,
        np.searchsorted(day, day - BLOCK_DAYS, side="right"),
        np.searchsorted(day, day - 2 * BLOCK_DAYS, side="right"),
    )


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


def _running_median(values: Floats) -> Floats:
    """Return the median of all values up to each."""
    ordered: list[float] = []
    medians = np.empty(len(values))
    for at, value in enumerate(values.tolist()):
        insort(ordered, value)
        middle = len(ordered) // 2
        odd = len(ordered) % 2
        medians[at] = ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2
    return medians

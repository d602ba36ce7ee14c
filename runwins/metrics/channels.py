"""Channels of a recording, each on its own time base: many watches write them at other moments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.geodesy import Floats

STALE_S = 15.0
"""A value says nothing about moments further away."""


Spans = list[tuple[float, float]]
"""Seconds between which something was so."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel on its own time base, without missing values."""

    time_s: Floats
    value: Floats

    def __len__(self) -> int:
        return len(self.time_s)

    def at(self, time_s: Floats) -> Floats:
        """Return interpolated values; missing where none was recorded within 15 s."""
        if not len(self):
            return np.full(len(time_s), np.nan)
        if np.array_equal(time_s, self.time_s):
            return self.value
        after = np.searchsorted(self.time_s, time_s)
        before = np.clip(after - 1, 0, len(self) - 1)
        after = np.minimum(after, len(self) - 1)
        near = np.minimum(np.abs(time_s - self.time_s[before]), np.abs(time_s - self.time_s[after]))
        value = np.interp(time_s, self.time_s, self.value)
        return np.where(near <= STALE_S, value, np.nan)


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that adds up along a recording: read off between any two moments."""

    time_s: Floats
    total: Floats

    def between(self, start_s: float, end_s: float) -> float:
        """Return how much was added; nothing outside the recorded time."""
        if len(self.time_s) < 2 or not self.total[-1]:
            return 0.0
        at = np.interp([start_s, end_s], self.time_s, self.total)
        return float(at[1] - at[0])


def channel(time_s: Floats, value: Floats) -> Channel:
    """Return a channel from a column with missing values."""
    known = np.isfinite(value)
    return Channel(time_s[known], value[known])


def tally(time_s: Floats, step: Floats) -> Tally:
    """Return the running total of steps between moments: one step fewer than moments."""
    return Tally(time_s, running_total(step) if len(time_s) else np.zeros(0))


def read_off(at_s: Floats, time_s: Floats, total: Floats) -> Floats:
    """Return interpolated values: at the very moments of the known ones those, without a search."""
    if np.array_equal(at_s, time_s):
        return total
    return np.asarray(np.interp(at_s, time_s, total), dtype=np.float64)


def running_total(step: Floats) -> Floats:
    """Return the sum up to each moment, from nought."""
    return np.concatenate([[0.0], np.cumsum(step)])


def overlap_s(time_s: Floats, spans: Spans) -> Floats:
    """Return the seconds of each step between samples that lie inside the spans."""
    inside = np.zeros(max(len(time_s) - 1, 0))
    for start, end in spans:
        inside += np.maximum(np.minimum(time_s[1:], end) - np.maximum(time_s[:-1], start), 0.0)
    return inside


def true_runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last place of every run of true values."""
    first, last = true_ends(flags)
    return list(zip(first.tolist(), last.tolist(), strict=True))


def true_ends(flags: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first places of all runs of true values, and their last ones."""
    change = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    return np.flatnonzero(change == 1), np.flatnonzero(change == -1) - 1

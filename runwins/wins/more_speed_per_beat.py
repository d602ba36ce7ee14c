"""Faster at the same heart rate."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_pace
from runwins.wins.base import candidates, detector
from runwins.wins.past import Flags, Ints, Past
from runwins.wins.spaced import spaced
from runwins.wins.steady_runs import BLOCK_DAYS, SteadyRuns, steady_runs

_RUNS, _APART_DAYS, _DEGREES = 6, 56, 5.0
_LEAST, _MOST, _ERRORS = 0.02, 0.06, 2.6
_RULE = (
    "Two blocks of 28 days with at least six runs each, on one kind of terrain, with one device: "
    "speed as on the flat at the usual heart rate, after the first ten minutes. Up by 2 to 6 % and "
    "by 2.6 standard errors, at temperatures within 5 °C of each other, once in 56 days."
)


@detector("more-speed-per-beat", family="engine")
def more_speed_per_beat(history: History) -> pd.DataFrame:
    """You ran faster at your usual heart rate in the last 28 days than in the 28 before.

    Six runs or more in each block, on one kind of terrain, with one device, at temperatures within
    5 °C of each other; speed as on the flat, after the first ten minutes. From 2 % up and 2.6
    standard errors; above 6 % it is more likely the strap, the route or the weather and is not
    told. Once in 56 days. In recorded logs these rules find 39 such blocks, and one where the same
    runs are shuffled; the season may have its part in it.
    """
    past = Past(history)
    told = _spaced(history, past, lambda share: _LEAST <= share <= _MOST)
    return candidates(_row(past, gain) for gain in told)


def too_big(history: History, past: Past) -> list[Gain]:
    """Return the gains of more than 6 %, once in 56 days: too big to be fitness."""
    return _spaced(history, past, lambda share: share > _MOST)


@dataclass(frozen=True, slots=True)
class Gain:
    """A block of runs that was faster than the block before, beyond chance.

    Attributes
    ----------
    run, held_by
        The last run of the block, and of the one before.
    day
        Of the last run.
    new_mps, old_mps, error_mps
        Mean speeds at the usual heart rate, and the standard error of their difference.
    usual_bpm
        That heart rate.
    warmer_c
        By how much the block was warmer; NaN where nobody knows.
    runs
        How many runs there are in both.
    """

    run: int
    held_by: int
    day: int
    new_mps: float
    old_mps: float
    error_mps: float
    usual_bpm: float
    warmer_c: float
    runs: int

    @property
    def share(self) -> float:
        """Of the old speed."""
        return self.new_mps / self.old_mps - 1


def _spaced(history: History, past: Past, fits: Callable[[float], bool]) -> list[Gain]:
    """Return the gains whose share fits, at most one in 56 days, the first of each."""
    steady = steady_runs(history)
    blocks = _blocks(steady)
    many = (blocks[0] - blocks[1] >= _RUNS) & (blocks[1] - blocks[2] >= _RUNS)
    asked = steady.run >= past.since
    many[many & asked] = _beyond_scatter(steady, many & asked, blocks[:, many & asked])
    at = np.flatnonzero(many)
    gains: dict[int, Gain] = {}

    def holds(which: int) -> bool:
        end, begin, begin_before = blocks[:, at[which]]
        now, before = steady.alike[begin:end], steady.alike[begin_before:begin]
        gain = _gain(steady, int(at[which]), now, before)
        if gain is None or not fits(gain.share):
            return False
        gains[which] = gain
        return True

    first = int(np.searchsorted(steady.run[at], past.since))
    return [gains[which] for which in spaced(steady.day[at], _APART_DAYS, holds, first)]


def _blocks(steady: SteadyRuns) -> Ints:
    """Return where the 28 days up to each run end and begin, and where the 28 before those do."""
    return np.stack([steady.end, steady.begin(BLOCK_DAYS), steady.begin(2 * BLOCK_DAYS)])


def _beyond_scatter(steady: SteadyRuns, chosen: Flags, blocks: Ints) -> Flags:
    """Return which of the chosen runs may have a gain: it is beyond the scatter of the whole log.

    By sums, which are off by a rounding: a gain that is judged run by run must be among them.
    """
    counts = -np.diff(blocks, axis=0)
    fast, high = (
        -np.diff(np.append(0.0, np.cumsum(values[steady.alike]))[blocks], axis=0) / counts
        for values in (steady.speed_mps, steady.hr_bpm)
    )
    gain = fast[0] - fast[1] - steady.slope[chosen] * (high[0] - high[1])
    error = steady.scatter_mps[chosen] * np.sqrt((1 / counts).sum(axis=0))
    beyond: Flags = gain > 0.999 * _ERRORS * error - 1e-6
    return beyond


def _gain(steady: SteadyRuns, at: int, now: Ints, before: Ints) -> Gain | None:
    """Return the gain of the 28 days up to a run, where it is beyond chance."""
    if not np.isfinite(steady.scatter_mps[at]):
        return None
    usual = steady.usual_bpm(at)
    new, old = (steady.speed_at(at, block, usual) for block in (now, before))
    spread = max(
        float(steady.scatter_mps[at]),
        math.sqrt((((new - new.mean()) ** 2).sum() + ((old - old.mean()) ** 2).sum())
                  / (len(new) + len(old) - 2)),
    )  # fmt: skip
    error = spread * math.sqrt(1 / len(new) + 1 / len(old))
    gain = float(new.mean() - old.mean())
    warmer = steady.warmer_by(now, before)
    if not (old.mean() > 0 and gain > _ERRORS * error) or abs(warmer) > _DEGREES:
        return None
    return Gain(
        int(steady.run[at]),
        int(steady.run[before[-1]]),
        int(steady.day[at]),
        float(new.mean()),
        float(old.mean()),
        error,
        usual,
        warmer,
        len(now) + len(before),
    )


def _row(past: Past, gain: Gain) -> dict[str, Any]:
    paces = [format_pace(speed, past.units) for speed in (gain.old_mps, gain.new_mps)]
    felt = "" if math.isnan(gain.warmer_c) else f", {_degrees(past, gain.warmer_c)}"
    faster = gain.new_mps - gain.old_mps
    return past.candidate(
        gain.run,
        held_by=gain.held_by,
        label=f"Faster at the same heart rate: {100 * gain.share:.1f} % in four weeks",
        detail=f"at {gain.usual_bpm:.0f} bpm {paces[1]}, {paces[0]} the four weeks before; "
        f"±{100 * gain.error_mps / gain.old_mps:.1f} %{felt}",
        value=gain.new_mps,
        unit="m/s",
        previous=gain.old_mps,
        margin=faster,
        confidence=0.5 * (1 + math.erf(faster / gain.error_mps / math.sqrt(2))),
        since_n=float(gain.runs),
        size=3.0,
        rule=_RULE,
    )


def _degrees(past: Past, warmer_c: float) -> str:
    unit, factor = ("°F", 1.8) if past.units == "mi" else ("°C", 1.0)
    apart = round(abs(warmer_c) * factor)
    if not apart:
        return "as warm as then"
    return f"{apart} {unit} {'warmer' if warmer_c > 0 else 'cooler'}"

"""Faster at the same heart rate."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_pace
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
from runwins.wins.steady_runs import SteadyRuns, steady_runs

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
    steady = steady_runs(past)
    spaced = _spaced(gain for gain in _gains(steady) if _LEAST <= gain.share <= _MOST)
    return candidates(_row(past, gain) for gain in spaced)


def too_big(past: Past) -> list[Gain]:
    """Return the gains of more than 6 %, once in 56 days: too big to be fitness."""
    return _spaced(gain for gain in _gains(steady_runs(past)) if gain.share > _MOST)


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


def _gains(steady: SteadyRuns) -> Iterator[Gain]:
    for at in steady.with_blocks_of(_RUNS):
        now, before = steady.block(at), steady.block_before(at)
        if min(len(now), len(before)) < _RUNS or not np.isfinite(steady.scatter_mps[at]):
            continue
        warmer = steady.warmer_by(now, before)
        new, old = steady.speed_at_usual(at, now), steady.speed_at_usual(at, before)
        spread = max(
            float(steady.scatter_mps[at]),
            math.sqrt((((new - new.mean()) ** 2).sum() + ((old - old.mean()) ** 2).sum())
                      / (len(new) + len(old) - 2)),
        )  # fmt: skip
        error = spread * math.sqrt(1 / len(new) + 1 / len(old))
        gain = float(new.mean() - old.mean())
        if old.mean() > 0 and gain > _ERRORS * error and not abs(warmer) > _DEGREES:
            yield Gain(
                int(steady.run[at]),
                int(steady.run[before[-1]]),
                int(steady.day[at]),
                float(new.mean()),
                float(old.mean()),
                error,
                float(steady.usual_bpm[at]),
                warmer,
                len(now) + len(before),
            )


def _spaced(gains: Iterable[Gain]) -> list[Gain]:
    """Return at most one in 56 days, the first of each."""
    kept: list[Gain] = []
    for gain in gains:
        if not kept or gain.day - kept[-1].day >= _APART_DAYS:
            kept.append(gain)
    return kept


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

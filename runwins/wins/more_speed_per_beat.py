"""Faster at the same heart rate."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_pace
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
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
    steady = steady_runs(past)
    rows: list[dict[str, Any]] = []
    told = -math.inf
    for at in range(2 * _RUNS - 1, len(steady.run)):
        if steady.day[at] - told < _APART_DAYS or not np.isfinite(steady.scatter_mps[at]):
            continue
        row = _judged(past, steady, at)
        if row is not None:
            rows.append(row)
            told = float(steady.day[at])
    return candidates(rows)


def _judged(past: Past, steady: SteadyRuns, at: int) -> dict[str, Any] | None:
    now = steady.block(at, BLOCK_DAYS, 0)
    before = steady.block(at, 2 * BLOCK_DAYS, BLOCK_DAYS)
    if min(len(now), len(before)) < _RUNS:
        return None
    warmer = steady.warmer_by(now, before)
    new, old = steady.speed_at_usual(at, now), steady.speed_at_usual(at, before)
    gain = float(new.mean() - old.mean())
    spread = max(
        float(steady.scatter_mps[at]),
        math.sqrt((((new - new.mean()) ** 2).sum() + ((old - old.mean()) ** 2).sum())
                  / (len(new) + len(old) - 2)),
    )  # fmt: skip
    error = spread * math.sqrt(1 / len(new) + 1 / len(old))
    share = gain / float(old.mean()) if old.mean() > 0 else 0.0
    if not _LEAST <= share <= _MOST or gain <= _ERRORS * error or abs(warmer) > _DEGREES:
        return None
    beats = f"{steady.usual_bpm[at]:.0f} bpm"
    paces = [format_pace(float(block.mean()), past.units) for block in (old, new)]
    felt = "" if math.isnan(warmer) else f", {_degrees(past, warmer)}"
    return past.candidate(
        int(steady.run[at]),
        held_by=int(steady.run[before[-1]]),
        label=f"Faster at the same heart rate: {100 * share:.1f} % in four weeks",
        detail=f"at {beats} {paces[1]}, {paces[0]} the four weeks before; "
        f"±{100 * error / float(old.mean()):.1f} %{felt}",
        value=float(new.mean()),
        unit="m/s",
        previous=float(old.mean()),
        margin=gain,
        confidence=0.5 * (1 + math.erf(gain / error / math.sqrt(2))),
        since_n=float(len(now) + len(before)),
        size=3.0,
        rule=_RULE,
    )


def _degrees(past: Past, warmer_c: float) -> str:
    unit, factor = ("°F", 1.8) if past.units == "mi" else ("°C", 1.0)
    apart = round(abs(warmer_c) * factor)
    if not apart:
        return "as warm as then"
    return f"{apart} {unit} {'warmer' if warmer_c > 0 else 'cooler'}"

"""A little faster, four weeks against the four before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_duration, format_height, format_pace
from runwins.wins.base import candidates, detector
from runwins.wins.passes import passes
from runwins.wins.past import Floats, Ints, Past
from runwins.wins.rounds import rounds
from runwins.wins.steady_runs import BLOCK_DAYS, steady_runs

_VALUES, _DRAWS, _LEAST, _MOST, _SURE = 4, 2000, 1.01, 1.08, 0.80
_HILL_FROM_M = 50.0


@dataclass(frozen=True, slots=True)
class _Block:
    """The values of four weeks, and what they are of."""

    key: str
    run: int
    held_by: int
    place: str
    now: Floats
    before: Floats
    of_time: bool


@detector("marginal-gain", family="engine")
def marginal_gain(history: History) -> pd.DataFrame:
    """A per cent or more, by the medians of the last 28 days and of the 28 before.

    On one route, up one hill of 50 m or more, or in speed at your usual heart rate: four runs or
    more in each of the two blocks, and a probability of 80 % that the gain is 1 % or more, from
    2,000 draws out of those runs. Above 8 % it is no small gain and is not told here. Once in 28
    days for each. It is a fact about those weeks and is not carried further: small gains come in
    shuffled logs too.
    """
    past = Past(history)
    told: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for block in _blocks(history, past):
        day = int(past.days[block.run])
        if block.key in told and day - told[block.key] < BLOCK_DAYS:
            continue
        new, old = median(block.now.tolist()), median(block.before.tolist())
        gain = new / old
        if not _LEAST <= gain <= _MOST:
            continue
        sure = _probability(block.now, block.before)
        if sure < _SURE:
            continue
        told[block.key] = day
        values = [1 / new, 1 / old] if block.of_time else [new, old]
        words = [
            format_duration(value) if block.of_time else format_pace(value, past.units)
            for value in values
        ]
        rows.append(
            past.candidate(
                block.run,
                held_by=block.held_by,
                key=block.key,
                label=f"{100 * (gain - 1):.1f} % faster {block.place} in four weeks",
                detail=f"median of {len(block.now)} runs {words[0]}; the four weeks before "
                f"{words[1]}, of {len(block.before)}",
                value=values[0],
                unit="s" if block.of_time else "m/s",
                previous=values[1],
                margin=abs(values[0] - values[1]),
                confidence=sure,
                since_n=float(len(block.now) + len(block.before)),
                size=2.5,
                rule="Medians of the last 28 days and of the 28 before, four runs or more in each: "
                "a probability of 80 % or more of a gain of at least 1 %, and a gain of 8 % at "
                "most, once in 28 days.",
            )
        )
    return candidates(rows)


def _blocks(history: History, past: Past) -> Iterator[_Block]:
    yield from _hearts(past)
    for way in rounds(history, past):
        yield from _ways(past, way.route_id, f"on {way.name}", way.run, way.elapsed_s)
    for hill in passes(history, past):
        if hill.gain_m >= _HILL_FROM_M and len(hill.run) >= 2 * _VALUES:
            name = hill.given_name or f"a {format_height(hill.gain_m, past.units)} hill"
            for block in _ways(past, hill.hill_id, f"up {name}", hill.run, hill.elapsed_s):
                if hill.known[np.searchsorted(hill.run, block.run)]:
                    yield block


def _hearts(past: Past) -> Iterator[_Block]:
    runs = steady_runs(past)
    for at in runs.with_blocks_of(_VALUES):
        now, before = runs.block(at), runs.block_before(at)
        if min(len(now), len(before)) >= _VALUES:
            yield _Block(
                "heart",
                int(runs.run[at]),
                int(runs.run[before[-1]]),
                f"at {runs.usual_bpm[at]:.0f} bpm",
                runs.speed_at_usual(at, now),
                runs.speed_at_usual(at, before),
                of_time=False,
            )


def _ways(past: Past, key: str, place: str, run: Ints, elapsed_s: Floats) -> Iterator[_Block]:
    """Return the blocks of a route or hill that has one time a run."""
    speed, day = 1 / elapsed_s, past.days[run]
    now = np.searchsorted(day, day - BLOCK_DAYS, side="right")
    before = np.searchsorted(day, day - 2 * BLOCK_DAYS, side="right")
    enough = (np.arange(len(day)) + 1 - now >= _VALUES) & (now - before >= _VALUES)
    for at in np.flatnonzero(enough).tolist():
        blocks = speed[now[at] : at + 1], speed[before[at] : now[at]]
        yield _Block(key, int(run[at]), int(run[now[at] - 1]), place, *blocks, of_time=True)


def _probability(now: Floats, before: Floats) -> float:
    """Return how many of 2,000 pairs of draws with replacement have medians 1 % apart or more."""
    new, old = (_medians(np.sort(values), seed) for seed, values in enumerate((now, before)))
    return float((new >= _LEAST * old).mean())


def _medians(ordered: Floats, seed: int) -> Floats:
    low, high = _middles(len(ordered), seed)
    medians: Floats = (ordered[low] + ordered[high]) / 2
    return medians


@lru_cache(maxsize=256)
def _middles(count: int, seed: int) -> tuple[Ints, Ints]:
    """Return which of `count` ordered values stand in the middle of each draw."""
    drawn = np.random.default_rng(seed).integers(0, count, (_DRAWS, count))
    drawn.sort(axis=1)
    return drawn[:, (count - 1) // 2], drawn[:, count // 2]

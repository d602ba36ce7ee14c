"""A little faster, four weeks against the four before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_duration, format_height, format_pace
from runwins.wins.base import candidates, detector
from runwins.wins.passes import passes
from runwins.wins.past import Flags, Floats, Ints, Past
from runwins.wins.rounds import rounds
from runwins.wins.spaced import spaced
from runwins.wins.steady_runs import BLOCK_DAYS, running_median, steady_runs
from runwins.wins.windows import medians, window_begin

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


_Series = tuple[Ints, Callable[[int], _Block]]
"""The runs up to which there are two blocks of one thing to compare, and the blocks of each."""


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
    rows: list[dict[str, Any]] = []
    for last, block in chain(_hearts(history, past), _ways(history, past)):
        asked = int(np.searchsorted(last, past.since))
        told = spaced(past.days[last], BLOCK_DAYS, partial(_holds, block), asked)
        rows.extend(_row(past, block(at)) for at in told)
    return candidates(rows)


def _holds(of: Callable[[int], _Block], at: int) -> bool:
    block = of(at)
    gain = median(block.now.tolist()) / median(block.before.tolist())
    return _LEAST <= gain <= _MOST and _probability(block.now, block.before) >= _SURE


def _row(past: Past, block: _Block) -> dict[str, Any]:
    new, old = median(block.now.tolist()), median(block.before.tolist())
    values = [1 / new, 1 / old] if block.of_time else [new, old]
    words = [
        format_duration(value) if block.of_time else format_pace(value, past.units)
        for value in values
    ]
    return past.candidate(
        block.run,
        held_by=block.held_by,
        key=block.key,
        label=f"{100 * (new / old - 1):.1f} % faster {block.place} in four weeks",
        detail=f"median of {len(block.now)} runs {words[0]}; the four weeks before "
        f"{words[1]}, of {len(block.before)}",
        value=values[0],
        unit="s" if block.of_time else "m/s",
        previous=values[1],
        margin=abs(values[0] - values[1]),
        confidence=_probability(block.now, block.before),
        since_n=float(len(block.now) + len(block.before)),
        size=2.5,
        rule="Medians of the last 28 days and of the 28 before, four runs or more in each: "
        "a probability of 80 % or more of a gain of at least 1 %, and a gain of 8 % at "
        "most, once in 28 days.",
    )


def _hearts(history: History, past: Past) -> Iterator[_Series]:
    """Yield the blocks of the speed at the usual heart rate."""
    runs = steady_runs(history)
    asked = runs.run >= past.since
    usual = running_median(runs.hr_bpm, int((~asked).sum()))
    bounds = np.stack([runs.end, runs.begin(BLOCK_DAYS), runs.begin(2 * BLOCK_DAYS)])

    def speeds(at: Any, places: Ints) -> Floats:
        bpm = usual[at] if asked[at].all() else runs.usual_bpm(at)
        return runs.speed_at(at, runs.alike[places], bpm)

    at = np.flatnonzero(_may_gain(bounds, asked, speeds))

    def block(which: int) -> _Block:
        here = int(at[which])
        end, begin, begin_before = bounds[:, here].tolist()
        return _Block(
            "heart",
            int(runs.run[here]),
            int(runs.run[runs.alike[begin - 1]]),
            f"at {runs.usual_bpm(here):.0f} bpm",
            speeds(here, np.arange(begin, end)),
            speeds(here, np.arange(begin_before, begin)),
            of_time=False,
        )

    yield runs.run[at], block


def _ways(history: History, past: Past) -> Iterator[_Series]:
    """Yield the blocks of each route and hill, which has one time a run."""
    ways = [
        (
            way.route_id,
            f"on {way.name}",
            way.run,
            way.elapsed_s,
            np.ones(len(way.run), dtype=bool),
        )
        for way in rounds(history, past)
        if len(way.run) >= 2 * _VALUES
    ]
    for hill in passes(history, past):
        if hill.gain_m >= _HILL_FROM_M and len(hill.run) >= 2 * _VALUES:
            name = hill.given_name or f"a {format_height(hill.gain_m, past.units)} hill"
            ways.append((hill.hill_id, f"up {name}", hill.run, hill.elapsed_s, hill.known))
    if not ways:
        return
    run, speed = (
        np.concatenate([way[2] for way in ways]),
        1 / np.concatenate([w[3] for w in ways]),
    )
    group = np.repeat(np.arange(len(ways)), [len(way[2]) for way in ways])
    days = past.days[run]
    bounds = np.stack(
        [
            np.arange(1, len(run) + 1),
            window_begin(group, days, BLOCK_DAYS),
            window_begin(group, days, 2 * BLOCK_DAYS),
        ]
    )
    may = _may_gain(bounds, run >= past.since, lambda _, places: speed[places])
    at = np.flatnonzero(may & np.concatenate([way[4] for way in ways]))
    for part in np.split(at, np.flatnonzero(np.diff(group[at])) + 1):
        if not len(part) or run[part[-1]] < past.since:
            continue
        key, place, *_ = ways[group[part[0]]]

        def block(which: int, part: Ints = part, key: str = key, place: str = place) -> _Block:
            end, begin, begin_before = bounds[:, part[which]].tolist()
            return _Block(
                key,
                int(run[end - 1]),
                int(run[begin - 1]),
                place,
                speed[begin:end],
                speed[begin_before:begin],
                of_time=True,
            )

        yield run[part], block


def _may_gain(bounds: Ints, asked: Flags, values: Callable[[Ints, Ints], Floats]) -> Flags:
    """Return which blocks have values enough, and of those asked about, which medians fit.

    Parameters
    ----------
    bounds
        Where each block ends, where it begins and where the one before it does.
    asked
        Which of them are asked about.
    values
        The values of some blocks at some places.
    """
    end, begin, before = bounds
    may = (end - begin >= _VALUES) & (begin - before >= _VALUES)
    at = np.flatnonzero(may & asked)
    new, old = (
        medians(first, last, lambda which, places: values(at[which], places))
        for first, last in ((begin[at], end[at]), (before[at], begin[at]))
    )
    chosen: Flags = may.copy()
    chosen[at] = (new / old >= _LEAST) & (new / old <= _MOST)
    return chosen


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
    middle = (count - 1) // 2, count // 2
    drawn.partition(middle, axis=1)
    return drawn[:, middle[0]].copy(), drawn[:, middle[1]].copy()

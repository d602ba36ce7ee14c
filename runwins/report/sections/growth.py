"""What some runs were beside later ones, and what grew: went up by a twentieth or more."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from runwins.report.parts import Cell, Table
from runwins.units import Units, format_distance, format_height, format_span

_LEAST_GROWTH = 0.05
_LEAST_RUNS = 6


@dataclass(frozen=True, slots=True)
class Change:
    """One thing then and now, in words, and by which share it grew; less than 0 where it fell."""

    name: str
    then: str
    now: str
    share: float


def change(name: str, then: float, now: float, words: Callable[[float], str]) -> Change | None:
    """Return what grew, ``None`` where it did not or is not known."""
    known = _known(name, then, now, words)
    return known if known is not None and now >= then * (1 + _LEAST_GROWTH) else None


def _known(name: str, then: float, now: float, words: Callable[[float], str]) -> Change | None:
    if math.isnan(then) or math.isnan(now) or then <= 0:
        return None
    return Change(name, words(then), words(now), now / then - 1)


def totals_grown(then: pd.DataFrame, now: pd.DataFrame, units: Units) -> list[Change]:
    """Return which totals of some runs grew by a twentieth; see `totals`."""
    return [one for one in totals(then, now, units) if 1 + one.share >= 1 + _LEAST_GROWTH]


def totals(then: pd.DataFrame, now: pd.DataFrame, units: Units) -> list[Change]:
    """Return the totals of some runs beside earlier ones, in the order a runner would name them.

    Nothing where there are fewer than six runs on a side: one run more is no trend.
    """

    def distance(metres: float) -> str:
        return format_distance(metres, units, 0)

    def total(runs: pd.DataFrame, column: str) -> float:
        return float(runs[column].sum(min_count=1))

    if min(len(then), len(now)) < _LEAST_RUNS:
        return []
    found = [
        _known("Distance", total(then, "distance_m"), total(now, "distance_m"), distance),
        _known("Time running", total(then, "moving_s"), total(now, "moving_s"), format_span),
        _known(
            "Climbing", total(then, "ascent_m"), total(now, "ascent_m"),
            lambda metres: format_height(metres, units),
        ),
        _known("Runs", len(then), len(now), lambda count: f"{count:.0f}"),
        _known(
            "Days with a run", then["local_date"].nunique(), now["local_date"].nunique(),
            lambda count: f"{count:.0f}",
        ),
        _known(
            "Longest run", float(then["distance_m"].max()), float(now["distance_m"].max()),
            lambda metres: format_distance(metres, units),
        ),
    ]  # fmt: skip
    return [one for one in found if one is not None]


def table(caption: str, then: str, now: str, changes: list[Change]) -> Table:
    """Return what was then and is now as a table."""
    rows = tuple(
        (Cell(one.name), Cell(one.then), Cell(one.now), Cell(_percent(one.share)))
        for one in changes
    )
    return Table(caption, ("What", then, now, "Change"), rows, right=(1, 2, 3))


def _percent(share: float) -> str:
    whole = round(100 * share)
    return f"{whole:+,} %" if whole else "same"

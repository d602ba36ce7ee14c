"""Then and now: what grew from the first two weeks of a block to its last two."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from runwins.report.parts import BlockInput, Cell, Section, Table
from runwins.units import format_distance, format_height, format_span

_LEAST_DAYS = 42
_LEAST_GROWTH = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """One thing then and now, in words, and by which share it grew."""

    name: str
    then: str
    now: str
    share: float


def section(block: BlockInput) -> Section | None:
    """Return what grew; nothing where the block is shorter than six weeks or nothing did."""
    changes = grown(block)
    if not changes:
        return None
    most = max(changes, key=lambda change: change.share)
    rows = tuple(
        (
            Cell(change.name),
            Cell(change.then),
            Cell(change.now),
            Cell(f"+{100 * change.share:.0f} %"),
        )
        for change in changes
    )
    table = Table(
        "What grew by 5 % or more from the first two weeks of the block to its last two",
        ("What", "First two weeks", "Last two weeks", "Change"),
        rows,
        right=(1, 2, 3),
    )
    return Section(
        "then-and-now", "Then and now", f"{most.name}: {most.then} then, {most.now} now.", (table,)
    )


def grown(block: BlockInput) -> list[Change]:
    """Return what grew by a twentieth or more, in the order a runner would name it."""
    runs = block.block_runs
    if (block.last - block.first).days < _LEAST_DAYS or runs.empty:
        return []
    days = runs["local_date"]
    early = runs[days < pd.Timestamp(block.first + dt.timedelta(days=14))]
    late = runs[days > pd.Timestamp(block.last - dt.timedelta(days=14))]
    units = block.units

    def distance(metres: float) -> str:
        return format_distance(metres, units)

    def height(metres: float) -> str:
        return format_height(metres, units)

    found = [
        _change("Longest run", early["distance_m"].max(), late["distance_m"].max(), distance),
        _change(
            "Longest stretch without a stop",
            early["nonstop_moving_m"].max(), late["nonstop_moving_m"].max(), distance,
        ),
        _change(
            "Distance a week",
            _weekly(early, "distance_m"), _weekly(late, "distance_m"), distance,
        ),
        _change("Time a week", _weekly(early, "moving_s"), _weekly(late, "moving_s"), format_span),
        _change("Climbing a week", _weekly(early, "ascent_m"), _weekly(late, "ascent_m"), height),
    ]  # fmt: skip
    return [change for change in found if change is not None]


def _weekly(runs: pd.DataFrame, column: str) -> float:
    return float(runs[column].sum(min_count=1)) / 2


def _change(name: str, then: float, now: float, words: Callable[[float], str]) -> Change | None:
    if math.isnan(then) or math.isnan(now) or then <= 0 or now < then * (1 + _LEAST_GROWTH):
        return None
    return Change(name, words(then), words(now), now / then - 1)

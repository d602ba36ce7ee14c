"""Then and now: what grew from the first two weeks of a block to its last two."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from runwins.report.block_input import BlockInput
from runwins.report.parts import Section
from runwins.report.sections.growth import Change, change, table
from runwins.units import format_distance, format_height, format_span

_LEAST_DAYS = 42
CLIMBING = "Climbing a week"


def section(block: BlockInput) -> Section | None:
    """Return what grew; nothing where the block is shorter than six weeks or nothing did."""
    changes = grown(block)
    if not changes:
        return None
    most = max(changes, key=lambda one: one.share)
    shown = table(
        "What grew by 5 % or more from the first two weeks of the block to its last two",
        "First two weeks", "Last two weeks", changes,
    )  # fmt: skip
    return Section(
        "then-and-now", "Then and now", f"{most.name}: {most.then} then, {most.now} now.", (shown,)
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
        change("Longest run", early["distance_m"].max(), late["distance_m"].max(), distance),
        change(
            "Longest stretch without a stop",
            early["nonstop_moving_m"].max(), late["nonstop_moving_m"].max(), distance,
        ),
        change(
            "Distance a week",
            _weekly(early, "distance_m"), _weekly(late, "distance_m"), distance,
        ),
        change("Time a week", _weekly(early, "moving_s"), _weekly(late, "moving_s"), format_span),
        change(CLIMBING, _weekly(early, "ascent_m"), _weekly(late, "ascent_m"), height),
    ]  # fmt: skip
    return [one for one in found if one is not None]


def _weekly(runs: pd.DataFrame, column: str) -> float:
    return float(runs[column].sum(min_count=1)) / 2

"""A block beside the days before it, and beside the same weeks before an earlier race."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from runwins.report.ladder_words import day_range
from runwins.report.parts import BlockInput, Section, Table
from runwins.report.run_words import text
from runwins.report.sections.growth import table, totals_grown
from runwins.units import format_date

_LIKE = 0.25
_SLACK_DAYS = 7


def section(block: BlockInput) -> Section | None:
    """Return what grew against the two; nothing where nothing did or nothing was known then."""
    tables = [made for made in (_days_before(block), _earlier_race(block)) if made is not None]
    if not tables:
        return None
    most = tables[0].rows[0]
    said = f"{most[0].text}: {most[2].text}, {most[1].text} {tables[0].columns[1].lower()}."
    return Section("compared", "Beside earlier blocks", said, tuple(tables))


def _days_before(block: BlockInput) -> Table | None:
    length = (block.last - block.first).days + 1
    first = block.first - dt.timedelta(days=length)
    then = _runs(block, first, block.first - dt.timedelta(days=1))
    changes = totals_grown(then, block.block_runs, block.units)
    if not changes or not known_from(block, first):
        return None
    days = day_range(first, block.first - dt.timedelta(days=1), dt.date.min)
    return table(f"What grew from the {length} days before ({days})", "In the days before",
                 "In this block", changes)  # fmt: skip


def _earlier_race(block: BlockInput) -> Table | None:
    goal = block.ladder.goal if block.ladder is not None else None
    if goal is None or goal.date is None:
        return None
    earlier = block.before(block.runs, "local_date")
    runs = earlier[earlier["is_race"] | earlier["local_date"].dt.date.isin(block.raced)]
    like = (runs["distance_m"] / goal.distance_m - 1).abs() <= _LIKE
    if not bool(like.any()):
        return None
    race = runs[like].iloc[-1]
    day = race["local_date"].date()
    shift = goal.date - day
    then = _runs(block, block.first - shift, block.last - shift)
    changes = totals_grown(then, block.block_runs, block.units)
    if not changes or not known_from(block, block.first - shift):
        return None
    name = block.raced.get(day) or text(race["name"]) or "an earlier race"
    return table(
        f"What grew from the same days before {name} on {format_date(day)}", "Before that race",
        "In this block", changes,
    )  # fmt: skip


def _runs(block: BlockInput, first: dt.date, last: dt.date) -> pd.DataFrame:
    days = block.runs["local_date"]
    return block.runs[(days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last))]


def known_from(block: BlockInput, first: dt.date) -> bool:
    """Return whether the log goes back to that day, or almost: else a total of then is a part."""
    begun = block.runs["local_date"].min()
    return bool(begun <= pd.Timestamp(first) + pd.Timedelta(days=_SLACK_DAYS))

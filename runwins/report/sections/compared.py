"""A block beside the days before it, and beside the same weeks before an earlier race."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd

from runwins.goal import Goal
from runwins.report.block_input import BlockInput
from runwins.report.ladder_words import day_range
from runwins.report.parts import Section, Table
from runwins.report.plain_text import LONGEST_NAME, cut
from runwins.report.run_words import text
from runwins.report.sections.growth import table, totals
from runwins.units import format_date

_LIKE, _AKIN = 1.25, 2.0
"""How many times as long as a race another may be to be much like it, and to be like it at all."""

_SLACK_DAYS = 7


def section(block: BlockInput) -> Section | None:
    """Return the block's totals against the two; nothing where nothing was known then."""
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
    changes = totals(then, block.block_runs, block.units)
    if not changes or not known_from(block, first):
        return None
    days = day_range(first, block.first - dt.timedelta(days=1), dt.date.min)
    return table(f"Beside the {length} days before ({days})", "In the days before",
                 "In this block", changes)  # fmt: skip


def _earlier_race(block: BlockInput) -> Table | None:
    goal = block.ladder.goal if block.ladder is not None else None
    if goal is None or goal.date is None:
        return None
    found = _race_before(block, goal)
    if found is None:
        return None
    day, name = found
    shift = goal.date - day
    then = _runs(block, block.first - shift, block.last - shift)
    changes = totals(then, block.block_runs, block.units)
    if not changes or not known_from(block, block.first - shift):
        return None
    race = f"{cut(name, LONGEST_NAME)} on {format_date(day)}"
    return table(
        f"Beside the same days before {race}", "Before that race",
        "In this block", changes,
    )  # fmt: skip


def _race_before(block: BlockInput, goal: Goal) -> tuple[dt.date, str] | None:
    """Return the day and the name of the newest race before the block that was like the goal.

    A race is a run that says so, or the day of an earlier goal on which there was a run: that
    may have been recorded in parts.
    """
    runs = block.before(block.runs, "local_date")
    races: dict[dt.date, tuple[float, str]] = {
        run["local_date"].date(): (float(run["distance_m"]), text(run["name"]) or "an earlier race")
        for run in runs[runs["is_race"]].to_dict("records")
    }
    ran = set(runs["local_date"].dt.date)
    races |= {day: (aim.distance_m, aim.name) for day, aim in block.raced.items() if day in ran}
    for most in (_LIKE, _AKIN):
        like = [
            (day, name)
            for day, (metres, name) in races.items()
            if metres > 0 and abs(math.log(metres / goal.distance_m)) <= math.log(most)
        ]
        if like:
            return max(like)
    return None


def _runs(block: BlockInput, first: dt.date, last: dt.date) -> pd.DataFrame:
    days = block.runs["local_date"]
    return block.runs[(days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last))]


def known_from(block: BlockInput, first: dt.date) -> bool:
    """Return whether the log goes back to that day, or almost: else a total of then is a part."""
    begun = block.runs["local_date"].min()
    return bool(begun <= pd.Timestamp(first) + pd.Timedelta(days=_SLACK_DAYS))

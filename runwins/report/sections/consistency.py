"""Showing up: the days of a block, and how many runs each week had."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Literal

import pandas as pd

from runwins.report import calendar_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Section, Sentences, Table
from runwins.report.style import THEMES
from runwins.units import format_ago, format_date, format_distance

_LONG_GAP_DAYS = 10
_MOST_NUMBERED = 30


def section(block: BlockInput) -> Section | None:
    """Return the calendar and the runs of each week."""
    runs = block.block_runs
    if runs.empty:
        return None
    days = runs["local_date"].nunique()
    weeks = block.block_weeks
    kept = int((weeks["runs"] > 0).sum())
    said = (
        f"{_count(len(runs), 'run')} on {_count(days, 'day')}, "
        f"in {kept} of {_count(len(weeks), block.week_name)}"
    )
    said += f"; {_aim(block)} or more in {_kept(block)} of them." if _kept(block) else "."
    picture = Picture(
        "calendar", _svg(block, "wide", said), _svg(block, "tall", said), data=_table(block),
        note="A cell is a day: the stronger, the farther"
        + (f"; {block.units} in it from 10 on." if _numbered(block) else ".")
        + (f" Bold: weeks with the {_aim(block)} runs you want." if _kept(block) else ""),
    )  # fmt: skip
    gaps = rests(runs)
    parts = (picture, Sentences(gaps, listed=True)) if gaps else (picture,)
    return Section("consistency", "Consistency", said, parts)


def _aim(block: BlockInput) -> int | None:
    """Return how many runs a week the runner wants on the way to the goal."""
    return block.ladder.goal.runs_per_week if block.ladder is not None else None


def _kept(block: BlockInput) -> int:
    """Return how many weeks have as many runs as the runner wants, where the picture tells it."""
    aim = _aim(block)
    if aim is None or not _numbered(block):
        return 0
    return int((block.block_weeks["runs"] >= aim).sum())


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'s' if number != 1 else ''}"


def _svg(block: BlockInput, layout: Literal["wide", "tall"], said: str) -> str:
    weeks = len(block.block_weeks)
    if layout == "wide":
        cell = min(34.0, 760 / weeks)
        down = 8 if _numbered(block) else 7
        width, height = 820.0, cell * down + 46
        box = (52, 40, cell * weeks, cell * down)
    else:
        row = 24 if _numbered(block) else 13
        width, height = 346.0, 34.0 + row * weeks
        box = (60, 6, 284, row * weeks)
    with styled():
        figure = new_figure(width / 72, height / 72, THEMES["light"])
        left, bottom, across, up = box
        ax = figure.add_axes((left / width, bottom / height, across / width, up / height))
        calendar_chart.draw(
            ax, block.block_runs, block.first, block.last, units=block.units, layout=layout,
            numbered=_numbered(block), aim=_aim(block),
        )  # fmt: skip
        return inline_svg(figure, f"calendar-{layout}", f"Calendar of the {block.called}", said)


def _numbered(block: BlockInput) -> bool:
    """Return whether a cell has room for a number, wide and tall alike."""
    return len(block.block_weeks) <= _MOST_NUMBERED


def _table(block: BlockInput) -> Table:
    rows = tuple(
        (
            Cell(format_date(week["week"].date())),
            Cell(f"{week['runs']:.0f}"),
            Cell(format_distance(week["distance_m"], block.units)),
        )
        for week in block.block_weeks.to_dict("records")
    )
    return Table(
        "Runs of each week", ("Week of", "Runs", "Distance"), rows, right=(1, 2), folded=True
    )


def rests(runs: pd.DataFrame) -> tuple[str, ...]:
    """Return each longer stretch without a run and the day of the return, as plain facts."""
    days = sorted({day.date() for day in runs["local_date"]})
    said = []
    for before, after in itertools.pairwise(days):
        if (after - before).days > _LONG_GAP_DAYS:
            first, last = before + dt.timedelta(days=1), after - dt.timedelta(days=1)
            pause = format_ago((after - before).days - 1)
            said.append(
                f"{pause} of rest, {format_date(first, year=first.year != after.year)} to "
                f"{format_date(last, year=False)}; back on {format_date(after)}."
            )
    return tuple(said)

"""Page 1 of a year: its weeks and days in one picture, and the wins that stand out in it."""

from __future__ import annotations

import dataclasses

import pandas as pd

from runwins.report import year_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Section, Sentences, Table, WinGroup, WinList
from runwins.report.sections.wins_by_week import win_line
from runwins.report.style import THEMES
from runwins.units import format_date, format_distance, format_height

POSTER_WINS = 6


def section(block: BlockInput) -> Section:
    """Return the year at a glance, its strongest wins numbered as in the picture."""
    runs = block.block_runs
    if runs.empty:
        line = "No runs in this year yet: import one and it will appear here."
        return Section("year", "The year", "", (Sentences((line,)),))
    wins = block.block_wins.sort_values(["size", "score"], ascending=False, kind="stable").head(
        POSTER_WINS
    )
    wins = wins.sort_values(["date", "score"], kind="stable")
    said = _finding(block)
    marks: dict[pd.Timestamp, tuple[str, ...]] = {}
    lines = []
    for number, win in enumerate(wins.to_dict("records"), start=1):
        monday = win["date"] - pd.Timedelta(days=win["date"].weekday())
        marks[monday] = (*marks.get(monday, ()), str(number))
        lines.append(dataclasses.replace(win_line(win, block.units), sign=str(number)))
    picture = Picture(
        "year", _svg(block, marks, "wide", said), _svg(block, marks, "tall", said),
        data=_table(block),
        note="A bar is a week, a cell a day: the stronger, the farther."
        + (" The numbers are the wins below." if lines else ""),
        told=said,
    )  # fmt: skip
    listed = (WinList((), (WinGroup("", tuple(lines)),)),) if lines else ()
    return Section("year", "Week by week, day by day", said, (picture, *listed))


def _finding(block: BlockInput) -> str:
    weeks = block.block_weeks
    began = pd.Timestamp(block.runs["local_date"].min())
    known = weeks[weeks["week"] + pd.Timedelta(days=6) >= began]
    ran = int((weeks["runs"] > 0).sum())
    said = f"Running in {ran} of {len(known)} week{'s' if len(known) != 1 else ''}"
    said += f" since {format_date(began.date(), year=False)}" if len(known) < len(weeks) else ""
    most = weeks.sort_values("distance_m", kind="stable").iloc[-1]
    if most["distance_m"] > 0:
        biggest = format_distance(float(most["distance_m"]), block.units, 0)
        day = format_date(most["week"].date(), year=False)
        said += f"; the biggest, from {day}, had {biggest}"
    return f"{said}."


def _svg(
    block: BlockInput, marks: dict[pd.Timestamp, tuple[str, ...]], layout: year_chart.Layout,
    said: str,
) -> str:  # fmt: skip
    year = block.first.year
    count = len(year_chart.weeks_of(year, block.last if layout == "tall" else None))
    days: tuple[float, ...]
    weeks: tuple[float, ...]
    if layout == "wide":
        cell = 760 / count
        width, height = 820.0, 32 + 7 * cell + 220
        days, weeks = (50, 26, 760, 7 * cell), (50, 32 + 7 * cell, 760, 220)
    else:
        width, height = 346.0, 26 + 12.5 * count
        days, weeks = (40, 2, 112, 12.5 * count), (158, 2, 184, 12.5 * count)
    with styled():
        figure = new_figure(width / 72, height / 72, THEMES["light"])
        lower, upper = (
            figure.add_axes((x / width, y / height, across / width, up / height))
            for x, y, across, up in (days, weeks)
        )
        year_chart.draw_days(lower, block.block_runs, year, block.last, units=block.units,
                             layout=layout)  # fmt: skip
        year_chart.draw(upper, block.block_weeks, year, marks, units=block.units, layout=layout,
                        last=block.last)  # fmt: skip
        return inline_svg(figure, f"year-{layout}", f"The weeks and days of {year}", said)


def _table(block: BlockInput) -> Table:
    rows = tuple(
        (
            Cell(format_date(week["week"].date())),
            Cell(f"{week['runs']:.0f}"),
            Cell(format_distance(week["distance_m"], block.units)),
            Cell(format_height(week["ascent_m"], block.units)),
        )
        for week in block.block_weeks.to_dict("records")
    )
    return Table("The weeks of the year", ("Week of", "Runs", "Distance", "Climbed"), rows,
                 right=(1, 2, 3), folded=True)  # fmt: skip

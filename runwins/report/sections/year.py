"""The sections that a year has of its own: the year before, months, wins, races, longest runs."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd

from runwins.report import months_chart, run_words
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Part, Picture, Section, Sentences, Table, WinGroup, WinList
from runwins.report.sections import consistency
from runwins.report.sections.compared import known_from
from runwins.report.sections.growth import table, totals_grown
from runwins.report.sections.wins_by_week import win_line
from runwins.report.sections.year_poster import POSTER_WINS
from runwins.report.style import THEMES
from runwins.units import format_date, format_distance, format_duration, format_height

_MORE_WINS = 12
_LONGEST = 5
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def beside(block: BlockInput) -> Section | None:
    """Return what grew from the year before, and the longer rests that ended in the year."""
    compared = _beside_the_year_before(block)
    days, first = block.runs["local_date"], pd.Timestamp(block.first)
    earlier = days[days < first]
    since = earlier.max() if len(earlier) else first
    rests = consistency.rests(block.runs[(days >= since) & (days <= pd.Timestamp(block.last))])
    parts: list[Part] = [compared] if compared is not None else []
    parts += [Sentences(rests, listed=True)] if rests else []
    if not parts:
        return None
    if compared is not None:
        grown = compared.rows[0]
        said = f"{grown[0].text}: {grown[1].text} then, {grown[2].text} now."
    else:
        said = f"{len(rests)} longer rest{'s' if len(rests) != 1 else ''}."
    return Section("beside", "The year beside the last" if compared else "Rests", said,
                   tuple(parts))  # fmt: skip


def _beside_the_year_before(block: BlockInput) -> Table | None:
    """Return what grew from the same days of the year before."""
    earlier = block.first.year - 1
    last = (pd.Timestamp(block.last) - pd.DateOffset(years=1)).date()
    then = dataclasses.replace(block, first=dt.date(earlier, 1, 1), last=last)
    changes = totals_grown(then.block_runs, block.block_runs, block.units)
    if not changes or not known_from(block, then.first):
        return None
    whole = (block.last.month, block.last.day) == (12, 31)
    until = "" if whole else f", until {format_date(block.last, year=False)}"
    caption = f"What grew by 5 % or more from the year before{until}"
    return table(caption, str(earlier), str(block.first.year), changes)


def months(block: BlockInput) -> Section | None:
    """Return the distance of each month."""
    runs = block.block_runs
    grouped = runs.groupby(runs["local_date"].dt.month)
    known = pd.DataFrame({
        "runs": grouped.size(), "distance_m": grouped["distance_m"].sum(min_count=1),
        "ascent_m": grouped["ascent_m"].sum(min_count=1), "moving_s": grouped["moving_s"].sum(),
    }).rename_axis("month").reset_index()  # fmt: skip
    if known.empty or not float(known["distance_m"].max()) > 0:
        return None
    most = known.sort_values("distance_m", kind="stable").iloc[-1]
    said = (
        f"Biggest month: {_MONTHS[int(most['month']) - 1]}, "
        f"{format_distance(most['distance_m'], block.units, 0)}."
    )
    with styled():
        figure = new_figure(4.9, 2.8, THEMES["light"])
        ax = figure.add_axes((0.02, 0.11, 0.96, 0.86))
        months_chart.draw(ax, known.dropna(subset=["distance_m"]), units=block.units)
        svg = inline_svg(figure, "months", "Distance a month", said)
    rows = tuple(
        (
            Cell(_MONTHS[int(month["month"]) - 1]),
            Cell(f"{month['runs']:.0f}"),
            Cell(format_distance(month["distance_m"], block.units)),
            Cell(format_duration(month["moving_s"])),
            Cell(format_height(month["ascent_m"], block.units)),
        )
        for month in known.to_dict("records")
    )
    data = Table("The months of the year", ("Month", "Runs", "Distance", "Moving", "Climbed"),
                 rows, right=(1, 2, 3, 4), folded=True)  # fmt: skip
    note = f"{'Miles' if block.units == 'mi' else 'Kilometres'} of each month."
    return Section(
        "months", "Month by month", said, (Picture("months", svg, data=data, note=note),)
    )


def more_wins(block: BlockInput) -> Section | None:
    """Return the wins of the year that are next to those on its first page, by worth."""
    wins = block.block_wins.sort_values(["size", "score"], ascending=False, kind="stable")
    more = wins.iloc[POSTER_WINS : POSTER_WINS + _MORE_WINS]
    if more.empty:
        return None
    lines = tuple(win_line(win, block.units) for win in more.to_dict("records"))
    left = len(wins) - POSTER_WINS - len(lines)
    said = f"The next strongest {len(lines)}; {left} more stand in the log." if left else ""
    return Section("wins", "More wins", said, (WinList((), (WinGroup("", lines),)),))


def races(block: BlockInput) -> Section | None:
    """Return the races of the year in the order they were run."""
    runs = block.block_runs[block.block_runs["is_race"]]
    if runs.empty:
        return None
    count = f"{len(runs)} race{'s' if len(runs) != 1 else ''}"
    return Section("races", "Races", f"{count}.", (_runs("Races of the year", runs, block),))


def longest(block: BlockInput) -> Section | None:
    """Return the longest runs of the year."""
    known = block.block_runs.dropna(subset=["distance_m"])
    runs = known.sort_values("distance_m", ascending=False, kind="stable").head(_LONGEST)
    if runs.empty:
        return None
    said = f"{format_distance(float(runs['distance_m'].iloc[0]), block.units)} in one run."
    return Section("longest", "Longest runs", said,
                   (_runs("Longest runs of the year", runs, block),))  # fmt: skip


def _runs(caption: str, runs: pd.DataFrame, block: BlockInput) -> Table:
    rows = []
    for run in runs.to_dict("records"):
        took = run_words.number(run["elapsed_s"])
        rows.append((
            Cell(format_date(run["local_date"].date()), run_id=str(run["run_id"])),
            Cell(run_words.text(run["name"]) or "–"),
            Cell(format_distance(run_words.number(run["distance_m"]), block.units)),
            Cell(format_duration(took)),
            Cell(format_height(run_words.number(run["ascent_m"]), block.units)),
        ))  # fmt: skip
    return Table(caption, ("Date", "Name", "Distance", "Clock time", "Climbed"), tuple(rows),
                 right=(2, 3, 4)).known()  # fmt: skip

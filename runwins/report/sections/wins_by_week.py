"""The wins of a block, week by week, the newest first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from runwins.report import run_words
from runwins.report.block_input import BlockInput
from runwins.report.ladder_words import day_range
from runwins.report.parts import Section, WinGroup, WinLine, WinList
from runwins.report.style import UNICODE
from runwins.units import Units, format_date


def section(block: BlockInput) -> Section:
    """Return all celebrated wins of the block."""
    wins = block.block_wins
    if wins.empty:
        said = "No win in these days. Easy days are where they come from."
        if block.block_runs.empty:
            said = "The first run is what every later one is compared with."
        return Section("wins", "Wins", said)
    groups: dict[dt.date, list[WinLine]] = {}
    ordered = wins.sort_values(["date", "score"], ascending=False, kind="stable")
    for win in ordered.to_dict("records"):
        day = pd.Timestamp(win["date"]).date()
        monday = day - dt.timedelta(days=day.weekday())
        groups.setdefault(monday, []).append(win_line(win, block.units))
    named = tuple(
        WinGroup(day_range(monday, monday + dt.timedelta(days=6), block.made_on), tuple(lines))
        for monday, lines in groups.items()
    )
    weeks = len(block.block_weeks)
    count = f"{len(wins)} wins" if len(wins) > 1 else "One win"
    said = f"{count}, in {len(groups)} of {weeks} {block.week_name}s." if weeks > 1 else f"{count}."
    families = tuple(sorted({str(family) for family in wins["family"]}))
    return Section("wins", "Wins", said, (WinList(families, named),))


def win_line(win: dict[Any, Any], units: Units, *, year: bool = False) -> WinLine:
    """Return a win as a page tells it, its day with the year where `year` is set."""
    before = run_words.before(win, units)
    detail = run_words.text(win["detail"])
    return WinLine(
        label=str(win["label"]),
        detail=detail or (f"before: {before}" if before else ""),
        change=run_words.margin(win, units),
        date=format_date(pd.Timestamp(win["date"]).date(), weekday=True, year=year),
        family=str(win["family"]),
        mark=UNICODE.family(str(win["family"])),
        certainty=_certainty(float(win["confidence"])),
        run_id=str(win["run_id"]),
        win_id=str(win["win_id"]),
    )


def _certainty(confidence: float) -> str:
    if confidence >= 0.95:
        return "certain"
    return "very likely" if confidence >= 0.8 else "likely"

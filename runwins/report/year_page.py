"""A page about a year: what a runner would frame."""

from __future__ import annotations

import dataclasses
import datetime as dt

from runwins.report.block_input import BlockInput
from runwins.report.page import SectionMaker, figures, foot, made_sections
from runwins.report.parts import Link, Page
from runwins.report.plain_text import LONGEST_NAME, cut
from runwins.report.sections import every_run, hills, method, pace, year, year_poster
from runwins.units import format_date

_HOUR_S = 3600.0
_SECTIONS: tuple[SectionMaker, ...] = (
    year_poster.section,
    year.beside,
    year.months,
    year.more_wins,
    pace.section,
    year.races,
    year.longest,
    hills.section,
    every_run.section,
    method.section,
)


def year_page(log: BlockInput, number: int, beside: tuple[Link, ...] = ()) -> Page:
    """Return the page about a year as data: the same for the same input, whenever made.

    Parameters
    ----------
    log
        The whole log; its first and last day do not matter.
    number
        The year.
    """
    last = min(dt.date(number, 12, 31), max(log.made_on, dt.date(number, 1, 1)))
    block = dataclasses.replace(
        log,
        first=dt.date(number, 1, 1),
        last=last,
        called="year",
        ladder=None,
        command=f"runwins --today {log.made_on} --units {log.units} report --year {number}",
    )
    runs = block.block_runs
    facts = [("Days with a run", str(runs["local_date"].nunique()))]
    if len(runs):
        facts.append(("Data through", format_date(runs["local_date"].max().date())))
    facts.append(("Made on", format_date(block.made_on)))
    return Page(
        title=f"{cut(block.name, LONGEST_NAME)} {number}".strip(),
        figures=_figures(block),
        facts=tuple(facts),
        sections=made_sections(_SECTIONS, block),
        foot=foot(block.version, block.made_on),
        kind="Year of running",
        beside=beside,
    )


def _figures(block: BlockInput) -> tuple[tuple[str, str], ...]:
    """Return the numbers that stand large: those of a block, and the hours."""
    shown = list(figures(block))
    spent = float(block.block_runs["moving_s"].sum(min_count=1))
    if spent >= _HOUR_S:
        hours = f"{spent / _HOUR_S:,.0f} h"
        at = [name for name, _ in shown].index("run" if len(block.block_runs) == 1 else "runs")
        shown.insert(at, ("of running", hours))
    return tuple(shown)

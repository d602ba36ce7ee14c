"""A page about a training block: first as data, then as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from runwins.report.block_input import BlockInput
from runwins.report.ladder_words import day_range
from runwins.report.parts import Page, Section
from runwins.report.plain_text import LONGEST_NAME, cut, one_line, together
from runwins.report.sections import (
    compared,
    consistency,
    course,
    every_run,
    hills,
    honesty,
    method,
    milestones,
    pace,
    pacing,
    prediction,
    raced,
    routes,
    summary,
    then_and_now,
    volume,
    weeks_left,
    wins_by_week,
)
from runwins.report.style import css_variables
from runwins.units import format_date, format_distance, format_height

__all__ = ["BlockInput", "Page", "block_page", "render"]

SectionMaker = Callable[[BlockInput], Section | None]

_SECTIONS: tuple[SectionMaker, ...] = (
    summary.section,
    milestones.section,
    course.section,
    raced.section,
    pacing.section,
    pacing.card,
    weeks_left.section,
    wins_by_week.section,
    then_and_now.section,
    compared.section,
    consistency.section,
    volume.section,
    pace.section,
    prediction.section,
    hills.section,
    routes.section,
    honesty.section,
    every_run.section,
    method.section,
)
_LONGEST, _LONGEST_CELL = 1000, 160
_HYPHENED = re.compile(r"\bkm-(?=effort)")
_OPTION = re.compile(r"(?<!\S)(--[a-z-]+(?: [\w-]{1,12}(?!\S))?)")
_JOINED = "km-\N{WORD JOINER}"
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_TURNS = re.compile(rf"(?<=[{_LEFTWARD}])(?=[^{_LEFTWARD}A-Za-z]*[A-Za-z])")
_ONWARD = "\N{LEFT-TO-RIGHT MARK}"


def block_page(block: BlockInput) -> Page:
    """Return the page about a block as data: the same for the same input, whenever made."""
    return Page(
        title=cut(_title(block), LONGEST_NAME),
        figures=figures(block),
        facts=_facts(block),
        sections=made_sections(_SECTIONS, block),
        foot=foot(block.version, block.made_on),
    )


def made_sections(makers: Sequence[SectionMaker], block: BlockInput) -> tuple[Section, ...]:
    """Return the sections that have something to say."""
    made = [section(block) for section in makers]
    return tuple(section for section in made if section is not None)


def foot(version: str, made_on: dt.date) -> str:
    """Return the line at the end of a page."""
    return f"Made with runwins {version} on {format_date(made_on)}."


def _title(block: BlockInput) -> str:
    return block.name or (block.ladder.goal.name if block.ladder else "Training block")


def figures(block: BlockInput) -> tuple[tuple[str, str], ...]:
    """Return the numbers that stand large at the head: of those that are known, four at most."""
    runs = block.block_runs
    if runs.empty:
        return ()
    far, up = (float(runs[name].sum(min_count=1)) for name in ("distance_m", "ascent_m"))
    shown = [("run" if len(runs) == 1 else "runs", f"{len(runs):,}")]
    if far > 0:
        shown.insert(0, ("run in all", format_distance(far, block.units, 0)))
    if up > 0:
        shown.append(("climbed", format_height(up, block.units)))
    wins = len(block.block_wins)
    if wins:
        shown.append(("win" if wins == 1 else "wins", f"{wins:,}"))
    return tuple(shown)


def _facts(block: BlockInput) -> tuple[tuple[str, str], ...]:
    runs = block.block_runs
    facts = [("Block", day_range(block.first, block.last, dt.date.min))]
    if block.ladder is not None and block.ladder.goal.date is not None:
        facts.append(("Race day", format_date(block.ladder.goal.date, weekday=True)))
    facts.append(("Length", _length((block.last - block.first).days + 1)))
    if len(runs):
        facts.append(("Data through", format_date(runs["local_date"].max().date())))
    facts.append(("Made on", format_date(block.made_on)))
    return tuple(facts)


def _length(days: int) -> str:
    """Return how long a block is: 16 weeks, 13 weeks 1 day, 5 days."""
    parts = ((days // 7, "week"), (days % 7, "day"))
    return " ".join(f"{count} {name}{'s' if count != 1 else ''}" for count, name in parts if count)


def render(page: Page, run_pages: Mapping[str, str] | None = None) -> str:
    """Return the page as HTML: one file, no request, the same bytes for the same page.

    Parameters
    ----------
    page
        What it says.
    run_pages
        Where runs are told elsewhere, by ``run_id``; a run that is not leads to its row on this
        page, where it has one.
    """
    environment = _environment()
    elsewhere, here = run_pages or {}, page.rows

    def run_link(run_id: str, own_row: bool = False) -> str:
        if run_id in elsewhere:
            return elsewhere[run_id]
        return f"#run-{_attribute(run_id)}" if run_id in here and not own_row else ""

    script = environment.get_template("page.js").render()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.get_template("page.html").render(
        page=page,
        run_link=run_link,
        script=script,
        script_hash=f"sha256-{digest}",
        light=css_variables("light"),
        dark=css_variables("dark"),
    )


def _attribute(text: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in str(text))


def _harmless(value: Any) -> Any:
    """Take control characters out of texts, and keep a number beside its unit or its month.

    The one unit with a hyphen is kept on one line too.

    Where a script that runs to the left gives way to our words, they and their numbers run on to
    the right. Markup of our own stays as it is.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    plain = cut(one_line(value, joiners=True), _LONGEST)
    return _TURNS.sub(_ONWARD, _HYPHENED.sub(_JOINED, together(plain)))


def _short(text: str) -> str:
    return cut(one_line(text, joiners=True), _LONGEST_CELL)


def _whole(text: str) -> Markup:
    """Keep each option of a command, ``--from 2026-07-05``, on one line."""
    words = _OPTION.split(_harmless(text))
    kept = Markup('<span class="whole">{}</span>')
    return Markup("").join(kept.format(word) if at % 2 else word for at, word in enumerate(words))


def _data_link(text: str) -> Markup:
    return Markup("data:text/csv;charset=utf-8,{}").format(quote(text))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("runwins.report", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters["data_link"] = _data_link
    environment.filters["short"] = _short
    environment.filters["whole"] = _whole
    environment.filters["attribute"] = _attribute
    return environment

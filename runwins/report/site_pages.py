"""The pages that lead through a whole log: where it stands, all its wins, its bests, its ladder."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd

from runwins.report.block_input import BlockInput
from runwins.report.ladder_words import day_range
from runwins.report.page import figures, foot, made_sections
from runwins.report.parts import (
    Cell,
    Link,
    Page,
    Section,
    Sentences,
    Table,
    WinGroup,
    WinLine,
    WinList,
)
from runwins.report.plain_text import LONGEST_NAME, cut
from runwins.report.run_words import number, text
from runwins.report.sections import all_routes, consistency, log_bests, milestones, routes
from runwins.report.sections.wins_by_week import win_line
from runwins.units import format_date, format_distance, format_duration, format_height

INDEX, WINS, LADDER, BESTS, ROUTES, BLOCK = (
    "index.html", "wins.html", "ladder.html", "bests.html", "routes.html", "block.html",
)  # fmt: skip
_NEWEST_RUNS, _NEWEST_WINS = 12, 8
_CALENDAR_DAYS = 52 * 7
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def year_file(year: int) -> str:
    """Return what the page of a year is called."""
    return f"year-{year}.html"


def beside(log: BlockInput, here: str, folder: str = "") -> tuple[Link, ...]:
    """Return the links to the main pages; `folder` leads from this page back to them."""
    pages = [("Log", INDEX), ("Wins", WINS), ("Bests", BESTS), ("Routes", ROUTES)]
    pages[1:1] = (
        [("Ladder", LADDER), ("Block", BLOCK)] if log.ladder is not None else [("Block", BLOCK)]
    )
    pages += [(str(year), year_file(year)) for year in years(log)[:3]]
    if here.startswith("year") and here not in {file for _, file in pages}:
        pages.append((here.removeprefix("year-").removesuffix(".html"), here))
    return tuple(Link(name, "" if file == here else f"{folder}{file}") for name, file in pages)


def years(log: BlockInput) -> list[int]:
    """Return the years with runs, the newest first."""
    return sorted({int(year) for year in log.runs["local_date"].dt.year}, reverse=True)


def _page(log: BlockInput, here: str, title: str, kind: str, sections: tuple[Section, ...]) -> Page:
    facts = []
    if len(log.runs):
        facts.append(("Since", format_date(log.runs["local_date"].min().date())))
        facts.append(("Data through", format_date(log.runs["local_date"].max().date())))
    facts.append(("Made on", format_date(log.made_on)))
    return Page(
        title, tuple(facts), sections, foot(log.version, log.made_on), kind, beside(log, here),
        figures(log) if here == INDEX else (),
    )  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class NamedDays:
    """Days that have a page of their own: a block with a name, or the build toward a race."""

    name: str
    first: dt.date
    last: dt.date
    file: str


def index_page(log: BlockInput, blocks: tuple[NamedDays, ...] = ()) -> Page:
    """Return the log at a glance: what is newest, the last year's days, the blocks, the years."""
    if log.runs.empty:
        said = Sentences(("The log is empty: bring a run in with runwins import FILE.",))
        empty = Section("summary", "At a glance", "", (said,))
        return _page(log, INDEX, "Running log", "Log", (empty,))
    recent = dataclasses.replace(
        log, first=log.made_on - dt.timedelta(days=_CALENDAR_DAYS), last=log.made_on, called="year"
    )
    calendar = consistency.section(recent)
    sections = [_goal(log)]
    if calendar is not None:
        sections.append(
            dataclasses.replace(calendar, title="The last year", parts=calendar.parts[:1])
        )
    sections += [_newest_wins(log), _newest_runs(log), _blocks(log, blocks), _years(log)]
    return _page(log, INDEX, "Running log", "Log",
                 tuple(section for section in sections if section is not None))  # fmt: skip


def _newest_wins(log: BlockInput) -> Section | None:
    shown = log.wins[log.wins["shown"]]
    newest = shown.sort_values(["date", "score"], ascending=False, kind="stable")
    lines = tuple(
        win_line(win, log.units, year=True) for win in newest.head(_NEWEST_WINS).to_dict("records")
    )
    if not lines:
        return None
    said = f"The newest {len(lines)} of {len(shown):,}."
    return Section("wins", "Newest wins", said, (WinList((), (WinGroup("", lines),)),))


def _goal(log: BlockInput) -> Section | None:
    if log.ladder is None:
        return None
    return Section("goal", "Toward the goal", "", (milestones.picture(log.ladder),))


def _newest_runs(log: BlockInput) -> Section:
    rows = tuple(
        (
            Cell(format_date(run["local_date"].date(), weekday=True), run_id=str(run["run_id"])),
            Cell(text(run["name"]) or "–"),
            Cell(format_distance(number(run["distance_m"]), log.units)),
            Cell(format_duration(number(run["moving_s"]))),
            Cell(format_height(number(run["ascent_m"]), log.units)),
        )
        for run in log.runs.iloc[::-1].head(_NEWEST_RUNS).to_dict("records")
    )
    table = Table("The newest runs", ("Date", "Name", "Distance", "Moving", "Climbed"), rows,
                  right=(2, 3, 4)).known()  # fmt: skip
    return Section("newest", "Newest runs", "", (table,))


def _blocks(log: BlockInput, blocks: tuple[NamedDays, ...]) -> Section | None:
    """Return the blocks that have a page, the newest first."""
    rows = []
    for block in sorted(blocks, key=lambda one: one.last, reverse=True):
        days = dataclasses.replace(log, first=block.first, last=block.last)
        rows.append((
            Cell(block.name, href=block.file),
            Cell(day_range(block.first, block.last, dt.date.min)),
            Cell(f"{len(days.block_runs):,}"),
            Cell(format_distance(float(days.block_runs["distance_m"].sum()), log.units, 0)),
            Cell(f"{len(days.block_wins):,}"),
        ))  # fmt: skip
    if not rows:
        return None
    table = Table("Blocks of training", ("Block", "Days", "Runs", "Distance", "Wins"), tuple(rows),
                  right=(2, 3, 4))  # fmt: skip
    return Section("blocks", "Blocks", "", (table,))


def _years(log: BlockInput) -> Section:
    shown = log.wins[log.wins["shown"]]
    wins = shown.groupby(shown["date"].dt.year).size()
    rows = []
    for year, runs in sorted(log.runs.groupby(log.runs["local_date"].dt.year), reverse=True,
                             key=lambda group: group[0]):  # fmt: skip
        rows.append((
            Cell(str(year), href=year_file(int(str(year)))),
            Cell(f"{len(runs):,}"),
            Cell(format_distance(float(runs["distance_m"].sum(min_count=1)), log.units, 0)),
            Cell(format_height(float(runs["ascent_m"].sum(min_count=1)), log.units)),
            Cell(format_distance(float(runs["distance_m"].max()), log.units)),
            Cell(f"{int(wins.get(year, 0)):,}"),
        ))  # fmt: skip
    table = Table("Year by year", ("Year", "Runs", "Distance", "Climbed", "Longest", "Wins"),
                  tuple(rows), right=(1, 2, 3, 4, 5))  # fmt: skip
    return Section("years", "Years", "", (table,))


def wins_page(log: BlockInput) -> Page:
    """Return every celebrated win, month by month, the newest first."""
    shown = log.wins[log.wins["shown"]].sort_values(
        ["date", "score"], ascending=False, kind="stable"
    )
    groups: dict[pd.Timestamp, list[WinLine]] = {}
    for win in shown.to_dict("records"):
        month = win["date"].replace(day=1)
        groups.setdefault(month, []).append(win_line(win, log.units))
    named = tuple(
        WinGroup(f"{_MONTHS[month.month - 1]} {month.year}", tuple(lines), str(month.year))
        for month, lines in groups.items()
    )
    if not named:
        said = "No win yet: every run after the first has something to beat."
        return _page(log, WINS, "Wins", "Log", (Section("wins", "All wins", said),))
    families = tuple(sorted({str(family) for family in shown["family"]}))
    numbers = tuple(sorted({group.year for group in named}, reverse=True))
    said = f"{len(shown):,} wins" if len(shown) != 1 else "One win"
    since, until = log.runs["local_date"].min(), log.runs["local_date"].max()
    months = 12 * (until.year - since.year) + until.month - since.month + 1
    said += f", in {len(named)} of {months} months." if months > 1 else " in one month."
    section = Section("wins", "All wins", said, (WinList(families, named, numbers),))
    return _page(log, WINS, "Wins", "Log", (section,))


def bests_page(log: BlockInput) -> Page:
    """Return the best over each distance, and how some came down."""
    return _page(log, BESTS, "Bests", "Log", made_sections((log_bests.section,), log))


def routes_page(log: BlockInput) -> Page:
    """Return every route, and how the times over those run most often lately went."""
    recent = dataclasses.replace(
        log, first=log.made_on - dt.timedelta(days=_CALENDAR_DAYS), last=log.made_on,
        called="last year",
    )  # fmt: skip
    lately = routes.section(recent)
    made = (all_routes.section(log), lately)
    return _page(log, ROUTES, "Routes", "Log",
                 tuple(section for section in made if section is not None))  # fmt: skip


def ladder_page(log: BlockInput) -> Page:
    """Return the ladder toward the goal."""
    title = cut(log.ladder.goal.name, LONGEST_NAME) if log.ladder is not None else "Ladder"
    return _page(log, LADDER, title, "Goal", made_sections((milestones.section,), log))

"""The whole log as a folder of pages: where it stands, wins, bests, years, and its best runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from runwins.training_log.pages import (
    block_input,
    default_first_day,
    goal_of_the_days,
    ladder_on,
    run_input,
    whole_log,
    with_shapes,
)

if TYPE_CHECKING:
    from runwins.report.block_input import BlockInput
    from runwins.report.site_pages import NamedDays
    from runwins.training_log import TrainingLog

_NEWEST, _STRONGEST, _MOST_RACES = 50, 100, 60
_RUNS = "runs"


def site_files(log: TrainingLog) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each page, the run pages last.

    The newest 50 runs have a page of their own, the newest 60 races, the runs that hold a best and
    those of the 100 strongest wins; every other run has its row on the page of its year.
    """
    from runwins.report import site_pages
    from runwins.report.page import block_page, render
    from runwins.report.run_page import run_page
    from runwins.report.sections import all_routes
    from runwins.report.year_page import year_page

    days = whole_log(log)
    days = with_shapes(log, days, all_routes.often(days))
    own = {run_id: f"{_RUNS}/{run_id}.html" for run_id in pages_of_their_own(log, days)}
    rows = {
        str(run["run_id"]): f"{site_pages.year_file(run['local_date'].year)}#run-"
        + "".join(char if char.isalnum() else "-" for char in str(run["run_id"]))
        for run in days.runs[["run_id", "local_date"]].to_dict("records")
    }
    everywhere = rows | own
    blocks = tuple(_named_days(log))
    yield site_pages.INDEX, render(site_pages.index_page(days, blocks), everywhere)
    yield site_pages.WINS, render(site_pages.wins_page(days), everywhere)
    yield site_pages.BESTS, render(site_pages.bests_page(days), everywhere)
    yield site_pages.ROUTES, render(site_pages.routes_page(days), everywhere)
    goal = days.ladder.goal if days.ladder is not None else None
    block = block_input(log, default_first_day(log.today, goal), log.today, days.ladder)
    page = block_page(block)
    page = replace(page, beside=site_pages.beside(days, site_pages.BLOCK))
    yield site_pages.BLOCK, render(page, own)
    if days.ladder is not None:
        yield site_pages.LADDER, render(site_pages.ladder_page(days), everywhere)
    for days_of in blocks:
        aim = goal_of_the_days(log, days_of.first, days_of.last)
        ladder = ladder_on(log, aim, days_of.last) if aim is not None else None
        block = block_input(log, days_of.first, days_of.last, ladder, days_of.name)
        page = replace(block_page(block), beside=site_pages.beside(days, days_of.file))
        yield days_of.file, render(page, own)
    for year in site_pages.years(days):
        name = site_pages.year_file(year)
        yield name, render(year_page(days, year, site_pages.beside(days, name)), own)
    for run_id, name in own.items():
        page = run_page(run_input(log, run_id), site_pages.beside(days, name, "../"))
        yield name, render(page)


def _named_days(log: TrainingLog) -> Iterator[NamedDays]:
    """Yield the blocks that have a name, and the builds toward races that are over."""
    from runwins.report.site_pages import NamedDays

    named = [(one.name, one.first, min(one.last, log.today)) for one in log.blocks()]
    named += [
        (goal.name, goal.first_day, goal.date)
        for goal in log.goals()
        if goal.date is not None and goal.first_day < goal.date < log.today
    ]
    for number, (name, first, last) in enumerate(named, start=1):
        if first <= last:
            yield NamedDays(name, first, last, f"block-{number}.html")


def pages_of_their_own(log: TrainingLog, days: BlockInput) -> list[str]:
    """Return the runs that have a page of their own, by time."""
    runs, wins = days.runs, days.wins[days.wins["shown"]]
    strongest = wins.sort_values(["size", "score"], ascending=False, kind="stable").head(_STRONGEST)
    chosen = {
        *runs.loc[runs["is_race"], "run_id"].tail(_MOST_RACES),
        *log.bests()["run_id"],
        *runs["run_id"].tail(_NEWEST),
        *strongest["run_id"],
    }
    return [str(run_id) for run_id in runs["run_id"] if run_id in chosen]

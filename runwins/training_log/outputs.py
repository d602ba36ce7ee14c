"""Pictures and pages out of the log, each written whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pandas as pd

from runwins.errors import GoalError, NothingUsable
from runwins.report.whole_file import write_whole
from runwins.training_log import pages

if TYPE_CHECKING:
    from runwins.report.card import CardSize
    from runwins.report.ladder_chart import Layout
    from runwins.report.style import ThemeName
    from runwins.training_log import TrainingLog


def write_report(
    log: TrainingLog,
    path: Path,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    goal: str | None = None,
    block: str | None = None,
) -> None:
    """Write the report of a block as one page: HTML, or Markdown or JSON by the file's suffix.

    Without dates it covers the build toward the goal, or the last twelve weeks. The ladder stands
    as it did on the block's last day.
    """
    _keep_fonts_at_home(log)
    from runwins.report.page import block_page

    if block is not None:
        named = log.block(block)
        block, first, last = named.name, first or named.first, last or min(named.last, log.today)
    aim = log.goal(goal) if goal is not None else None
    end = last or pages.last_day(aim, log.today)
    if aim is None:
        aim = pages.goal_of_the_days(log, first or end, end)
    begin = first or pages.default_first_day(end, aim)
    if aim is None:  # of a race gone by in these weeks too
        aim = pages.goal_of_the_days(log, begin, end)
    if begin > end:
        raise GoalError(f"the block would begin on {begin}, after it ends on {end}")
    words = f"report --from {begin} --to {end}"
    words += f" --block {shlex.quote(block)}" if block is not None else ""
    words += f" --goal {shlex.quote(goal)}" if goal is not None else ""
    ladder = pages.ladder_on(log, aim, end) if aim is not None else None
    page = block_page(pages.block_input(log, begin, end, ladder, block or "", words))
    write_whole(path, pages.in_form(page, path).encode())


def write_year(log: TrainingLog, path: Path, year: int) -> None:
    """Write the page of a year."""
    _keep_fonts_at_home(log)
    from runwins.report.year_page import year_page

    days = pages.whole_log(log)
    write_whole(path, pages.in_form(year_page(days, year), path).encode())


def write_run(log: TrainingLog, path: Path, run_id: str) -> None:
    """Write the page of a run."""
    _keep_fonts_at_home(log)
    from runwins.report.run_page import run_page

    page = run_page(pages.run_input(log, run_id))
    write_whole(path, pages.in_form(page, path).encode())


def write_site(log: TrainingLog, folder: Path) -> int:
    """Write the whole log as a folder of pages that opens from disk; return how many."""
    _keep_fonts_at_home(log)
    from runwins.training_log.site import site_files

    count = 0
    for name, content in site_files(log):
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise NothingUsable(f"{folder}: could not be made: {problem.strerror}") from None
        write_whole(target, content.encode())
        count += 1
    return count


def write_card(
    log: TrainingLog,
    what: str,
    path: Path,
    *,
    theme: str,
    size: str,
    show_date: bool,
    route: bool = False,
) -> str:
    """Draw a card of a win, write its words beside it as ``.txt``, and return them.

    `what` is last for the newest win, a win's id, or a run: then its strongest win. `route` draws
    the shape of the run, see `runwins.report.card_route`.
    """
    _keep_fonts_at_home(log)
    from runwins.report import card

    run_id, win_id = _meant(log, what)
    view = log.view(run_id)
    card.save_card(
        view,
        path,
        win_id=win_id,
        theme=cast("ThemeName", theme),
        size=cast("CardSize", size),
        show_date=show_date,
        units=log.units,
        stream=log.stream(run_id),
        way=log.shape_to_share(run_id) if route else None,
    )
    return card.alt_text(view, win_id=win_id, show_date=show_date, units=log.units)


def words_to_share(log: TrainingLog, what: str, *, show_date: bool) -> str:
    """Return a text to paste about a win: what was won, the run in numbers, the ladder."""
    from runwins.report.card_words import share_text

    run_id, win_id = _meant(log, what)
    return share_text(log.view(run_id), win_id=win_id, show_date=show_date, units=log.units)


def _meant(log: TrainingLog, what: str) -> tuple[str, str | None]:
    """Return the run that `what` names, and the win where it names one."""
    wins = log.wins(all_found=True)
    shown = wins[wins["shown"]]
    held = wins[wins["win_id"] == what]
    if len(held):
        return str(held["run_id"].iloc[0]), what
    known = shown[shown["date"] <= pd.Timestamp(log.last_known_day)]
    if what == "last" and len(known):
        return str(known["run_id"].iloc[-1]), None
    return log.run_id(what), None


def draw_ladder(log: TrainingLog, path: Path, goal: str | None, layout: str, theme: str) -> None:
    """Write the picture of a ladder as PNG or SVG, by the file's suffix."""
    _keep_fonts_at_home(log)
    from runwins.report import ladder_chart

    ladder_chart.save(
        log.ladder(goal), path, layout=cast("Layout", layout), theme=cast("ThemeName", theme)
    )


def _keep_fonts_at_home(log: TrainingLog) -> None:
    """Let matplotlib keep its list of fonts where the log's other files are, not elsewhere."""
    os.environ.setdefault("MPLCONFIGDIR", str(log.places.cache))

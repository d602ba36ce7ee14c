"""Pictures and pages out of the log, each written whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from runwins.errors import GoalError, NothingUsable

if TYPE_CHECKING:
    from runwins.report.card import CardSize
    from runwins.report.ladder_chart import Layout
    from runwins.report.style import ThemeName
    from runwins.training_log import TrainingLog

_DEFAULT_BLOCK_DAYS = 12 * 7


def write_report(
    log: TrainingLog,
    path: Path,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    goal: str | None = None,
) -> None:
    """Write the report of a block as one HTML page.

    Without dates it covers the build toward the goal, or the last twelve weeks.
    """
    _keep_fonts_at_home(log)
    from runwins import __version__
    from runwins.report.page import BlockInput, block_page, render

    ladder = log.ladder(goal) if goal or log.goals() else None
    end = last or log.today
    begin = first
    if begin is None and ladder is not None and ladder.goal.first_day < end:
        begin = ladder.goal.first_day
    begin = begin or end - dt.timedelta(days=_DEFAULT_BLOCK_DAYS - 1)
    if begin > end:
        raise GoalError(f"the block would begin on {begin}, after it ends on {end}")
    history = log.history()
    page = block_page(
        BlockInput(
            runs=history.runs,
            wins=log.wins(all_found=True),
            remarks=log.remarks(),
            weeks=log.weeks(),
            efforts=history.efforts,
            climbs=history.climbs,
            first=begin,
            last=end,
            ladder=ladder,
            units=log.units,
            made_on=log.today,
            version=__version__,
        )
    )
    write_whole(path, render(page).encode())


def write_card(
    log: TrainingLog, what: str, path: Path, *, theme: str, size: str, show_date: bool
) -> str:
    """Draw a card of a win, write its words beside it as ``.txt``, and return them.

    `what` is last for the newest win, a win's id, or a run: then its strongest win.
    """
    _keep_fonts_at_home(log)
    from runwins.report import card

    wins = log.wins(all_found=True)
    shown = wins[wins["shown"]]
    held = wins[wins["win_id"] == what]
    if what == "last" and len(shown):
        run_id = str(shown["run_id"].iloc[-1])
    else:
        run_id = str(held["run_id"].iloc[0]) if len(held) else log.run_id(what)
    view = log.view(run_id)
    win_id = what if len(held) else None
    card.save_card(
        view,
        path,
        win_id=win_id,
        theme=cast("ThemeName", theme),
        size=cast("CardSize", size),
        show_date=show_date,
        units=log.units,
        stream=log.stream(run_id),
    )
    return card.alt_text(view, win_id=win_id, show_date=show_date, units=log.units)


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


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all.

    Raises
    ------
    NothingUsable
        When it cannot be written there.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as problem:
        raise NothingUsable(f"{path}: could not be written: {problem.strerror}") from None

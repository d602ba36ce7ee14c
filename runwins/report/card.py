"""A card to share: what was won, on a picture without map, place or time of day.

Nothing enters a card but what it shows: no coordinates, no name of the run or of its file, no
heart rate. The shape of the hills is smoothed over 200 m and has no heights beside it. The shape of
the way is drawn only where the runner asks for it, see `card_route`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from matplotlib.figure import Figure

from runwins.goal import Ladder
from runwins.report import card_chart, ladder_words, run_words
from runwins.report.card_canvas import DPI, MARGIN, WIDTH, Canvas
from runwins.report.card_route import Floats
from runwins.report.card_words import (
    alt_text,
    headline,
    mark_before,
    rungs_so_far,
    share_text,
    win_of,
)
from runwins.report.drawn_text import drawable, wrap
from runwins.report.figure import png, styled
from runwins.report.run_view import RunView
from runwins.report.style import THEMES, ThemeName
from runwins.report.whole_file import write_whole
from runwins.units import Units, format_date

__all__ = ["CardSize", "alt_text", "save_card", "share_text"]

CardSize = Literal["post", "story"]

_HEIGHT: Mapping[CardSize, int] = {"post": 1350, "story": 1920}
_SAFE: Mapping[CardSize, int] = {"post": 72, "story": 250}


def save_card(
    view: RunView,
    path: str | Path,
    *,
    win_id: str | None = None,
    size: CardSize = "post",
    theme: ThemeName = "dark",
    show_date: bool = True,
    units: Units = "km",
    stream: pd.DataFrame | None = None,
    way: Sequence[Floats] | None = None,
) -> None:
    """Write a card of a run's strongest win, or of the run itself, as PNG; its words beside it.

    Parameters
    ----------
    view
        The run and what is said of it.
    path
        Of the picture; the text for those who do not see it goes beside it as ``.txt``.
    win_id
        Another win of the run than the strongest.
    size
        post is 1080 × 1350 pixels, story 1080 × 1920 with room for the buttons of an app.
    show_date
        Whether the day stands on it.
    stream
        Frame `STREAM` of the run, for the shape of its hills; its distance and altitude are used,
        nothing else.
    way
        The pieces of the run to draw instead, as `card_route.route_shape` makes them.

    Raises
    ------
    UnknownName
        When the run has no win of that id.
    NothingUsable
        When the files cannot be written there.
    """
    win = win_of(view, win_id)
    theme_, height, safe = THEMES[theme], _HEIGHT[size], _SAFE[size]
    with styled():
        figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=theme_.background)
        card = Canvas(figure, height, theme_)
        top = _head(card, view, win, safe, show_date, units)
        foot = _foot(card, view.ladder, height - safe, show_date)
        numbers = foot - 300
        facts = run_words.numbers(view.run, units)
        if way is not None:
            card_chart.draw_way(card, way, top + 40, numbers - 60)
        elif not card_chart.draw(card, win, stream, top + 40, numbers - 60, units) and facts:
            _largest(card, facts.pop(0)[1], top, numbers)
        _numbers(card, facts, numbers)
        data = png(figure, dpi=DPI)
    target = Path(path)
    write_whole(target, data)
    said = alt_text(view, win_id=win_id, show_date=show_date, units=units)
    write_whole(target.with_suffix(".txt"), f"{said}\n".encode())


def _head(
    card: Canvas, view: RunView, win: Mapping[str, Any] | None, y: float, show_date: bool,
    units: Units,
) -> float:  # fmt: skip
    theme = card.theme
    card.text(MARGIN, y, "SMALL WIN" if win is not None else "RUN", 34, theme.next, bold=True)
    y += 62
    lines, size = card.fit(headline(view, win), 84, least=68)
    if not card.fits(lines, headline(view, win)):
        lines, size = card.fit(headline(view, win), 80, lines=2)
    for line in lines:
        card.text(MARGIN, y, line, size, theme.ink, bold=True)
        y += size * 1.28
    parts = [mark_before(win, units, show_date)] if win is not None else []
    if show_date:
        parts.append(format_date(run_words.local_start(view.run).date(), weekday=True))
    room = (WIDTH - 2 * MARGIN) * 72 / DPI
    said = drawable(" · ".join(part for part in parts if part))
    y += 8
    for line in wrap(said, room, 36 * 72 / DPI):
        card.text(MARGIN, y, line, 36, theme.muted)
        y += 48
    return y


def _largest(card: Canvas, value: str, top: float, bottom: float) -> None:
    """Where there is nothing to draw, the first number is the picture."""
    _, size = card.fit(value, min(200.0, 0.6 * (bottom - top)))
    card.text(MARGIN, (top + bottom) / 2 - size * 0.65, value, size, card.theme.done, bold=True)


def _numbers(card: Canvas, facts: list[tuple[str, str]], y: float) -> None:
    for place, (name, value) in enumerate(facts[:4]):
        row, column = divmod(place, 2)
        x = MARGIN + column * 480
        card.text(x, y + row * 142, value.lstrip("+"), 66, card.theme.ink, bold=True)
        card.text(x, y + row * 142 + 78, name, 34, card.theme.muted)


def _foot(card: Canvas, ladder: Ladder | None, bottom: float, show_date: bool) -> float:
    theme = card.theme
    card.text(MARGIN, bottom - 40, "runwins", 34, theme.muted, bold=True)
    card.text(WIDTH - MARGIN, bottom - 40, "made on my own computer", 32, theme.muted, right=True)
    said = rungs_so_far(ladder, show_date)
    if ladder is None or not said:
        return bottom - 70
    y = bottom - 180
    room = (WIDTH - 2 * MARGIN) * 72 / DPI
    card.text(MARGIN, y, wrap(drawable(said), room, 34 * 72 / DPI, lines=1)[0], 34, theme.muted)
    steps = ladder_words.steps(ladder)
    gap = 8
    each = (WIDTH - 2 * MARGIN - gap * (len(steps) - 1)) / max(len(steps), 1)
    done = sum(step.state == "done" for step in steps)
    for place in range(len(steps)):
        colour = theme.done if place < done else theme.grid
        card.box(MARGIN + place * (each + gap), y + 60, each, 18, colour)
    return y - 30

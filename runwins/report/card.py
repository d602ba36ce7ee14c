"""A card to share: what was won, on a picture without map, place or time of day.

Nothing enters a card but what it shows: no coordinates, no name of the run or of its file, no
heart rate. The shape of the hills is smoothed over 200 m and has no heights beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from runwins.errors import UnknownName
from runwins.model import Ladder
from runwins.report import ladder_words, run_words
from runwins.report.drawn_text import drawable, wrap
from runwins.report.figure import png, styled
from runwins.report.style import THEMES, Theme, ThemeName
from runwins.report.terminal import RunView
from runwins.units import Units, format_date

__all__ = ["alt_text", "save_card", "share_text"]

CardSize = Literal["post", "story"]

_WIDTH, _MARGIN = 1080, 80
_HEIGHT: Mapping[CardSize, int] = {"post": 1350, "story": 1920}
_SAFE: Mapping[CardSize, int] = {"post": 72, "story": 250}
_DPI = 100
_SMOOTH_M = 200.0
_LEAST_PROFILE_M = 1000.0
_LEAST_HEIGHT_M = 15.0


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

    Raises
    ------
    UnknownName
        When the run has no win of that id.
    """
    win = _win(view, win_id)
    theme_, height, safe = THEMES[theme], _HEIGHT[size], _SAFE[size]
    with styled():
        figure = Figure(
            figsize=(_WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=theme_.background
        )
        card = _Card(figure, height, theme_)
        top = _head(card, view, win, safe, show_date, units)
        foot = _foot(card, view.ladder, height - safe, show_date)
        numbers = foot - 300
        _numbers(card, view.run, numbers, units)
        _chart(card, win, stream, top + 40, numbers - 60, units)
        data = png(figure, dpi=_DPI)
    target = Path(path)
    target.write_bytes(data)
    said = alt_text(view, win_id=win_id, show_date=show_date, units=units)
    target.with_suffix(".txt").write_text(said + "\n", encoding="utf-8")


def alt_text(
    view: RunView, *, win_id: str | None = None, show_date: bool = True, units: Units = "km"
) -> str:
    """Return the sentences that stand for the card."""
    win = _win(view, win_id)
    said = [f"{_headline(view, win)}."]
    if win is not None:
        before = _before(win, units, show_date)
        said += [f"{before[:1].upper()}{before[1:]}."] if before else []
    facts = ", ".join(value for _, value in run_words.numbers(view.run, units))
    day = f" on {format_date(run_words.local_start(view.run).date())}" if show_date else ""
    said += [f"A run{day}: {facts}."] if facts else []
    rungs = _rungs(view.ladder, show_date)
    return " ".join([*said, f"{rungs}."] if rungs else said)


def share_text(
    view: RunView, *, win_id: str | None = None, show_date: bool = True, units: Units = "km"
) -> str:
    """Return a text to paste: the win, the run in numbers, and the ladder."""
    lines = [_headline(view, _win(view, win_id))]
    lines.append(" · ".join(value for _, value in run_words.numbers(view.run, units)))
    lines.append(_rungs(view.ladder, show_date))
    return "\n".join(line for line in lines if line)


def _win(view: RunView, win_id: str | None) -> dict[Any, Any] | None:
    if win_id is None:
        return next(iter(view.celebrated), None)
    known = {str(row["win_id"]): row for row in view.wins.to_dict("records")}
    if win_id not in known:
        raise UnknownName(f"{win_id} is no win of this run; it has {', '.join(known) or 'none'}")
    return known[win_id]


def _headline(view: RunView, win: Mapping[str, Any] | None) -> str:
    if win is not None:
        return str(win["label"])
    return "My first run in the log" if view.first_run else "One more run in the log"


def _before(win: Mapping[str, Any], units: Units, show_date: bool) -> str:
    told: dict[str, Any] = dict(win)
    if not show_date:
        told["previous_date"] = None
    said = run_words.before(told, units)
    return f"before: {said}" if said else ""


def _rungs(ladder: Ladder | None, show_date: bool) -> str:
    if ladder is None or ladder_words.over(ladder):
        return ""
    steps = ladder_words.steps(ladder)
    done = sum(step.state == "done" for step in steps)
    said = f"{done} of {len(steps)} rungs toward {ladder.goal.name}"
    if show_date and ladder.goal.date is not None:
        said += f", {format_date(ladder.goal.date, year=False)}"
    return said


class _Card:
    """A canvas measured in pixels from its upper left corner."""

    def __init__(self, figure: Figure, height: int, theme: Theme) -> None:
        self.figure, self.height, self.theme = figure, height, theme

    def text(
        self, x: float, y: float, text: str, size: float, colour: str, *,
        bold: bool = False, right: bool = False,
    ) -> None:  # fmt: skip
        self.figure.text(
            x / _WIDTH, 1 - y / self.height, text, fontsize=size * 72 / _DPI, color=colour,
            fontweight="bold" if bold else "normal", ha="right" if right else "left", va="top",
            parse_math=False,
        )  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.figure.add_artist(
            Rectangle(
                (x / _WIDTH, 1 - (y + height) / self.height), width / _WIDTH, height / self.height,
                facecolor=colour, edgecolor="none", transform=self.figure.transFigure,
            )
        )  # fmt: skip

    def fit(
        self, text: str, size: float, lines: int = 1, least: float = 44
    ) -> tuple[list[str], float]:
        """Return the lines of a bold text and the largest size at which they fit."""
        room = (_WIDTH - 2 * _MARGIN) * 72 / _DPI
        clean = drawable(text, "bold")
        while size > least:
            points = size * 72 / _DPI
            made = wrap(clean, room, points, "bold", lines)
            if self.fits(made, text):
                return made, size
            size -= 2
        return wrap(clean, room, size * 72 / _DPI, "bold", lines), size

    def fits(self, lines: list[str], text: str) -> bool:
        """Return whether nothing of the text was cut."""
        return " ".join(lines) == drawable(text, "bold")


def _head(
    card: _Card, view: RunView, win: Mapping[str, Any] | None, y: float, show_date: bool,
    units: Units,
) -> float:  # fmt: skip
    theme = card.theme
    card.text(_MARGIN, y, "SMALL WIN" if win is not None else "RUN", 34, theme.next, bold=True)
    y += 62
    lines, size = card.fit(_headline(view, win), 84, least=68)
    if not card.fits(lines, _headline(view, win)):
        lines, size = card.fit(_headline(view, win), 80, lines=2)
    for line in lines:
        card.text(_MARGIN, y, line, size, theme.ink, bold=True)
        y += size * 1.28
    parts = [_before(win, units, show_date)] if win is not None else []
    if show_date:
        parts.append(format_date(run_words.local_start(view.run).date(), weekday=True))
    room = (_WIDTH - 2 * _MARGIN) * 72 / _DPI
    said = drawable(" · ".join(part for part in parts if part))
    y += 8
    for line in wrap(said, room, 36 * 72 / _DPI):
        card.text(_MARGIN, y, line, 36, theme.muted)
        y += 48
    return y


def _numbers(card: _Card, run: Mapping[str, Any], y: float, units: Units) -> None:
    for place, (name, value) in enumerate(run_words.numbers(run, units)[:4]):
        row, column = divmod(place, 2)
        x = _MARGIN + column * 480
        card.text(x, y + row * 142, value.lstrip("+"), 66, card.theme.ink, bold=True)
        card.text(x, y + row * 142 + 78, name, 34, card.theme.muted)


def _foot(card: _Card, ladder: Ladder | None, bottom: float, show_date: bool) -> float:
    theme = card.theme
    card.text(_MARGIN, bottom - 40, "runwins", 34, theme.muted, bold=True)
    card.text(_WIDTH - _MARGIN, bottom - 40, "made on my own computer", 32, theme.muted, right=True)
    said = _rungs(ladder, show_date)
    if ladder is None or not said:
        return bottom - 70
    y = bottom - 180
    room = (_WIDTH - 2 * _MARGIN) * 72 / _DPI
    card.text(_MARGIN, y, wrap(drawable(said), room, 34 * 72 / _DPI, lines=1)[0], 34, theme.muted)
    steps = ladder_words.steps(ladder)
    gap = 8
    each = (_WIDTH - 2 * _MARGIN - gap * (len(steps) - 1)) / max(len(steps), 1)
    done = sum(step.state == "done" for step in steps)
    for place in range(len(steps)):
        colour = theme.done if place < done else theme.grid
        card.box(_MARGIN + place * (each + gap), y + 60, each, 18, colour)
    return y - 30


def _chart(
    card: _Card, win: Mapping[str, Any] | None, stream: pd.DataFrame | None, top: float,
    bottom: float, units: Units,
) -> None:  # fmt: skip
    shape = None if stream is None else hill_shape(stream)
    if shape is not None:
        _hills(card, shape, win, top, bottom)
    elif win is not None and not math.isnan(run_words.number(win["previous"])):
        _old_and_new(card, win, top, bottom, units)


def hill_shape(stream: pd.DataFrame) -> tuple[np.ndarray, np.ndarray] | None:
    """Return distance and relative height every 50 m, smoothed over 200 m; ``None`` if flat."""
    known = stream.loc[stream["altitude_m"].notna() & stream["distance_m"].notna()]
    distance = known["distance_m"].to_numpy(dtype=float)
    if len(distance) < 2 or distance[-1] - distance[0] < _LEAST_PROFILE_M:
        return None
    grid = np.arange(distance[0], distance[-1], 50.0)
    height = np.interp(grid, distance, known["altitude_m"].to_numpy(dtype=float))
    window = int(_SMOOTH_M / 50)
    padded = np.pad(height, window // 2, mode="edge")
    smooth = np.convolve(padded, np.ones(window) / window, mode="valid")[: len(grid)]
    if float(np.ptp(smooth)) < _LEAST_HEIGHT_M:
        return None
    return grid - grid[0], (smooth - smooth.min()) / float(np.ptp(smooth))


def _hills(
    card: _Card, shape: tuple[np.ndarray, np.ndarray], win: Mapping[str, Any] | None, top: float,
    bottom: float,
) -> None:  # fmt: skip
    theme = card.theme
    along, height = shape
    ax = card.figure.add_axes(
        (
            _MARGIN / _WIDTH, 1 - bottom / card.height, 1 - 2 * _MARGIN / _WIDTH,
            (bottom - top) / card.height,
        )
    )  # fmt: skip
    ax.set_axis_off()
    ax.fill_between(along, -0.12, height, color=theme.done, alpha=0.28, linewidth=0)
    ax.plot(along, height, color=theme.done, linewidth=5)
    ax.set_xlim(along[0], along[-1])
    ax.set_ylim(-0.12, 1.3)
    mark = run_words.number(win["previous"]) if win is not None and win["unit"] == "m" else math.nan
    distances = win is not None and str(win["family"]) in {"distance", "non-stop"}
    if distances and along[0] < mark < along[-1]:
        ax.axvline(mark, color=theme.next, linewidth=3, linestyle=(0, (4, 3)), ymax=0.86)
        late = mark > 0.7 * along[-1]
        ax.annotate(
            "old best", (mark, 1.3), xytext=(0, 0), textcoords="offset points",
            ha="right" if late else "left", va="top", color=theme.next, fontsize=34 * 72 / _DPI,
        )  # fmt: skip


def _old_and_new(
    card: _Card, win: Mapping[str, Any], top: float, bottom: float, units: Units
) -> None:
    """Draw the mark before and the new one as two bars from zero."""
    theme = card.theme
    old, new = float(win["previous"]), float(win["value"])
    room, kind, unit = _WIDTH - 2 * _MARGIN, str(win["kind"]), str(win["unit"])
    step = min(170.0, (bottom - top + 40) / 2)
    middle = top + max((bottom - top - 2 * step) / 2, 0)
    for place, (name, value, colour) in enumerate(
        (("before", old, theme.later), ("now", new, theme.done))
    ):
        y = middle + place * step
        said = drawable(run_words.amount(value, unit, kind, units))
        card.text(_MARGIN, y, name, 34, theme.muted)
        card.text(_WIDTH - _MARGIN, y, said, 34, theme.ink, bold=True, right=True)
        card.box(_MARGIN, y + 52, room, step - 110, theme.panel)
        card.box(_MARGIN, y + 52, room * value / max(old, new), step - 110, colour)

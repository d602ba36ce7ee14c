"""What a card shows: the shape of the hills, or the mark before and the new one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from runwins.report import run_words
from runwins.report.card_canvas import DPI, MARGIN, WIDTH, Canvas
from runwins.report.card_route import Floats
from runwins.report.drawn_text import drawable
from runwins.units import Units

_SMOOTH_M = 200.0
_LEAST_PROFILE_M = 1000.0
_LEAST_HEIGHT_M = 15.0


def draw(
    card: Canvas, win: Mapping[str, Any] | None, stream: pd.DataFrame | None, top: float,
    bottom: float, units: Units,
) -> bool:  # fmt: skip
    """Draw what the run or its win looks like; return whether that is known."""
    shape = None if stream is None else hill_shape(stream)
    if shape is not None:
        _hills(card, shape, win, top, bottom)
        return True
    if win is None or math.isnan(run_words.number(win["previous"])):
        return False
    _old_and_new(card, win, top, bottom, units)
    return True


def draw_way(card: Canvas, pieces: Sequence[Floats], top: float, bottom: float) -> None:
    """Draw the shape of a run, as large as it fits: no ground, no scale, no beginning, no end."""
    rise = max(float(np.vstack(pieces)[:, 1].max()), 0.01)
    wide = min(WIDTH - 2 * MARGIN, (bottom - top) / rise)
    high = wide * rise
    ax = card.figure.add_axes(
        (
            (WIDTH - wide) / 2 / WIDTH, 1 - (top + bottom + high) / 2 / card.height, wide / WIDTH,
            high / card.height,
        )
    )  # fmt: skip
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(0, rise)
    for piece in pieces:
        ax.plot(*piece.T, color=card.theme.done, linewidth=6, solid_capstyle="round", clip_on=False)


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
    card: Canvas, shape: tuple[np.ndarray, np.ndarray], win: Mapping[str, Any] | None, top: float,
    bottom: float,
) -> None:  # fmt: skip
    theme = card.theme
    along, height = shape
    ax = card.figure.add_axes(
        (
            MARGIN / WIDTH, 1 - bottom / card.height, 1 - 2 * MARGIN / WIDTH,
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
            ha="right" if late else "left", va="top", color=theme.next, fontsize=34 * 72 / DPI,
        )  # fmt: skip


def _old_and_new(
    card: Canvas, win: Mapping[str, Any], top: float, bottom: float, units: Units
) -> None:
    """Draw the mark before and the new one as two bars from zero."""
    theme = card.theme
    old, new = float(win["previous"]), float(win["value"])
    room, kind, unit = WIDTH - 2 * MARGIN, str(win["kind"]), str(win["unit"])
    step = min(170.0, (bottom - top + 40) / 2)
    middle = top + max((bottom - top - 2 * step) / 2, 0)
    for place, (name, value, colour) in enumerate(
        (("before", old, theme.later), ("now", new, theme.done))
    ):
        y = middle + place * step
        said = drawable(run_words.amount(value, unit, kind, units))
        card.text(MARGIN, y, name, 34, theme.muted)
        card.text(WIDTH - MARGIN, y, said, 34, theme.ink, bold=True, right=True)
        card.box(MARGIN, y + 52, room, step - 110, theme.panel)
        card.box(MARGIN, y + 52, room * value / max(old, new), step - 110, colour)

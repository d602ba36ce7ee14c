"""Text inside pictures: what the font can draw, how wide it comes out, where it breaks.

Names may come from files of others: control characters never get here, nothing is read as
mathtext, and characters without a glyph are replaced before they reach the font.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from runwins.report.plain_text import one_line

_BOX = "□"


@lru_cache(maxsize=2)
def _glyphs(weight: str) -> frozenset[int]:
    font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
    return frozenset(font.get_charmap())


def drawable(text: Any, weight: str = "normal") -> str:
    """Return `text` in one line with what the font can draw.

    A letter without a glyph becomes a box; an emoji or a mark without one vanishes.
    """
    known = _glyphs(weight)
    kept: list[str] = []
    for char in one_line(text):
        if ord(char) in known:
            kept.append(char)
        elif unicodedata.category(char)[0] in "LN":
            kept.append(_BOX)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=4096)
def width_pt(text: str, size: float, weight: str = "normal") -> float:
    """Return how wide a drawable text is at that size, in points."""
    if not text:
        return 0.0
    font = FontProperties(family="DejaVu Sans", weight=weight, size=size)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def shorten(text: str, room_pt: float, size: float, weight: str = "normal") -> str:
    """Return the text, or as much of it as fits the room and an ellipsis."""
    if width_pt(text, size, weight) <= room_pt:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_pt(f"{text[:middle].rstrip()}…", size, weight) <= room_pt:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def wrap(
    text: str, room_pt: float, size: float, weight: str = "normal", lines: int = 2
) -> list[str]:
    """Return the text in at most `lines` lines that fit the room; what is over is cut with …."""
    made: list[str] = []
    words = text.split()
    while words and len(made) < lines - 1:
        line = words.pop(0)
        while words and width_pt(f"{line} {words[0]}", size, weight) <= room_pt:
            line = f"{line} {words.pop(0)}"
        made.append(shorten(line, room_pt, size, weight))
    if words:
        made.append(shorten(" ".join(words), room_pt, size, weight))
    return made

"""Text inside pictures: what the font can draw, how wide it comes out, where it breaks.

Names may come from files of others: control characters never get here, nothing is read as
mathtext, and characters without a glyph are replaced before they reach the font.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font

from runwins.report.plain_text import NO_BREAK, one_line, together

_BOX = "□"
_MAIN = "DejaVu Sans"
_MEASURED_PT = 100.0
_OTHER_SCRIPTS = (
    "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR",
    "Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Yu Gothic", "Microsoft YaHei",
    "Malgun Gothic", "WenQuanYi Micro Hei", "Noto Sans Devanagari", "Noto Sans Bengali",
    "Noto Sans Tamil", "Noto Sans Thai", "Nirmala UI", "Leelawadee UI", "Thonburi", "Loma",
    "Noto Sans Ethiopic",
)  # fmt: skip

_UNSPACED = "\u2e80-\u2fff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "\u3001\u3002\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1f\u30fb\u30fc"
_PART = re.compile(f"[{_UNSPACED}][{_CLOSING}]*|[^{_UNSPACED}]+")
_EMOJI_TAIL = re.compile("\u200d[^\\w\\s]\ufe0f?")
"""What is joined to an emoji: of 🏃‍♀️ no lone ♀ shall be left where no font has the runner."""


@lru_cache(maxsize=1)
def _installed() -> tuple[str, ...]:
    """Return the fonts for other scripts that this machine has."""
    known = {font.name for font in fontManager.ttflist}
    return tuple(family for family in _OTHER_SCRIPTS if family in known)


@lru_cache(maxsize=32)
def _glyphs(family: str, weight: str) -> frozenset[int]:
    return frozenset(_font(family, weight).get_charmap())


def families(text: str, weight: str = "normal") -> list[str]:
    """Return the fonts that a text needs: one, and others only for letters that it lacks."""
    return list(_families(text, weight))


@lru_cache(maxsize=4096)
def _families(text: str, weight: str) -> tuple[str, ...]:
    needed = [_MAIN]
    missing = {ord(char) for char in text} - _glyphs(_MAIN, weight)
    for family in _installed() if missing else ():
        if missing & _glyphs(family, weight):
            needed.append(family)
            missing -= _glyphs(family, weight)
    return tuple(needed)


def drawable(text: Any, weight: str = "normal") -> str:
    """Return `text` in one line with what this machine's fonts can draw.

    A letter without a glyph becomes a box; an emoji or a mark without one vanishes.
    """
    line = one_line(_EMOJI_TAIL.sub("", str(text)))
    known = frozenset().union(*(_glyphs(family, weight) for family in families(line, weight)))
    kept: list[str] = []
    for char in line:
        if ord(char) in known:
            kept.append(char)
        elif unicodedata.category(char)[0] in "LN":
            kept.append(_BOX)
    return " ".join("".join(kept).split())


def width_pt(text: str, size: float, weight: str = "normal") -> float:
    """Return how wide a drawable text is at that size, in points; kerning would narrow it a bit."""
    return size * sum(_advance(char, weight) for char in text)


@lru_cache(maxsize=4096)
def _advance(char: str, weight: str) -> float:
    """Return how far a letter moves the pen, as a share of the size of the text."""
    family = families(char, weight)[-1]
    font = _font(family, weight)
    return float(font.load_char(ord(char)).linearHoriAdvance / 65536 / _MEASURED_PT)


@lru_cache(maxsize=32)
def _font(family: str, weight: str) -> FT2Font:
    font = FT2Font(findfont(FontProperties(family=family, weight=weight)))
    font.set_size(_MEASURED_PT, 72)
    return font


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
    """Return the text in at most `lines` lines that fit the room; what is over is cut with ….

    A number stays beside its unit. Chinese and Japanese break between any two letters, but not
    before a closing mark.
    """
    made: list[str] = []
    words = together(" ".join(text.split())).split(" ")
    parts = [part for word in words for part in (" ", *_PART.findall(word))][1:]
    while parts and len(made) < lines - 1:
        line = parts.pop(0)
        while parts:
            more = "".join(parts[:2]) if parts[0] == " " else parts[0]
            if width_pt(line + more, size, weight) > room_pt:
                break
            del parts[: 2 if parts[0] == " " else 1]
            line += more
        made.append(shorten(line, room_pt, size, weight))
        if parts and parts[0] == " ":
            del parts[0]
    if parts:
        made.append(shorten("".join(parts), room_pt, size, weight))
    return [line.replace(NO_BREAK, " ") for line in made]

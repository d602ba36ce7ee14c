"""Texts of others, made harmless: one line, no control characters, no marks that turn its order."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

LONGEST_NAME = 120
"""So many characters of a name stand in a title or in a sentence."""

NO_BREAK = "\N{NO-BREAK SPACE}"
_UNITS = "km|mi|m|ft|min|h|s|%|/km|/mi|m/h|ft/h|km-effort"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_BELONGS = re.compile(rf"(?<=\d) (?=(?:{_UNITS}|{_MONTHS})(?![a-z]))|(?<=\d h) (?=\d+ min)")
_JOINERS = {"\u200c", "\u200d"}


def one_line(text: Any, *, joiners: bool = False) -> str:
    """Return the text in one line without control and formatting characters.

    Line ends, tabs and escape characters become spaces; marks of direction, unassigned and private
    characters vanish. `joiners` keeps the two invisible letters that scripts and emoji need.
    """
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", str(text)):
        kind = unicodedata.category(char)
        if kind in {"Cc", "Zl", "Zp"}:
            kept.append(" ")
        elif kind[0] != "C" or (joiners and char in _JOINERS):
            kept.append(char)
    return " ".join("".join(kept).split())


def together(text: str) -> str:
    """Return the text with a no-break space between a number and its unit, a day and its month."""
    return _BELONGS.sub(NO_BREAK, text)


def cut(text: str, most: int) -> str:
    """Return the text, or its first `most` characters and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

"""Texts of others, made harmless: one line, no control characters, no marks that turn its order."""

from __future__ import annotations

import unicodedata
from typing import Any

LONGEST_NAME = 120
"""So many characters of a name stand in a title or in a sentence."""

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


def cut(text: str, most: int) -> str:
    """Return the text, or its first `most` characters and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

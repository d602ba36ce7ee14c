"""Text in the columns of a terminal: how wide it is, cut to fit, free of control characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from runwins.report.plain_text import one_line
from runwins.report.style import ASCII, UNICODE, Symbols
from runwins.units import Units

_CODES = {"bold": "1", "next": "1;33", "done": "36", "muted": "90", "past_date": "35"}


@dataclass(frozen=True, slots=True)
class TerminalStyle:
    """What the terminal can show.

    Attributes
    ----------
    colour
        Whether to send colours. Colour adds and never carries: all is said without it.
    unicode
        Whether it shows more than ASCII.
    width
        In columns.
    units
        What the runner thinks in.
    """

    colour: bool = False
    unicode: bool = True
    width: int = 80
    units: Units = "km"

    @property
    def symbols(self) -> Symbols:
        """The marks that this terminal can show."""
        return UNICODE if self.unicode else ASCII

    def paint(self, text: str, role: str) -> str:
        """Return the text in the colour of a role: bold, next, done, muted, past_date."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self.colour and text else text

    def clean(self, text: Any) -> str:
        """Return a text of others in one line that cannot steer the terminal.

        Without Unicode, accents are dropped and what then is not ASCII becomes ``?``.
        """
        line = one_line(text)
        return line if self.unicode else to_ascii(line)


def to_ascii(text: str) -> str:
    """Return the text in ASCII: dashes and accents simplified, what has no such form as ``?``."""
    for char, plain in (("–", "-"), ("—", "-"), ("−", "-"), ("·", "-"), ("’", "'"), ("×", "x"),
                        ("…", "..."), ("→", "->"), ("°", " deg "), ("\u00a0", " ")):  # fmt: skip
        text = text.replace(char, plain)
    split = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in split if not unicodedata.combining(char))
    return bare.encode("ascii", "replace").decode("ascii")


def width(text: str) -> int:
    """Return how many columns a clean text takes: two for wide characters, none for marks."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def cut(text: str, room: int, style: TerminalStyle) -> str:
    """Return the text, or what fits of it and an ellipsis."""
    if width(text) <= room:
        return text
    end = style.symbols.ellipsis
    kept = ""
    for char in text:
        if width(kept) + _width(char) + len(end) > room:
            break
        kept += char
    return kept.rstrip() + end


def left(text: str, room: int, style: TerminalStyle) -> str:
    """Return the text in exactly `room` columns, at their left."""
    text = cut(text, room, style)
    return text + " " * (room - width(text))


def right(text: str, room: int, style: TerminalStyle) -> str:
    """Return the text in exactly `room` columns, at their right."""
    text = cut(text, room, style)
    return " " * (room - width(text)) + text


def wrap(text: str, room: int, style: TerminalStyle) -> list[str]:
    """Return a clean text in lines of at most `room` columns."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) > room and line:
            lines.append(line)
            joined = word
        line = cut(joined, room, style)
    return [*lines, line] if line else lines

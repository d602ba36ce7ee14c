"""How runwins looks and speaks: colours, words for states, symbols.

The colours were checked against their background (WCAG contrast of at least 4.5 : 1 for text) and
against each other under simulated deuteranopia, protanopia and tritanopia. In greyscale the states
do not differ by tone, so every state also has its own shape and its own word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

ThemeName = Literal["light", "dark"]

STYLE_FILE = Path(__file__).with_name("runwins.mplstyle")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for, as ``#RRGGBB``.

    Attributes
    ----------
    background, panel
        Of the page, and of a box on it.
    ink, muted
        Text that matters, and text beside it.
    done, next, later, past_date
        The states of a rung; `done` also marks what was reached, `next` what stands out.
    band
        The likely range of dates; always outlined in `next`.
    grid
        Lines that carry no meaning of their own.
    """

    background: str
    panel: str
    ink: str
    muted: str
    done: str
    next: str
    later: str
    past_date: str
    band: str
    grid: str


THEMES: Mapping[ThemeName, Theme] = {
    "light": Theme(
        background="#FFFFFF",
        panel="#F5F7FA",
        ink="#16202C",
        muted="#55606E",
        done="#005F99",
        next="#B54300",
        later="#6B7684",
        past_date="#8A3A72",
        band="#F0B27A",
        grid="#D5DBE3",
    ),
    "dark": Theme(
        background="#10161D",
        panel="#18212B",
        ink="#EEF2F6",
        muted="#A8B3C0",
        done="#5DB7EE",
        next="#FFAE42",
        later="#8C98A6",
        past_date="#E48FC4",
        band="#7A4A14",
        grid="#33404D",
    ),
}


def css_variables(theme: ThemeName) -> dict[str, str]:
    """Return the theme as CSS custom properties: ``--rw-past-date`` → ``#8A3A72``."""
    colours = THEMES[theme]
    return {
        f"--rw-{field.name.replace('_', '-')}": getattr(colours, field.name)
        for field in fields(colours)
    }


def state_colour(state: str, theme: Theme) -> str:
    """Return the colour of a rung's state."""
    return {
        "done": theme.done,
        "next": theme.next,
        "later": theme.later,
        "past_date": theme.past_date,
        "will_not_fit": theme.past_date,
    }[state]


@dataclass(frozen=True, slots=True)
class Symbols:
    """One character for each thing that is marked; never two columns wide, never an emoji."""

    first: str = "★"
    better: str = "▲"
    steady: str = "●"
    done: str = "✓"
    next: str = "◆"
    later: str = "○"
    open: str = "✕"
    flag: str = "⚑"
    line: str = "─"
    today: str = "┊"
    solid_band: str = "━"
    dashed_band: str = "╌"
    dot: str = "·"
    dash: str = "–"
    ellipsis: str = "…"

    def state(self, state: str) -> str:
        """Return the mark of a rung's state."""
        return {"done": self.done, "next": self.next, "later": self.later}.get(state, self.open)

    def family(self, family: str) -> str:
        """Return the mark of a family of wins: something first, something better, or kept up."""
        if family in {"pace", "hills", "routes", "engine"}:
            return self.better
        if family in {"distance", "non-stop", "ladder"}:
            return self.first
        return self.steady


UNICODE = Symbols()
ASCII = Symbols(
    first="*", better="^", steady="o", done="+", next=">", later=".", open="x", flag="|",
    line="-", today=":", solid_band="=", dashed_band="-", dot="-", dash="-", ellipsis="...",
)  # fmt: skip

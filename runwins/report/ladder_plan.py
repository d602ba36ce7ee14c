"""How a ladder's picture is laid out: everything that depends on the length of its texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from runwins.goal import Ladder
from runwins.report import ladder_words
from runwins.report.drawn_text import drawable, width_pt, wrap
from runwins.report.ladder_words import Step
from runwins.report.style import UNICODE
from runwins.units import format_date

Layout = Literal["wide", "tall"]

GAP_PT = 14.0
"""Between the rungs' names and the picture."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of a layout: inches for the whole, points for the rest."""

    width_in: float
    margin_pt: float
    title: float
    subtitle: float
    label: float
    small: float
    row_pt: float
    column_pt: float
    disc: float
    subtitle_lines: int


_SIZES: dict[Layout, Sizes] = {
    "wide": Sizes(12.0, 26, 21, 13.5, 14.5, 12.5, 38, 300, 17, 4),
    "tall": Sizes(5.4, 16, 17, 12.5, 13, 12, 42, 176, 15, 9),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A rung as it is written beside the picture."""

    step: Step
    label: list[str]
    words: list[str]

    def height_pt(self, sizes: Sizes) -> float:
        """Return how high its lines are together."""
        return len(self.label) * sizes.label * 1.2 + len(self.words) * sizes.small * 1.25


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things go: all that depends on the length of texts."""

    sizes: Sizes
    rows: list[Row]
    race: Row
    title: list[str]
    subtitle: list[str]
    legend: list[str]
    column_pt: float
    row_pt: float

    @property
    def head_pt(self) -> float:
        """Points above the rungs."""
        sizes = self.sizes
        lines = len(self.title) * sizes.title * 1.25 + len(self.subtitle) * sizes.subtitle * 1.35
        return sizes.margin_pt + lines + 12

    @property
    def foot_pt(self) -> float:
        """Points below the rungs."""
        return self.sizes.margin_pt * 0.8 + len(self.legend) * self.sizes.small * 1.35 + 46

    @property
    def body_pt(self) -> float:
        """Points that the rungs take."""
        return (len(self.rows) + 1.3) * self.row_pt


def plan_of(ladder: Ladder, layout: Layout) -> Plan:
    """Return the layout of a ladder's picture."""
    sizes = _SIZES[layout]
    room = sizes.width_in * 72 - 2 * sizes.margin_pt
    rungs = ladder_words.steps(ladder)
    longest = max(
        [width_pt(drawable(step.label, "bold"), sizes.label, "bold") for step in rungs]
        + [width_pt(drawable(ladder_words.when(step, ladder)), sizes.small) + 18 for step in rungs]
        + [width_pt(drawable(ladder.goal.name, "bold"), sizes.label, "bold"), 110.0]
    )
    column = min(longest, sizes.column_pt)
    rows = [_row(step, ladder, sizes, column) for step in rungs]
    top = _race_row(ladder, sizes, column)
    tallest = max(row.height_pt(sizes) for row in [*rows, top])
    subtitle = _subtitle(ladder, room, sizes)
    return Plan(
        sizes=sizes,
        rows=rows,
        race=top,
        title=wrap(drawable(ladder_words.finding(ladder), "bold"), room, sizes.title, "bold", 3),
        subtitle=subtitle,
        legend=wrap(_legend(ladder, rungs, " ".join(subtitle)), room, sizes.small, lines=5),
        column_pt=column,
        row_pt=max(sizes.row_pt, tallest + 6),
    )


def _subtitle(ladder: Ladder, room: float, sizes: Sizes) -> list[str]:
    said = " ".join(ladder_words.beside_picture(ladder)[0])
    return wrap(drawable(said), room, sizes.subtitle, lines=sizes.subtitle_lines)


def _row(step: Step, ladder: Ladder, sizes: Sizes, column: float) -> Row:
    label = wrap(drawable(step.label, "bold"), column, sizes.label, "bold")
    step = replace(step, state=ladder_words.shown_state(step, ladder))
    words = f"{UNICODE.state(step.state)} {ladder_words.when(step, ladder)}"
    lines = wrap(words, column, sizes.small)
    return Row(step, label, lines)


def _race_row(ladder: Ladder, sizes: Sizes, column: float) -> Row:
    goal = ladder.goal
    run = ladder_words.race(ladder)
    state = run.state if run is not None else "later"
    step = run or Step(goal.name, state, "race", "m", goal.distance_m, None, *[None] * 6)
    label = wrap(drawable(goal.name, "bold"), column, sizes.label, "bold")
    words = format_date(goal.date, weekday=True) if goal.date else "no day set"
    if state == "done":
        words = f"{UNICODE.done} done · {words}"
    lines = wrap(words, column, sizes.small)
    return Row(step, label, lines)


def _legend(ladder: Ladder, rungs: list[Step], subtitle: str) -> str:
    parts: list[str] = []
    if ladder_words.over(ladder):
        return ""
    banded = any(step.state in {"next", "later"} and step.p10 for step in rungs)
    if banded and not ladder_words.too_early(ladder):
        among = "" if "start line" in subtitle else f", {ladder_words.AMONG_STARTERS}"
        parts.append(f"Bar: the days between which 8 in 10 get there{among}.")
    if any(step.planned and step.state in {"next", "later"} for step in rungs):
        mark = "Marks ahead" if ladder_words.too_early(ladder) else "Small upright lines"
        parts.append(f"{mark}: days on a gentle plan.")
    return " ".join(parts)

"""The milestone ladder, wide for a page and tall for a phone."""

from __future__ import annotations

from runwins.goal import Ladder
from runwins.report import ladder_chart, ladder_words
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, styled
from runwins.report.parts import Cell, Picture, Section, Sentences, Table
from runwins.units import format_date


def section(block: BlockInput) -> Section | None:
    """Return the ladder, where there is a goal."""
    ladder = block.ladder
    if ladder is None:
        return None
    said = ""
    now = "today"
    if block.ended and not ladder_words.over(ladder):
        now = ladder_words.short_day(ladder.today, block.made_on)
        said = f"As it stood on {format_date(ladder.today)}, the last day of the {block.called}."
    below = ladder_words.beside_picture(ladder)[1]
    promised = tuple(ladder_words.rewards(ladder))
    told = (Sentences(tuple(below)),) if below else ()
    rewards = (Sentences(promised, listed=True),) if promised else ()
    return Section("ladder", "Milestone ladder", said, (picture(ladder, now), *told, *rewards))


def picture(ladder: Ladder, now: str = "today") -> Picture:
    """Return the ladder as a picture, wide for a page and tall for a phone; `now` is its day."""
    beside = ladder_words.beside_picture(ladder)[0]
    return Picture(
        "ladder", _svg(ladder, "wide", now), _svg(ladder, "tall", now), data=_table(ladder),
        told=" ".join([f"{ladder_words.finding(ladder)}.", *beside]),
    )  # fmt: skip


def _svg(ladder: Ladder, layout: ladder_chart.Layout, now: str) -> str:
    figure = ladder_chart.figure(ladder, layout=layout, now=now)
    with styled():
        return inline_svg(
            figure, f"ladder-{layout}", ladder_words.finding(ladder),
            ladder_words.alt_text(ladder), trim_pt=24 if layout == "wide" else 14,
        )  # fmt: skip


def _table(ladder: Ladder) -> Table:
    rows = []
    for step in ladder_words.steps(ladder):
        planned = format_date(step.planned) if step.planned else ""
        rows.append(
            (Cell(step.label), Cell(_WORDS[step.state]), Cell(ladder_words.when(step, ladder)),
             Cell(planned))
        )  # fmt: skip
    return Table(
        "The rungs in order, lowest first",
        ("Rung", "State", "When", "Gentle plan"),
        tuple(rows),
        folded=True,
    )


_WORDS = {
    "done": "done",
    "next": "next",
    "later": "later",
    "past_date": "not yet",
    "will_not_fit": "will not fit",
}

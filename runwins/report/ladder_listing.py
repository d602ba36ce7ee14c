"""Short answers about a ladder for the terminal: rungs with their names, marked days, blocks."""

from __future__ import annotations

from runwins.goal import Away, Block, Ladder
from runwins.report import ladder_words
from runwins.report.cells import TerminalStyle
from runwins.report.listings import table
from runwins.report.plain_text import one_line
from runwins.units import format_date


def rungs_table(ladder: Ladder, style: TerminalStyle) -> str:
    """Return the rungs below the race, lowest first, with the names that commands go by."""
    rows = [["", "name", "rung", "when"]]
    for step, rung_id in zip(ladder_words.steps(ladder), ladder.steps["rung_id"], strict=True):
        state = ladder_words.shown_state(step, ladder)
        when = ladder_words.when(step, ladder).replace(" to after race day", " or later")
        rows.append([
            style.symbols.state(state), style.clean(rung_id), style.clean(step.label),
            style.clean(when),
        ])  # fmt: skip
    return table(rows, "llll", style)


def away_line(away: Away) -> str:
    """Return days marked as away in a line."""
    said = f"{away.reason}, {format_date(away.first)}"
    if away.last != away.first:
        said += f" to {format_date(away.last)}"
    return f"{said}: {one_line(away.text)}" if away.text else said


def block_line(block: Block) -> str:
    """Return a block in a line."""
    weeks = ((block.last - block.first).days + 1) / 7
    return (
        f"{one_line(block.name)}   {format_date(block.first)} to {format_date(block.last)}   "
        f"{weeks:.0f} weeks"
    )

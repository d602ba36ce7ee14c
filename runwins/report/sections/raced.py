"""After the race: when the runner was where, beside the plan that was made before it."""

from __future__ import annotations

import math

from runwins.report.block_input import BlockInput
from runwins.report.parts import Cell, Part, Section, Sentences, Table
from runwins.report.raced_view import raced_rows, raced_words


def section(block: BlockInput) -> Section | None:
    """Return each leg of the race as it was planned and as it was run."""
    view = block.course
    if view is None or view.raced is None:
        return None
    heads, rows = raced_rows(view.raced, block.units)
    heads[:2] = ["To", f"At {block.units}"]
    cells = tuple(tuple(Cell(text) for text in (name, at, *times)) for at, name, *times in rows)
    table = Table(
        "Each leg of the race", tuple(head[0].upper() + head[1:] for head in heads), cells,
        right=tuple(range(1, len(heads))),
    )  # fmt: skip
    parts: list[Part] = [table]
    if math.isfinite(view.plan.a_s):
        parts.append(Sentences(("The plan was made from the runs before race day.",)))
    return Section("raced", "Planned and raced", raced_words(view.raced), tuple(parts))

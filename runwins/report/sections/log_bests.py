"""The bests of a whole log, and how the best over some distances came down."""

from __future__ import annotations

from runwins.report.block_input import BlockInput
from runwins.report.parts import Cell, Part, Section, Table
from runwins.report.sections.pace import dated_efforts, efforts_caption, history, took
from runwins.units import (
    HALF_MARATHON,
    MARATHON,
    distance_name,
    format_date,
    format_pace,
)

_RACED_M = (1000.0, 5000.0, 10_000.0, HALF_MARATHON, MARATHON)
_LEAST_EFFORTS = 4


def section(block: BlockInput) -> Section:
    """Return the best over each distance with its day, and pictures of those run most often."""
    efforts = dated_efforts(block)
    if efforts.empty:
        said = "No best yet: no run of a standard distance that can be trusted."
        return Section("bests", "Bests", said)
    ordered = efforts.sort_values(["distance_m", "elapsed_s", "date"], kind="stable")
    best = ordered.drop_duplicates("distance_m")
    rows = tuple(
        (
            Cell(distance_name(effort["distance_m"], block.units)),
            Cell(took(effort)),
            Cell(format_pace(effort["distance_m"] / effort["elapsed_s"], block.units)),
            Cell(format_date(effort["date"].date()), run_id=str(effort["run_id"])),
        )
        for effort in best.to_dict("records")
    )
    parts: list[Part] = [
        Table(
            efforts_caption(rows), ("Distance", "Time", "Pace", "Date"), rows, right=(1, 2),
        )
    ]  # fmt: skip
    counts = efforts.groupby("distance_m").size()
    often = counts[(counts >= _LEAST_EFFORTS) & counts.index.isin(_RACED_M)]
    drawn = (history(efforts, float(distance), block) for distance in sorted(often.index))
    parts += [picture for picture in drawn if picture is not None]
    said = f"{len(rows)} distances." if len(rows) > 1 else "One distance."
    return Section("bests", "Bests", said, tuple(parts))

"""What was almost a win, and what was not counted and why."""

from __future__ import annotations

import pandas as pd

from runwins.report import run_words
from runwins.report.block_input import BlockInput
from runwins.report.parts import Cell, Section, Table
from runwins.units import format_date

_MOST = 20


def section(block: BlockInput) -> Section | None:
    """Return near marks and exclusions of the block, the newest first."""
    remarks = block.within(block.remarks, "date").sort_values(
        "date", ascending=False, kind="stable"
    )
    near = remarks[remarks["remark"] == "almost"]
    excluded = remarks[remarks["remark"] == "not counted"]
    if near.empty and excluded.empty:
        return None
    tables = []
    for caption, found in (
        ("Almost: close to a mark", near),
        ("Not counted, and why", excluded),
    ):
        rows = tuple(
            (_day(row["date"], row["run_id"]), Cell(run_words.remark(row)))
            for row in found.head(_MOST).to_dict("records")
        )
        if rows:
            tables.append(Table(caption, ("Date", "What"), rows))
    said = f"{len(near) or 'Nothing'} close to a mark, {len(excluded) or 'nothing'} not counted."
    more = max(len(near), len(excluded)) > _MOST
    said += f" The newest {_MOST} of each are listed." if more else ""
    return Section("honesty", "Almost and not counted", said, tuple(tables))


def _day(value: pd.Timestamp, run_id: str) -> Cell:
    return Cell(format_date(pd.Timestamp(value).date()), run_id=run_id)

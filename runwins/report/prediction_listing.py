"""How a prediction moved over the block, for the terminal."""

from __future__ import annotations

import math

import pandas as pd

from runwins.report.cells import TerminalStyle
from runwins.report.listings import table
from runwins.units import format_date, format_duration

_STILL_S = 1.0


def prediction_table(weekly: pd.DataFrame, style: TerminalStyle) -> str:
    """Return the weeks of a prediction as a table, and what they come to."""
    known = weekly.dropna(subset=["p50_s"])
    if known.empty:
        return "no week of the block had enough running to predict from"
    rows = [["as of", "1 in 10 faster", "middle", "9 in 10 faster", "moved"]]
    for week in known.to_dict("records"):
        moved = week["moved_s"]
        said = ""
        if math.isfinite(moved) and abs(moved) >= _STILL_S:
            said = f"{'+' if moved > 0 else '-'}{format_duration(abs(moved))}"
        rows.append(
            [
                format_date(week["date"].date()),
                *(format_duration(week[column]) for column in ("p10_s", "p50_s", "p90_s")),
                said,
            ]
        )
    first, last = float(known["p50_s"].iloc[0]), float(known["p50_s"].iloc[-1])
    words = f"The middle came from {format_duration(first)} to {format_duration(last)}."
    if abs(last - first) < _STILL_S:
        words = f"The middle stayed at {format_duration(last)}."
    return f"{table(rows, 'lrrrr', style)}\n\n {words}"

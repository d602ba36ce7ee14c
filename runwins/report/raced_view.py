"""After the race, in the terminal: each leg as it was planned and as it was run."""

from __future__ import annotations

import math

import pandas as pd

from runwins.report.cells import TerminalStyle
from runwins.report.listings import table
from runwins.units import KM, MILE, format_duration


def raced_view(legs: pd.DataFrame, style: TerminalStyle) -> str:
    """Return frame `RACED_LEGS` as a table, and what it comes to, in a sentence."""
    size, unit = (MILE, "mi") if style.units == "mi" else (KM, "km")
    rows = [[unit, "to", "planned", "arrived", "against plan", "on this leg"]]
    rows += [
        [
            f"{leg['to_m'] / size:.1f}", style.clean(leg["name"]), _time(leg["planned_arrival_s"]),
            _time(leg["arrival_s"]), _signed(leg["behind_s"]), _signed(leg["lost_s"]),
        ]
        for leg in legs.to_dict("records")
    ]  # fmt: skip
    return f"{table(rows, 'rlrrrr', style, give=1)}\n\n {raced_words(legs)}"


def raced_words(legs: pd.DataFrame) -> str:
    """Return how the race went against the plan, in a sentence."""
    last = legs.iloc[-1]
    if not math.isfinite(last["arrival_s"]):
        return "The recording does not reach the finish of this course."
    behind = float(last["behind_s"])
    said = f"Finished in {format_duration(last['arrival_s'])}, "
    said += f"{format_duration(abs(behind))} {'after' if behind > 0 else 'before'} plan A."
    known = legs.dropna(subset=["lost_s"])
    if len(known) > 1:
        best = known.sort_values("lost_s", kind="stable").iloc[0]
        if best["lost_s"] < 0:
            said += (
                f" Fastest against the plan: the leg to {best['name']}, {_signed(best['lost_s'])}."
            )
    return said


def _time(seconds: float) -> str:
    return format_duration(seconds) if math.isfinite(seconds) else "–"


def _signed(seconds: float) -> str:
    if not math.isfinite(seconds):
        return "–"
    return f"{'+' if seconds >= 0 else '-'}{format_duration(abs(seconds))}"

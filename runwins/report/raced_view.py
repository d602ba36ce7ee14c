"""After the race: each leg as it was planned and as it was run, in words and in a table."""

from __future__ import annotations

import math

import pandas as pd

from runwins.report.cells import TerminalStyle, wrap
from runwins.report.listings import table
from runwins.units import KM, MILE, Units, format_duration


def raced_view(legs: pd.DataFrame, style: TerminalStyle) -> str:
    """Return frame `RACED_LEGS` as a table, and what it comes to, in a sentence."""
    heads, rows = raced_rows(legs, style.units)
    cells = [[style.clean(cell) for cell in row] for row in (heads, *rows)]
    said = table(cells, "rl" + "r" * (len(heads) - 2), style, give=1)
    words = [f" {line}" for line in wrap(style.clean(raced_words(legs)), style.width - 2, style)]
    return "\n".join([said, "", *words])


def raced_rows(legs: pd.DataFrame, units: Units) -> tuple[list[str], list[list[str]]]:
    """Return each leg's end, its name, and the times as they were planned and run, under heads."""
    size = MILE if units == "mi" else KM
    columns: list[tuple[str, list[str]]] = [
        (units, [f"{at / size:.1f}" for at in legs["to_m"]]),
        ("to", [str(name) for name in legs["name"]]),
        ("arrived", [_time(seconds) for seconds in legs["arrival_s"]]),
    ]
    if bool(legs["planned_arrival_s"].notna().any()):
        planned = [_time(seconds) for seconds in legs["planned_arrival_s"]]
        columns.insert(2, ("planned", planned))
        columns.append(("against plan", [_signed(seconds) for seconds in legs["behind_s"]]))
        columns.append(("on this leg", [_signed(seconds) for seconds in legs["lost_s"]]))
    else:
        columns.append(("this leg", [_time(seconds) for seconds in legs["leg_s"]]))
    rows = zip(*(cells for _, cells in columns), strict=True)
    return [head for head, _ in columns], [list(row) for row in rows]


def raced_words(legs: pd.DataFrame) -> str:
    """Return how the race went against the plan, in a sentence."""
    if legs["arrival_s"].isna().all():
        return "The recording passes no station of this course, nor its finish: it is another way."
    last = legs.iloc[-1]
    if not math.isfinite(last["arrival_s"]):
        return "The recording does not reach the finish of this course."
    behind = float(last["behind_s"])
    said = f"Finished in {format_duration(last['arrival_s'])}"
    if math.isnan(behind):
        return f"{said}; there was no plan to set it beside: runwins goal set --time makes one."
    said += ", "
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

"""Best efforts of the block beside the best before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

import pandas as pd

from runwins.metrics.best_efforts import AIDED
from runwins.report import bests_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Section, Table
from runwins.report.sections import heart
from runwins.report.style import THEMES
from runwins.units import distance_name, format_date, format_duration

DOWNHILL = " \N{DOWNWARDS ARROW}"
_SHOWN_M = 1000.0
_LEAST_EFFORTS = 4
_SLOWEST = 1.6


def section(block: BlockInput) -> Section | None:
    """Return the best efforts over each distance that the block has.

    Faster than ever is said of a distance only where an effort that did not run downhill was.
    """
    efforts = dated_efforts(block)
    mine = block.within(efforts, "date")
    if mine.empty:
        return None
    earlier = block.before(efforts, "date")
    rows, faster = [], []
    for distance in sorted(mine["distance_m"].unique()):
        group = mine[mine["distance_m"] == distance]
        best = _fastest(group)
        past = earlier[earlier["distance_m"] == distance]
        name = distance_name(float(distance), block.units)
        old = _fastest(past) if len(past) else None
        level = group[group["reason"] != AIDED]
        if old is not None and (level["elapsed_s"] < old["elapsed_s"]).any():
            faster.append(name)
        rows.append(_row(name, best, old))
    table = Table(
        efforts_caption(rows),
        ("Distance", f"{block.called.capitalize()} best", "Date", "Best before", "Date"),
        tuple(rows), right=(1, 3),
    )  # fmt: skip
    if faster:
        said = f"Faster than ever before over {_listed(faster)}."
    elif len(earlier):
        said = f"The bests of the {block.called} beside the best before it."
    else:
        said = f"The bests of the {block.called}: nothing before it to compare with."
    parts = (_history(efforts, block), heart.picture(block), table)
    return Section("pace", "Pace", said, tuple(part for part in parts if part is not None))


def took(effort: Mapping[Any, Any] | pd.Series[Any]) -> str:
    """Return the time of an effort, marked where it ran downhill."""
    downhill = effort["reason"] == AIDED
    return f"{format_duration(effort['elapsed_s'])}{DOWNHILL if downhill else ''}"


def efforts_caption(rows: Iterable[tuple[Cell, ...]]) -> str:
    """Return what a table of best efforts shows."""
    said = "Fastest stretch over each distance, on the clock, stops included; only efforts whose "
    said += "recording can be trusted"
    return said + _downhill(rows)


def _downhill(rows: Iterable[tuple[Cell, ...]]) -> str:
    """Return what the mark of a downhill effort means, where the table has one."""
    if any(DOWNHILL in cell.text for row in rows for cell in row):
        return f"; {DOWNHILL.strip()} ran downhill, which is never told as a win"
    return ""


def _fastest(efforts: pd.DataFrame) -> pd.Series[Any]:
    return efforts.sort_values(["elapsed_s", "date"], kind="stable").iloc[0]


def dated_efforts(block: BlockInput) -> pd.DataFrame:
    """Return the trusted efforts until the last day, with their day as ``date``."""
    dates = block.runs.set_index("run_id")["local_date"]
    good = block.efforts[
        (block.efforts["quality"] == "ok") & (block.efforts["distance_m"] >= _SHOWN_M)
    ]
    dated = good.assign(date=pd.to_datetime(good["run_id"].map(dates.to_dict())))
    until = dated["date"] <= pd.Timestamp(block.last)
    return dated[until].reset_index(drop=True)


def _row(name: str, best: pd.Series[Any], old: pd.Series[Any] | None) -> tuple[Cell, ...]:
    before = (Cell("–"), Cell("–"))
    if old is not None:
        day = Cell(format_date(old["date"].date()), run_id=str(old["run_id"]))
        before = (Cell(took(old)), day)
    return (
        Cell(name),
        Cell(took(best)),
        Cell(format_date(best["date"].date()), run_id=str(best["run_id"])),
        *before,
    )


def _history(efforts: pd.DataFrame, block: BlockInput) -> Picture | None:
    """Return the history of the distance with most efforts in the block, the longer in doubt."""
    counts = block.within(efforts, "date").groupby("distance_m").size()
    known = counts[(counts >= _LEAST_EFFORTS) & (counts.index >= 5000.0)]
    if known.empty:
        known = counts[counts >= _LEAST_EFFORTS]
    if known.empty:
        return None
    return history(efforts, float(known[known == known.max()].index.max()), block)


def history(efforts: pd.DataFrame, distance: float, block: BlockInput) -> Picture | None:
    """Return how the best over one distance came down in two years; nothing without one then."""
    name = distance_name(distance, block.units)
    known = efforts[efforts["distance_m"] == distance]
    since = pd.Timestamp(block.last) - pd.Timedelta(days=730)
    past, older = known[known["date"] >= since], known[known["date"] < since]
    if past.empty:
        return None
    best = _fastest(known)
    near = past["elapsed_s"] <= _SLOWEST * _fastest(past)["elapsed_s"]
    slower = int((~near).sum())
    past = past[near]
    left_out = f", but for {slower} much slower" if slower else ""
    said = (
        f"Every effort over {_a(name)} in two years{left_out}; the best is "
        f"{took(best)} on {format_date(best['date'].date())}."
    )
    with styled():
        figure = new_figure(4.9, 3.0, THEMES["light"])
        ax = figure.add_axes((0.14, 0.19, 0.84, 0.75))
        bests_chart.draw(ax, past, before_s=float(older["elapsed_s"].min()) if len(older) else inf)
        svg = inline_svg(figure, f"bests-{distance:.0f}", f"Best over {name}", said)
    note = f"{said} Faster is higher; the line is the best so far."
    last = older.nsmallest(1, "elapsed_s")
    data = _new_bests(pd.concat([last, past]), name)
    return Picture(f"bests-{distance:.0f}", svg, data=data, note=note)


def _a(name: str) -> str:
    return f"a {name}" if name.endswith(("marathon", "mile")) else name


def _new_bests(past: pd.DataFrame, name: str) -> Table:
    ordered = past.sort_values("date", kind="stable")
    before = ordered["elapsed_s"].cummin().shift()
    new = ordered[before.isna() | (ordered["elapsed_s"] < before)]
    rows = tuple(
        (Cell(format_date(row["date"].date())), Cell(took(row))) for row in new.to_dict("records")
    )
    caption = f"Each new best over {name}{_downhill(rows)}"
    return Table(caption, ("Date", "Time"), rows, right=(1,), folded=True)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

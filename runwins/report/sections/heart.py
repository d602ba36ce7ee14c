"""Pace against heart rate, early and late in a block."""

from __future__ import annotations

import pandas as pd

from runwins.report import heart_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Table
from runwins.report.style import THEMES
from runwins.units import format_date, format_pace

_LEAST_RUNS = 5
_LEAST_DAYS = 42
_FASTEST_MPS = 7.58
"""The record over 1000 m: a faster mean of a run is an error of its recording."""


def picture(block: BlockInput) -> Picture | None:
    """Return the picture where later runs went farther with each heartbeat; else ``None``.

    Of the kind of ground run on most, in the first and the last third of the days.
    """
    third = pd.Timedelta(days=((block.last - block.first).days + 1) // 3)
    runs = block.block_runs.dropna(subset=["avg_hr_bpm", "moving_s", "distance_m"])
    runs = runs[runs["distance_m"] < _FASTEST_MPS * runs["moving_s"]]
    if runs.empty or (block.last - block.first).days < _LEAST_DAYS:
        return None
    book = str(runs["book"].mode().iloc[0])
    runs = runs[runs["book"] == book]
    now = runs["local_date"] > pd.Timestamp(block.last) - third
    then = runs["local_date"] < pd.Timestamp(block.first) + third
    shown = pd.DataFrame({
        "date": runs["local_date"], "hr_bpm": runs["avg_hr_bpm"], "run_id": runs["run_id"],
        "speed_mps": runs["distance_m"] / runs["moving_s"], "now": now,
    })[then | now].reset_index(drop=True)  # fmt: skip
    beat = shown["speed_mps"] / shown["hr_bpm"]
    if min(int(then.sum()), int(now.sum())) < _LEAST_RUNS:
        return None
    if not float(beat[shown["now"]].median()) > float(beat[~shown["now"]].median()):
        return None
    note = (
        f"Pace up, mean heart rate to the right; each mark is a {book} run: squares from the first "
        f"third of the {block.called}, dots from the last. Faster is higher. One run says little: "
        "at the same heart rate pace scatters by about 7 % from run to run."
    )
    with styled():
        figure = new_figure(4.9, 3.2, THEMES["light"])
        ax = figure.add_axes((0.14, 0.2, 0.84, 0.77))
        heart_chart.draw(ax, shown, units=block.units)
        svg = inline_svg(figure, "heart", "Pace against heart rate, then and now", note)
    return Picture("heart", svg, data=_table(shown, block), note=note)


def _table(shown: pd.DataFrame, block: BlockInput) -> Table:
    rows = tuple(
        (
            Cell(format_date(run["date"].date()), run_id=str(run["run_id"])),
            Cell("now" if run["now"] else "then"),
            Cell(f"{run['hr_bpm']:.0f}"),
            Cell(format_pace(run["speed_mps"], block.units)),
        )
        for run in shown.to_dict("records")
    )
    return Table(
        "Pace and mean heart rate, then and now", ("Date", "When", "Heart rate", "Pace"), rows,
        right=(2, 3), folded=True,
    )  # fmt: skip

"""Distance a week, and the longest run of each."""

from __future__ import annotations

import pandas as pd

from runwins.report import weeks_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Section, Table
from runwins.report.style import THEMES
from runwins.units import format_date, format_distance, format_duration, format_height

_LEAST_STEPS = 4


def section(block: BlockInput) -> Section | None:
    """Return the weeks of the block."""
    weeks = block.block_weeks
    if block.block_runs.empty or not float(weeks["distance_m"].max()) > 0:
        return None
    most = weeks.sort_values("distance_m", kind="stable").iloc[-1]
    said = (
        f"Biggest week: {format_distance(most['distance_m'], block.units, 0)}, "
        f"from {format_date(most['week'].date())}."
    )
    earlier = block.before(block.weeks, "week")["distance_m"]
    if len(earlier) and 0 < float(earlier.max()) < float(most["distance_m"]):
        said += f" Before the block: {format_distance(float(earlier.max()), block.units, 0)}."
    known = weeks["longest_m"].dropna()
    if len(known):
        said += f" Longest run: {format_distance(float(known.max()), block.units)}."
    return Section("volume", "Weekly volume and long run", said, (_picture(block, said),))


def _picture(block: BlockInput, said: str) -> Picture:
    weeks = block.block_weeks
    with styled():
        figure = new_figure(4.9, 3.0, THEMES["light"])
        ax = figure.add_axes((0.085, 0.19, 0.895, 0.77))
        weeks_chart.draw(ax, weeks, units=block.units)
        svg = inline_svg(figure, "weeks", "Distance a week", said)
    rows = tuple(
        (
            Cell(format_date(week["week"].date())),
            Cell(f"{week['runs']:.0f}"),
            Cell(format_distance(week["distance_m"], block.units)),
            Cell(format_distance(week["longest_m"], block.units)),
            Cell(format_duration(week["moving_s"])),
            Cell(format_height(week["ascent_m"], block.units)),
        )
        for week in weeks.to_dict("records")
    )
    data = Table(
        f"The weeks of the {block.called}",
        ("Week of", "Runs", "Distance", "Longest", "Moving", "Climbed"),
        rows, right=(1, 2, 3, 4, 5), folded=True,
    )  # fmt: skip
    note = "Bars: the distance of each week. Diamonds: its longest run." + _steps(block)
    return Picture("weeks", svg, data=data, note=note)


def _steps(block: BlockInput) -> str:
    """Return how the distance changed from one whole week to the next, where there are enough."""
    weeks = block.block_weeks
    whole = weeks["week"] >= pd.Timestamp(block.first)
    whole &= weeks["week"] + pd.Timedelta(days=6) <= pd.Timestamp(block.last)
    far = weeks.loc[whole, "distance_m"].reset_index(drop=True)
    steps = (far / far.shift() - 1)[far.shift() > 0].dropna()
    if len(steps) < _LEAST_STEPS:
        return ""
    most = float(far[steps.index].to_numpy(dtype=float)[int(steps.to_numpy().argmax())])
    return (
        f" From one whole week to the next: a median of "
        f"{100 * float(steps.median()):+.0f} %, at most {100 * float(steps.max()):+,.0f} %, to "
        f"{format_distance(most, block.units)}."
    )

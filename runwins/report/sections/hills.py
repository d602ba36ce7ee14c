"""Climbing: how much, and the biggest climbs of the block."""

from __future__ import annotations

import pandas as pd

from runwins.report import hills_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Section, Table
from runwins.report.style import THEMES
from runwins.units import format_date, format_distance, format_duration, format_height

_MOST = 8
_LEAST_WEEKS = 3
_SOURCES = {
    "baro": "a barometer",
    "gps": "GPS",
    "dem": "an elevation model",
    "device": "the watch",
    "summary": "the summary",
}


def section(block: BlockInput) -> Section | None:
    """Return the climbing of the block, where any is known."""
    runs = block.block_runs
    ascent = float(runs["ascent_m"].sum(min_count=1)) if len(runs) else float("nan")
    if not ascent > 0:
        return None
    known = runs[runs["ascent_m"].notna()]
    most = known.sort_values("ascent_m", kind="stable").iloc[-1]
    sources = sorted({str(source) for source in known["ascent_source"].dropna()})
    said = (
        f"{format_height(ascent, block.units)} climbed; most in one run: "
        f"{format_height(most['ascent_m'], block.units)} on "
        f"{format_date(most['local_date'].date())}."
    )
    if sources:
        said += f" Altitude from {' and '.join(_SOURCES.get(name, name) for name in sources)}."
    parts = (_picture(block, said), _climbs(block))
    return Section("hills", "Hills", said, tuple(part for part in parts if part is not None))


def _picture(block: BlockInput, said: str) -> Picture | None:
    weeks = block.block_weeks
    if len(weeks) < _LEAST_WEEKS:
        return None
    climbs = block.climbs.merge(block.block_runs[["run_id", "local_date"]], on="run_id")
    days = climbs["local_date"]
    monday = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    biggest = climbs.groupby(monday)["gain_m"].max()
    shown = weeks.assign(biggest_m=weeks["week"].map(biggest.to_dict()).astype(float))
    with styled():
        figure = new_figure(4.9, 3.0, THEMES["light"])
        ax = figure.add_axes((0.12, 0.19, 0.86, 0.77))
        hills_chart.draw(ax, shown, units=block.units)
        svg = inline_svg(figure, "climbing", "Climbing a week", said)
    rows = tuple(
        (
            Cell(format_date(week["week"].date())),
            Cell(format_height(week["ascent_m"], block.units)),
            Cell(format_height(week["biggest_m"], block.units)),
        )
        for week in shown.to_dict("records")
    )
    data = Table(
        "Climbing of each week", ("Week of", "Climbed", "Biggest climb"), rows, right=(1, 2),
        folded=True,
    )  # fmt: skip
    note = "Bars: the climbing of each week."
    if bool(shown["biggest_m"].notna().any()):
        note += " Triangles: its biggest single climb."
    return Picture("climbing", svg, data=data, note=note)


def _climbs(block: BlockInput) -> Table | None:
    dates = block.block_runs.set_index("run_id")["local_date"]
    climbs = block.climbs[block.climbs["run_id"].isin(dates.index)]
    if climbs.empty:
        return None
    best = climbs.sort_values("gain_m", ascending=False, kind="stable").head(_MOST)
    rows = tuple(
        (
            Cell(format_date(pd.Timestamp(dates[climb["run_id"]]).date()), run_id=climb["run_id"]),
            Cell(format_height(climb["gain_m"], block.units)),
            Cell(format_distance(climb["length_m"], block.units, 2)),
            Cell(f"{100 * climb['grade']:.1f} %"),
            Cell(format_duration(climb["elapsed_s"])),
            Cell(f"{climb['vam_m_per_h']:.0f} m/h"),
        )
        for climb in best.to_dict("records")
    )
    return Table(
        f"Biggest single climbs of the {block.called}",
        ("Date", "Gain", "Length", "Grade", "Time", "Climbing speed"),
        rows, right=(1, 2, 3, 4, 5),
    )  # fmt: skip

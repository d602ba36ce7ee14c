"""The pictures of a run's page."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.metrics.fastest import mean_maximal
from runwins.report import mean_maximal_chart, run_chart
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Section, Table
from runwins.report.run_chart import Stretch
from runwins.report.style import THEMES
from runwins.units import KM, MILE, Units, format_duration, format_height, format_pace, format_span

_LEAST_S = 300.0
_POINTS = 60
_NAMED_S = (60, 300, 600, 1200, 1800, 3600, 2 * 3600, 4 * 3600, 8 * 3600)
_LONGER = 1.15
_TOLD = ("1 min", "10 min", "1 h")


def course_of_the_run(
    stream: pd.DataFrame, stretches: list[Stretch], units: Units
) -> Section | None:
    """Return pace and hills along the run with its wins marked, where distance and time are."""
    size = MILE if units == "mi" else KM
    along, pace = run_chart.pace_along(stream, size)
    if not len(along):
        return None
    hilly = bool(stream["altitude_m"].notna().sum() > 1)
    note = "The line is the pace, smoothed over a hundredth of the run; faster is higher."
    note += " Behind it the hills." if hilly else ""
    note += " The numbers are the wins above." if stretches else ""
    svgs = [
        _svg(stream, stretches, units, name, width, note)
        for name, width in (("wide", 11.4), ("narrow", 4.9))
    ]
    data = _table(stream, along, pace, size, units)
    picture = Picture("run", svgs[0], svgs[1], data=data, note=note)
    return Section("run", "Pace and hills" if hilly else "Pace", "", (picture,))


def _svg(
    stream: pd.DataFrame, stretches: list[Stretch], units: Units, name: str, width: float, note: str
) -> str:
    rows = len({row for _, row in run_chart.in_rows(stretches)})
    top = (16 + 20 * rows) / 72 if rows else 0.1
    body, foot, left, right = 2.5, 0.62, 0.62, 0.85
    height = top + body + foot
    with styled():
        figure = new_figure(width, height, THEMES["light"])
        ax = figure.add_axes(
            (left / width, foot / height, (width - left - right) / width, body / height)
        )
        run_chart.draw(ax, stream, stretches=stretches, units=units)
        return inline_svg(figure, f"run-{name}", "Pace and hills along the run", note)


def _table(
    stream: pd.DataFrame, along: np.ndarray, pace: np.ndarray, size: float, units: Units
) -> Table:
    """Return pace and height at about twenty places."""
    known = stream[["distance_m", "altitude_m"]].dropna()
    places = np.linspace(along[0], along[-1], 21)
    paces = np.interp(places, along, pace)
    heights = np.full(len(places), np.nan)
    if len(known) > 1:
        path = known["distance_m"].to_numpy(dtype=float)
        heights = np.interp(places * size, path, known["altitude_m"].to_numpy(dtype=float))
    rows = tuple(
        (
            Cell(f"{at:.1f} {units}"),
            Cell(format_pace(size / speed, units)),
            Cell(format_height(height, units)),
        )
        for at, speed, height in zip(places, paces, heights, strict=True)
    )
    return Table("Pace and height along the run", ("At", "Pace", "Height"), rows, right=(0, 1, 2),
                 folded=True)  # fmt: skip


def fastest_paces(stream: pd.DataFrame, bests: pd.DataFrame, units: Units) -> Section | None:
    """Return the fastest mean pace over each length of time, where the run is long enough."""
    known = stream[["elapsed_s", "distance_m"]].dropna()
    if len(known) < 2 or known["elapsed_s"].iloc[-1] - known["elapsed_s"].iloc[0] < _LEAST_S:
        return None
    time, path = (known[name].to_numpy(dtype=float) for name in ("elapsed_s", "distance_m"))
    lasted = float(time[-1] - time[0])
    lengths = np.geomspace(10.0, lasted, _POINTS)
    curve = pd.DataFrame({"duration_s": lengths, "speed_mps": mean_maximal(time, path, lengths)})
    if not float(curve["speed_mps"].max()) > 0:
        return None
    near = bests[bests["elapsed_s"] <= _LONGER * lasted]
    note = "The fastest mean pace over every length of time, stops included; faster is higher."
    note += " Circles: the bests in the log before that day." if len(near) else ""
    with styled():
        figure = new_figure(4.9, 3.0, THEMES["light"])
        ax = figure.add_axes((0.14, 0.12, 0.83, 0.84))
        mean_maximal_chart.draw(ax, curve, bests=near, units=units)
        svg = inline_svg(figure, "fastest", "Fastest pace over every length of time", note)
    named = np.array([length for length in _NAMED_S if length <= lasted], dtype=float)
    rows = tuple(
        (
            Cell(format_duration(length) if length < 60 else format_span(length)),
            Cell(format_pace(float(speed), units)),
        )
        for length, speed in zip(named, mean_maximal(time, path, named), strict=True)
    )
    data = Table("Fastest pace over some lengths of time", ("Time", "Pace"), rows, right=(0, 1),
                 folded=True)  # fmt: skip
    picture = Picture("fastest", svg, data=data, note=note)
    said = "; ".join(f"{row[0].text} at {row[1].text}" for row in rows if row[0].text in _TOLD)
    return Section("fastest", "Fastest minutes", f"{said}." if said else "", (picture,))

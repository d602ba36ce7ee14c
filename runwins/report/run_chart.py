"""One run along its distance: pace as a line, the hills behind it, its wins' stretches marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from runwins.report.bests_chart import line_step
from runwins.report.figure import styled
from runwins.report.style import THEMES, Theme, ThemeName
from runwins.report.weeks_chart import quiet_axes
from runwins.units import FOOT, KM, MILE, Units, format_duration

_POINTS = 240
_SLOWEST = 2.2
_LEAST_HEIGHT_M = 20.0
_APART_PT = 16.0
"""So far apart stand two heights, at least."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a run that won something: metres into it, and its mark on the picture."""

    from_m: float
    to_m: float
    mark: str


def draw(
    ax: Axes,
    stream: pd.DataFrame,
    *,
    stretches: Sequence[Stretch] = (),
    theme: ThemeName = "light",
    units: Units = "km",
) -> Axes:
    """Draw a run on the axes; faster is higher.

    Parameters
    ----------
    ax
        Where to draw; the heights stand on its right, so leave room for them there too.
    stream
        Frame `CLEAN_STREAM`; its time, distance and altitude are used, nothing else.
    stretches
        Parts to mark, each with a letter or a number.
    """
    colours, size = THEMES[theme], MILE if units == "mi" else KM
    along, pace = pace_along(stream, size)
    with styled():
        ax.set_facecolor(colours.background)
        quiet_axes(ax, theme)
        ax.plot(along, pace, color=colours.done, linewidth=2)
        if len(along):
            ax.set_xlim(0, float(along[-1]))
            typical = float(np.nanmedian(pace))
            slow = min(float(np.nanmax(pace)), _SLOWEST * typical)
            ax.set_ylim(slow + 0.06 * typical, max(float(np.nanmin(pace)) - 0.16 * typical, 0))
            ax.yaxis.set_major_locator(MultipleLocator(line_step(ax.get_ylim())))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: format_duration(seconds)))
        ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: f"{at:g}"))
        ax.set_xlabel(units, color=colours.muted, fontsize=12)
        _hills(ax, stream, colours, size, units)
        _marks(ax, stretches, colours, size)
    return ax


def pace_along(stream: pd.DataFrame, size_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Return distance in units of `size_m` and the pace there in seconds a unit.

    Over a hundredth of the run, at least 100 m; empty where the distance is unknown.
    """
    known = stream[["elapsed_s", "distance_m"]].dropna()
    path, time = known["distance_m"].to_numpy(dtype=float), known["elapsed_s"].to_numpy(dtype=float)
    if len(path) < 2 or path[-1] - path[0] < 200:
        return np.zeros(0), np.zeros(0)
    rising = np.concatenate([[True], np.diff(path) > 0])
    path, time = path[rising], time[rising]
    grid = np.linspace(path[0], path[-1], _POINTS)
    half = max((path[-1] - path[0]) / 100, 100.0) / 2
    start, end = np.clip(grid - half, path[0], None), np.clip(grid + half, None, path[-1])
    took = np.interp(end, path, time) - np.interp(start, path, time)
    return grid / size_m, took / (end - start) * size_m


def _hills(ax: Axes, stream: pd.DataFrame, colours: Theme, size: float, units: Units) -> None:
    known = stream[["distance_m", "altitude_m"]].dropna()
    if len(known) < 2 or "altitude_m" not in known:
        return
    path = known["distance_m"].to_numpy(dtype=float)
    grid = np.linspace(path[0], path[-1], _POINTS)
    height = np.interp(grid, path, known["altitude_m"].to_numpy(dtype=float))
    height = height / (FOOT if units == "mi" else 1.0)
    low, high = float(height.min()), float(height.max())
    spread = max(high - low, _LEAST_HEIGHT_M)
    floor, reach = low - 0.12 * spread, 2.22 * spread

    ax.fill_between(
        grid / size, 0, (height - floor) / reach, transform=ax.get_xaxis_transform(),
        color=colours.grid, linewidth=0, zorder=0,
    )  # fmt: skip
    unit = "ft" if units == "mi" else "m"
    apart = _APART_PT * ax.figure.dpi / 72 / ax.bbox.height * reach
    taken = -np.inf
    for tick in MaxNLocator(3, integer=True).tick_values(low, high):
        if floor <= tick <= high and tick - taken >= apart:
            taken = tick
            ax.annotate(
                f"{tick:,.0f} {unit}", (1, (tick - floor) / reach), xycoords="axes fraction",
                xytext=(5, 0), textcoords="offset points", ha="left", va="center", fontsize=12,
                color=colours.muted, annotation_clip=False,
            )  # fmt: skip


def _marks(ax: Axes, stretches: Sequence[Stretch], colours: Theme, size: float) -> None:
    """Mark stretches by a bar at the top, each in the first row where it is free."""
    for stretch, row in in_rows(stretches):
        start, end = stretch.from_m / size, stretch.to_m / size
        ax.axvspan(start, end, color=colours.next, alpha=0.1, linewidth=0, zorder=0)
        top = 1.03 + 0.085 * row
        ax.plot(
            [start, end], [top, top], transform=ax.get_xaxis_transform(), color=colours.next,
            linewidth=4, clip_on=False, solid_capstyle="butt",
        )  # fmt: skip
        ax.annotate(
            stretch.mark, ((start + end) / 2, top), xycoords=ax.get_xaxis_transform(),
            ha="center", va="center", fontsize=11, fontweight="bold", color=colours.background,
            annotation_clip=False, parse_math=False,
            bbox={"boxstyle": "circle,pad=0.2", "facecolor": colours.next, "edgecolor": "none"},
        )  # fmt: skip


def in_rows(stretches: Sequence[Stretch]) -> list[tuple[Stretch, int]]:
    """Return each stretch with the row of marks it goes to, so that none covers another."""
    ends: list[float] = []
    placed = []
    for stretch in sorted(stretches, key=lambda part: (part.from_m, part.to_m)):
        row = next((row for row, end in enumerate(ends) if end < stretch.from_m), len(ends))
        ends[row : row + 1] = [stretch.to_m]
        placed.append((stretch, row))
    return placed

"""The fastest mean pace of a run over every length of time, beside the bests before it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MultipleLocator, NullLocator

from runwins.report.bests_chart import line_step
from runwins.report.figure import styled
from runwins.report.style import THEMES, ThemeName
from runwins.report.weeks_chart import quiet_axes, quiet_legend
from runwins.units import KM, MILE, Units, format_duration

_MARKS = (
    (10, "10 s"), (60, "1 min"), (300, "5 min"), (1200, "20 min"), (3600, "1 h"), (4 * 3600, "4 h"),
    (16 * 3600, "16 h"),
)  # fmt: skip


def draw(
    ax: Axes,
    curve: pd.DataFrame,
    *,
    bests: pd.DataFrame | None = None,
    theme: ThemeName = "light",
    units: Units = "km",
) -> Axes:
    """Draw a mean-maximal curve on the axes; faster is higher, time grows by factors.

    Parameters
    ----------
    ax
        Where to draw.
    curve
        Columns ``duration_s`` and ``speed_mps``, by duration.
    bests
        Columns ``elapsed_s`` and ``distance_m``: efforts to compare with, drawn as dots.
    """
    colours, size = THEMES[theme], MILE if units == "mi" else KM
    with styled():
        ax.set_facecolor(colours.background)
        known = curve[curve["speed_mps"] > 0]
        pace = size / known["speed_mps"].to_numpy(dtype=float)
        duration = known["duration_s"].to_numpy(dtype=float)
        ax.set_xscale("log")
        ax.plot(duration, pace, color=colours.done, label="this run")
        shown = [pace]
        if bests is not None and len(bests):
            others = size * bests["elapsed_s"] / bests["distance_m"]
            ax.plot(
                bests["elapsed_s"], others, linestyle="none", marker="o", markersize=7,
                markerfacecolor="none", markeredgecolor=colours.next, markeredgewidth=1.6,
                label="your best until then",
            )  # fmt: skip
            shown.append(others.to_numpy(dtype=float))
        quiet_axes(ax, theme)
        ax.margins(x=0.04, y=0.16)
        ax.invert_yaxis()
        low, high = ax.get_xlim()
        marks = [(at, name) for at, name in _MARKS if low <= at <= high]
        ax.xaxis.set_major_locator(FixedLocator([at for at, _ in marks]))
        ax.xaxis.set_minor_locator(NullLocator())
        names = dict(marks)
        ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: names.get(round(at), "")))
        ax.yaxis.set_major_locator(MultipleLocator(line_step(np.concatenate(shown))))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: format_duration(seconds)))
        quiet_legend(ax, theme, place="lower left")
    return ax

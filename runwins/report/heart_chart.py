"""Pace against heart rate, a dot a run: hollow for then, filled for now."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from runwins.report.bests_chart import line_step
from runwins.report.figure import styled
from runwins.report.style import THEMES, ThemeName
from runwins.report.weeks_chart import quiet_axes, quiet_legend
from runwins.units import KM, MILE, Units, format_duration


def draw(ax: Axes, runs: pd.DataFrame, *, theme: ThemeName = "light", units: Units = "km") -> Axes:
    """Draw runs by heart rate and pace on the axes; faster is higher.

    Parameters
    ----------
    ax
        Where to draw.
    runs
        Columns ``hr_bpm``, ``speed_mps`` and ``now``: whether it is one of the later runs.
    """
    colours, size = THEMES[theme], MILE if units == "mi" else KM
    with styled():
        ax.set_facecolor(colours.background)
        pace = size / runs["speed_mps"]
        for now, face, colour, name in (
            (False, "none", colours.next, "then"),
            (True, colours.done, colours.done, "now"),
        ):
            part = runs["now"] == now
            ax.plot(
                runs.loc[part, "hr_bpm"], pace[part], linestyle="none",
                marker="o" if now else "s", markersize=8, markerfacecolor=face,
                markeredgecolor=colour, markeredgewidth=1.6, label=name,
            )  # fmt: skip
        quiet_axes(ax, theme)
        ax.grid(axis="x", color=colours.grid)
        ax.margins(x=0.06, y=0.14)
        ax.invert_yaxis()
        ax.yaxis.set_major_locator(MultipleLocator(line_step(np.asarray(pace))))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: format_duration(seconds)))
        ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        ax.set_xlabel("mean heart rate of the run", color=colours.muted, fontsize=12)
        quiet_legend(ax, theme)
    return ax

"""How the best over one distance came down: every effort a dot, the best so far a line."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator
from numpy.typing import ArrayLike

from runwins.report.figure import day_number, styled
from runwins.report.style import THEMES, ThemeName
from runwins.report.weeks_chart import month_ticks, quiet_axes
from runwins.units import format_duration


def draw(
    ax: Axes,
    efforts: pd.DataFrame,
    *,
    before_s: float = math.inf,
    theme: ThemeName = "light",
) -> Axes:
    """Draw efforts over one distance on the axes; faster is higher.

    Parameters
    ----------
    ax
        Where to draw.
    efforts
        Columns ``date`` and ``elapsed_s``, one distance, in any order.
    before_s
        The best before the first of them, where there is one.
    """
    colours = THEMES[theme]
    with styled():
        known = efforts.sort_values("date", kind="stable")
        days = [day_number(day.date()) for day in known["date"]]
        times = known["elapsed_s"].to_numpy(dtype=float)
        best = np.minimum.accumulate([before_s, *times])
        new = np.flatnonzero(best[1:] < best[:-1])
        best = best[1:]
        ax.set_facecolor(colours.background)
        ax.plot(
            days, times, linestyle="none", marker="o", markersize=6, markerfacecolor="none",
            markeredgecolor=colours.later, markeredgewidth=1.4, label="effort",
        )  # fmt: skip
        ax.step(days, best, where="post", color=colours.done, linewidth=2.5, label="best so far")
        ax.plot(
            [days[place] for place in new], best[new], linestyle="none", marker="o", markersize=8,
            color=colours.done,
        )  # fmt: skip
        month_ticks(ax, [day.date() for day in known["date"]])
        quiet_axes(ax, theme)
        ax.invert_yaxis()
        ax.margins(y=0.16)
        ax.yaxis.set_major_locator(MultipleLocator(line_step(ax.get_ylim())))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: format_duration(seconds)))
        if len(best):
            first, last = ax.get_xlim()
            at = days[new[-1]] if len(new) else days[0]
            across = "left" if at == days[0] else "center"
            ax.annotate(
                format_duration(best[-1]), (at, best[-1]), xytext=(0, 8),
                textcoords="offset points", va="bottom", fontsize=12, fontweight="bold",
                ha="right" if at > first + 0.88 * (last - first) else across,
                color=colours.done, clip_on=False,
            )  # fmt: skip
    return ax


def line_step(times: ArrayLike, lines: int = 4) -> float:
    """Return the seconds between two lines: a round number that gives about so many of them."""
    known = np.asarray(times, dtype=float)
    spread = float(np.ptp(known)) if known.size else 0.0
    steps = (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
    return next((step for step in steps if spread / step <= lines + 1), 7200)

"""One route over time: a dot a run, those of the block filled, with the median before and in it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from runwins.report.bests_chart import line_step
from runwins.report.figure import day_number, styled
from runwins.report.style import THEMES, ThemeName
from runwins.report.weeks_chart import month_ticks, quiet_axes
from runwins.units import format_duration


def draw(ax: Axes, runs: pd.DataFrame, first: dt.date, *, theme: ThemeName = "light") -> Axes:
    """Draw the runs of one route on the axes; faster is higher.

    Parameters
    ----------
    ax
        Where to draw.
    runs
        Columns ``date`` and ``elapsed_s``, one route.
    first
        The first day of the block; what lies before it is drawn hollow.
    """
    colours = THEMES[theme]
    inside = runs["date"] >= pd.Timestamp(first)
    with styled():
        ax.set_facecolor(colours.background)
        for part, face, colour in (
            (runs[~inside], "none", colours.later),
            (runs[inside], colours.done, colours.done),
        ):
            days = [day_number(day.date()) for day in part["date"]]
            ax.plot(
                days, part["elapsed_s"], linestyle="none", marker="o", markersize=8,
                markerfacecolor=face, markeredgecolor=colour, markeredgewidth=1.6, zorder=3,
                clip_on=False,
            )  # fmt: skip
            if len(days) > 1:
                middle = float(part["elapsed_s"].median())
                ax.plot([min(days), max(days)], [middle, middle], color=colour, linewidth=1.6)
        month_ticks(ax, [day.date() for day in runs["date"]])
        quiet_axes(ax, theme)
        ax.margins(y=0.2)
        ax.invert_yaxis()
        ax.yaxis.set_major_locator(MultipleLocator(line_step(ax.get_ylim(), 3)))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: format_duration(seconds)))
    return ax

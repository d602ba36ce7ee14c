"""Metres climbed a week as bars, the biggest single climb of each as a dot on them."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from runwins.report.figure import day_number, styled
from runwins.report.style import THEMES, ThemeName
from runwins.report.weeks_chart import month_ticks, quiet_axes, quiet_legend
from runwins.units import FOOT, Units


def draw(ax: Axes, weeks: pd.DataFrame, *, theme: ThemeName = "light", units: Units = "km") -> Axes:
    """Draw the climbing of weeks on the axes.

    Parameters
    ----------
    ax
        Where to draw.
    weeks
        Columns ``week``, ``ascent_m`` and ``biggest_m``, the highest climb in one go, which may be
        missing.
    """
    colours = THEMES[theme]
    size, unit = (FOOT, "ft") if units == "mi" else (1.0, "m")
    with styled():
        days = [day_number(day.date()) for day in weeks["week"]]
        up, biggest = weeks["ascent_m"] / size, weeks["biggest_m"] / size
        ax.set_facecolor(colours.background)
        ax.bar(days, up, width=5.6, color=colours.done, label=f"{unit} climbed in the week")
        if bool(biggest.notna().any()):
            ax.plot(
                days, biggest, linestyle="none", marker="^", markersize=9, color=colours.next,
                markeredgecolor=colours.background, markeredgewidth=1.5, label="biggest climb",
            )  # fmt: skip
        month_ticks(ax, [day.date() for day in weeks["week"]])
        quiet_axes(ax, theme)
        top = float(up.max()) if len(up) else 0.0
        ax.set_ylim(0, max(top * 1.24, 10))
        ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        quiet_legend(ax, theme)
    return ax

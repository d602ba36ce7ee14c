"""Kilometres a week as bars, the longest run of each as a dot on them."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from runwins.report.drawn_text import drawable
from runwins.report.figure import day_number, styled
from runwins.report.style import THEMES, ThemeName
from runwins.units import KM, MILE, Units, format_date

_BEGUN = 10
"""A month that begins up to its tenth day has room for its name."""

_MARGIN_DAYS = 4.5
_MARGIN = 0.018
"""Beside the first and the last mark, as a share of all days: half a mark."""

_EDGE = 0.035
"""A name nearer to the right edge, as a share of the axis, would stand over it."""

__all__ = ["draw", "month_ticks"]


def draw(ax: Axes, weeks: pd.DataFrame, *, theme: ThemeName = "light", units: Units = "km") -> Axes:
    """Draw weeks on the axes.

    Parameters
    ----------
    ax
        Where to draw.
    weeks
        Frame `WEEKS`.
    """
    colours, size = THEMES[theme], MILE if units == "mi" else KM
    with styled():
        days = [day_number(day.date()) for day in weeks["week"]]
        distance = weeks["distance_m"] / size
        longest = weeks["longest_m"] / size
        ax.set_facecolor(colours.background)
        ax.bar(days, distance, width=5.6, color=colours.done, label=f"{units} in the week")
        ax.plot(
            days, longest, linestyle="none", marker="D", markersize=8, color=colours.next,
            markeredgecolor=colours.background, markeredgewidth=1.5, label="longest run",
        )  # fmt: skip
        month_ticks(ax, [day.date() for day in weeks["week"]])
        quiet_axes(ax, theme)
        top = float(distance.max()) if len(distance) else 0.0
        ax.set_ylim(0, max(top * 1.24, 1))
        quiet_legend(ax, theme)
    return ax


def quiet_axes(ax: Axes, theme: ThemeName) -> None:
    """Give the axes faint horizontal lines and muted numbers."""
    colours = THEMES[theme]
    ax.spines["bottom"].set_color(colours.grid)
    ax.grid(axis="y", color=colours.grid)
    ax.tick_params(length=0, labelsize=12, labelcolor=colours.muted)


def quiet_legend(
    ax: Axes, theme: ThemeName, place: Literal["upper left", "lower left"] = "upper left"
) -> None:
    """Name what is drawn, in one line at the top."""
    colours = THEMES[theme]
    legend = ax.legend(
        loc=place, ncols=2, fontsize=12, facecolor=colours.background, edgecolor="none",
        framealpha=1, handlelength=1, borderaxespad=0, handletextpad=0.5, columnspacing=1.4,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(colours.muted)


def month_ticks(ax: Axes, days: list[dt.date]) -> None:
    """Name the months below the axes, and each year with the first of its months."""
    if not days:
        ax.set_xticks([])
        return
    margin = max(_MARGIN_DAYS, _MARGIN * (max(days) - min(days)).days)
    first, last = day_number(min(days)) - margin, day_number(max(days)) + margin
    months = pd.date_range(min(days).replace(day=1), max(days) + dt.timedelta(days=6), freq="MS")
    begun = [min(days)] if min(days).day <= _BEGUN else []
    inside = begun + [
        month.date()
        for month in months
        if month.date() > min(days) and day_number(month.date()) < last - _EDGE * (last - first)
    ]
    shown = inside[:: 1 + len(inside) // 8] or [min(days)]
    names = []
    for day, before in zip(shown, [None, *shown], strict=False):
        name = format_date(day, year=False)
        name = name.split()[1] if day.day <= _BEGUN else name
        told = before is not None and before.year == day.year
        names.append(name if told else f"{name}\n{day.year}")
    ax.set_xticks([day_number(day) for day in shown])
    ax.set_xticklabels([drawable(name) if "\n" not in name else name for name in names])
    ax.set_xlim(first, last)

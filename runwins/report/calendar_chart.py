"""The days of a block: a cell a day, darker with distance, the number in it from 10 on."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from runwins.report.figure import styled
from runwins.report.style import THEMES, ThemeName
from runwins.units import KM, MILE, Units, format_date

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NUMBERED = 9.5
_NAMED_WEEKS = 32
_STEPS = ((0.0, 0.22), (5.0, 0.45), (_NUMBERED, 0.86), (20.0, 1.0))


def draw(
    ax: Axes,
    runs: pd.DataFrame,
    first: dt.date,
    last: dt.date,
    *,
    theme: ThemeName = "light",
    units: Units = "km",
    layout: Literal["wide", "tall"] = "wide",
    numbered: bool = True,
) -> Axes:
    """Draw the days from `first` to `last` on the axes.

    Parameters
    ----------
    ax
        Where to draw.
    runs
        Frame `RUNS`; days without a run stay empty.
    layout
        wide has a column a week, tall a row a week.
    numbered
        Whether cells have room for their distance.
    """
    colours = THEMES[theme]
    daily = day_totals(runs, units)
    monday = first - dt.timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    with styled():
        ax.set_facecolor(colours.background)
        for place in range((last - monday).days + 1):
            day = monday + dt.timedelta(days=place)
            if day < first:
                continue
            week, weekday = divmod(place, 7)
            x, y = (week, weekday) if layout == "wide" else (weekday, week)
            _cell(ax, x, y, daily.get(day), theme, numbered)
        mondays = [monday + dt.timedelta(days=7 * week) for week in range(weeks)]
        names = [
            format_date(day, year=day.year > monday.year and day.month == 1 and day.day < 8)
            for day in mondays
        ]
        across, down = (weeks, 7) if layout == "wide" else (7, weeks)
        ax.set_xlim(-0.06, across + 0.06)
        ax.set_ylim(down + 0.06, -0.06)
        ax.set_aspect("equal" if layout == "wide" else "auto")
        _names(ax, names, layout)
        ax.tick_params(length=0, labelsize=12, labelcolor=colours.muted, pad=5)
        for spine in ax.spines.values():
            spine.set_visible(False)
    return ax


def day_totals(runs: pd.DataFrame, units: Units) -> dict[dt.date, float]:
    """Return the distance of each day with a run, in km or miles; ``nan`` where unknown."""
    size = MILE if units == "mi" else KM
    totals = runs.groupby("local_date")["distance_m"].sum(min_count=1) / size
    return {pd.Timestamp(day).date(): float(value) for day, value in totals.items()}  # type: ignore[arg-type]


def _cell(
    ax: Axes, x: int, y: int, distance: float | None, theme: ThemeName, numbered: bool
) -> None:
    colours = THEMES[theme]
    if distance is None:
        ax.add_patch(
            Rectangle((x + 0.05, y + 0.05), 0.9, 0.9, facecolor=colours.panel, edgecolor="none")
        )
        return
    strength = max([share for least, share in _STEPS if not distance < least], default=0.22)
    ax.add_patch(
        Rectangle(
            (x + 0.05, y + 0.05), 0.9, 0.9, facecolor=colours.done, edgecolor="none",
            alpha=strength,
        )
    )  # fmt: skip
    if numbered and distance >= _NUMBERED:
        ink = colours.background if strength > 0.5 else colours.ink
        ax.text(
            x + 0.5, y + 0.52, f"{distance:.0f}", ha="center", va="center", fontsize=12,
            color=ink, fontweight="bold",
        )  # fmt: skip


def _names(ax: Axes, names: list[str], layout: str) -> None:
    if layout == "tall":
        ax.xaxis.tick_top()
        ax.set_xticks(np.arange(7) + 0.5, _WEEKDAYS)
        every = 1 if len(names) <= _NAMED_WEEKS else 4
        ax.set_yticks(np.arange(0, len(names), every) + 0.5, names[::every])
        return
    step = 1 + len(names) // 9
    places = list(range(0, len(names), step))
    ax.set_xticks([place + 0.05 for place in places], [names[place] for place in places])
    for label in ax.get_xticklabels():
        label.set_horizontalalignment("left")
    ax.set_yticks(np.arange(7) + 0.5, _WEEKDAYS)

"""The days of a block: a cell a day, darker with distance, the number in it from 10 on."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Shape

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
    aim: int | None = None,
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
        Whether cells have room for their distance; then each week tells its number of runs too.
    aim
        How many runs a week the runner wants: the number of a week that has them is bold.
    """
    colours = THEMES[theme]
    daily = day_totals(runs, units)
    monday = first - dt.timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    with styled():
        ax.set_facecolor(colours.background)
        cells: dict[float | None, list[tuple[int, int]]] = {}
        for place in range((last - monday).days + 1):
            day = monday + dt.timedelta(days=place)
            if day < first:
                continue
            week, weekday = divmod(place, 7)
            x, y = (week, weekday) if layout == "wide" else (weekday, week)
            strength = _strength(daily[day]) if day in daily else None
            cells.setdefault(strength, []).append((x, y))
            if numbered and daily.get(day, 0.0) >= _NUMBERED:
                ax.text(
                    x + 0.5, y + 0.52, f"{daily[day]:.0f}", ha="center", va="center", fontsize=12,
                    color=colours.background, fontweight="bold",
                )  # fmt: skip
        for strength, places in cells.items():
            _cells(ax, places, strength, theme)
        mondays = [monday + dt.timedelta(days=7 * week) for week in range(weeks)]
        names = [format_date(day, year=False) for day in mondays]
        across, down = (weeks, 7) if layout == "wide" else (7, weeks)
        told = 1 if numbered else 0
        if numbered:
            _counts(ax, runs, mondays, layout, theme, aim)
        ax.set_xlim(-0.06, across + (told if layout == "tall" else 0) + 0.06)
        ax.set_ylim(down + (told if layout == "wide" else 0) + 0.06, -0.06)
        ax.set_aspect("equal" if layout == "wide" else "auto")
        _names(ax, names, layout, numbered)
        ax.tick_params(length=0, labelsize=12, labelcolor=colours.muted, pad=5)
        for spine in ax.spines.values():
            spine.set_visible(False)
    return ax


def day_totals(runs: pd.DataFrame, units: Units) -> dict[dt.date, float]:
    """Return the distance of each day with a run, in km or miles; ``nan`` where unknown."""
    size = MILE if units == "mi" else KM
    totals = runs.groupby("local_date")["distance_m"].sum(min_count=1) / size
    return {pd.Timestamp(day).date(): float(value) for day, value in totals.items()}  # type: ignore[arg-type]


def _strength(distance: float) -> float:
    """Return how strong the colour of a day is: the farther, the stronger."""
    return max([share for least, share in _STEPS if not distance < least], default=0.22)


def _cells(
    ax: Axes, places: list[tuple[int, int]], strength: float | None, theme: ThemeName
) -> None:
    """Fill cells of one strength as one shape; those of days without a run in the panel's grey."""
    corners = np.array([(0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95), (0.05, 0.05)])
    outline = np.concatenate([corners + place for place in places])
    codes = [Shape.MOVETO, Shape.LINETO, Shape.LINETO, Shape.LINETO, Shape.CLOSEPOLY]
    colours = THEMES[theme]
    ax.add_patch(
        PathPatch(
            Shape(outline, codes * len(places)), edgecolor="none",
            facecolor=colours.panel if strength is None else colours.done,
            alpha=None if strength is None else strength,
        )
    )  # fmt: skip


def _counts(
    ax: Axes, runs: pd.DataFrame, mondays: list[dt.date], layout: str, theme: ThemeName,
    aim: int | None,
) -> None:  # fmt: skip
    """Write the number of runs of each week after its last day."""
    colours, days = THEMES[theme], [pd.Timestamp(day).date() for day in runs["local_date"]]
    for week, monday in enumerate(mondays):
        count = sum(0 <= (day - monday).days < 7 for day in days)
        x, y = (week + 0.5, 7.55) if layout == "wide" else (7.5, week + 0.52)
        kept = aim is not None and count >= aim
        ax.text(
            x, y, f"{count}", ha="center", va="center", fontsize=12,
            color=colours.next if kept else colours.muted, fontweight="bold" if kept else "normal",
        )  # fmt: skip


def _names(ax: Axes, names: list[str], layout: str, numbered: bool) -> None:
    if layout == "tall":
        ax.xaxis.tick_top()
        named = (*_WEEKDAYS, "runs") if numbered else _WEEKDAYS
        ax.set_xticks(np.arange(len(named)) + 0.5, named)
        every = 1 if len(names) <= _NAMED_WEEKS else 4
        ax.set_yticks(np.arange(0, len(names), every) + 0.5, names[::every])
        return
    step = max(2, 1 + len(names) // 9)
    places = list(range(0, len(names), step))
    ax.set_xticks([place + 0.05 for place in places], [names[place] for place in places])
    for label in ax.get_xticklabels():
        label.set_horizontalalignment("left")
    named = (*_WEEKDAYS, "runs") if numbered else _WEEKDAYS
    ax.set_yticks(np.arange(len(named)) + 0.5, named)

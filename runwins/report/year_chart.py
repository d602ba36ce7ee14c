"""The weeks of a year as bars beside its days, the weeks of its best wins numbered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from runwins.report import calendar_chart
from runwins.report.figure import styled
from runwins.report.style import THEMES, ThemeName
from runwins.units import KM, MILE, Units

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DISC_PT = 19
Layout = Literal["wide", "tall"]


def weeks_of(year: int, last: dt.date | None = None) -> pd.DatetimeIndex:
    """Return the Mondays of the weeks of the year, until the end of the month of `last`."""
    first = dt.date(year, 1, 1)
    monday = first - dt.timedelta(days=first.weekday())
    end = pd.Timestamp(last or dt.date(year, 12, 31)) + pd.offsets.MonthEnd(0)
    return pd.date_range(monday, end, freq="7D")


def draw(
    ax: Axes,
    weeks: pd.DataFrame,
    year: int,
    marks: Mapping[pd.Timestamp, tuple[str, ...]],
    *,
    theme: ThemeName = "light",
    units: Units = "km",
    layout: Layout = "wide",
    last: dt.date | None = None,
) -> Axes:
    """Draw the distance of each week of a year on the axes.

    Parameters
    ----------
    ax
        Where to draw.
    weeks
        Columns ``week``, its Monday, and ``distance_m``.
    marks
        The numbers that stand at a week, by its Monday.
    layout
        wide has bars that stand on the days below them, tall has bars beside them.
    last
        The year's last day so far: tall ends with its month, so that no empty rest follows.
    """
    colours = THEMES[theme]
    mondays = weeks_of(year, last if layout == "tall" else None)
    known = weeks.set_index("week")["distance_m"].reindex(mondays).fillna(0.0)
    far = (known / (MILE if units == "mi" else KM)).to_numpy()
    middles = [week + 0.5 for week in range(len(mondays))]
    most = int(far.argmax())
    near = any(marks.get(monday) for monday in mondays[max(most - 2, 0) : most + 3])
    words_pt = _DISC_PT * (2 if near else 1) if layout == "wide" else 3 * _DISC_PT
    with styled():
        ax.set_facecolor(colours.background)
        if layout == "wide":
            ax.bar(middles, far, width=0.9, color=colours.done)
        else:
            ax.barh(middles, far, height=0.9, color=colours.done)
        for week, monday in enumerate(mondays):
            signs = marks.get(monday, ())
            for place, sign in enumerate(signs):
                _say(ax, layout, middles[week], far[week], place, sign, colours.background,
                     disc=colours.next)  # fmt: skip
            if week == most and far[week] > 0:
                above = max(len(signs), int(near and layout == "wide"))
                _say(ax, layout, middles[week], far[week], above,
                     f"{far[week]:,.0f} {units}", colours.ink)  # fmt: skip
        said = [_DISC_PT * len(marks.get(monday, ())) + 4 for monday in mondays]
        said[most] += words_pt
        if layout == "wide":
            ax.set_xlim(-0.06, len(mondays) + 0.06)
            ax.set_ylim(0, _end(far, said, ax.bbox.height * 72 / ax.figure.dpi))
        else:
            ax.set_ylim(len(mondays) + 0.06, -0.06)
            ax.set_xlim(0, _end(far, said, ax.bbox.width * 72 / ax.figure.dpi))
        ax.set_xticks([])
        ax.set_yticks([])
        for spine in ax.spines.values():
            spine.set_visible(False)
    return ax


def draw_days(
    ax: Axes,
    runs: pd.DataFrame,
    year: int,
    last: dt.date,
    *,
    theme: ThemeName = "light",
    units: Units = "km",
    layout: Layout = "wide",
) -> Axes:
    """Draw the days of a year until `last` on the axes: a cell a day, each month named.

    Wide has the whole year, tall ends with the month of `last`.
    """
    calendar_chart.draw(
        ax, runs, dt.date(year, 1, 1), last, theme=theme, units=units, layout=layout, numbered=False
    )
    mondays = weeks_of(year, last if layout == "tall" else None)
    months = last.month if layout == "tall" else 12
    with styled():
        places = [
            ((dt.date(year, month, 1) - mondays[0].date()).days / 7) + (0.05 if month == 1 else 0.5)
            for month in range(1, months + 1)
        ]
        ax.set_aspect("auto")
        if layout == "wide":
            ax.set_xlim(-0.06, len(mondays) + 0.06)
            ax.set_xticks(places, _MONTHS)
            ax.set_yticks([0.5, 2.5, 4.5, 6.5], ["Mon", "Wed", "Fri", "Sun"])
            for label in ax.get_xticklabels():
                label.set_horizontalalignment("left")
        else:
            ax.set_ylim(len(mondays) + 0.06, -0.06)
            ax.set_yticks([place + 0.5 for place in places], _MONTHS[:months])
            ax.set_xticks([0.5, 2.5, 4.5, 6.5], ["M", "W", "F", "S"])
    return ax


def _end(far: npt.NDArray[np.float64], said_pt: Sequence[float], length_pt: float) -> float:
    """Return where an axis ends on which all that is said beyond each bar has room."""
    room = 1 - np.array(said_pt) / length_pt
    return max(float((far / room).max()), 1.0)


def _say(
    ax: Axes, layout: Layout, middle: float, far: float, place: int, words: str, colour: str,
    disc: str = "",
) -> None:  # fmt: skip
    """Write a number in a disc, or words, beyond the end of a bar and what stands there already."""
    beyond = (11 if disc else 4) + _DISC_PT * place
    at, offset = ((middle, far), (0, beyond)) if layout == "wide" else ((far, middle), (beyond, 0))
    upright = "center" if disc or layout == "tall" else "bottom"
    ax.annotate(
        words, at, xytext=offset, textcoords="offset points", fontsize=12, color=colour,
        fontweight="bold", ha="left" if layout == "tall" and not disc else "center", va=upright,
        bbox={"boxstyle": "circle,pad=0.18", "facecolor": disc, "edgecolor": "none"} if disc
        else None,
    )  # fmt: skip

"""Distance a month as bars, each with its number."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from runwins.report.figure import styled
from runwins.report.style import THEMES, ThemeName
from runwins.units import KM, MILE, Units

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def draw(
    ax: Axes, months: pd.DataFrame, *, theme: ThemeName = "light", units: Units = "km"
) -> Axes:
    """Draw the twelve months of a year on the axes.

    Parameters
    ----------
    ax
        Where to draw.
    months
        Columns ``month`` (1 to 12) and ``distance_m``.
    """
    colours, size = THEMES[theme], MILE if units == "mi" else KM
    with styled():
        ax.set_facecolor(colours.background)
        distance = months["distance_m"] / size
        ax.bar(months["month"], distance, width=0.78, color=colours.done)
        for month, far in zip(months["month"], distance, strict=True):
            if far >= 0.5:
                ax.annotate(
                    f"{far:,.0f}", (month, far), xytext=(0, 3), textcoords="offset points",
                    ha="center", va="bottom", fontsize=12, color=colours.ink,
                )  # fmt: skip
        ax.set_xticks(range(1, 13), _MONTHS)
        ax.set_xlim(0.4, 12.6)
        ax.set_yticks([])
        top = float(distance.max()) if len(distance) else 0.0
        ax.set_ylim(0, max(top * 1.12, 1))
        ax.spines["bottom"].set_color(colours.grid)
        ax.tick_params(length=0, labelsize=12, labelcolor=colours.muted)
    return ax

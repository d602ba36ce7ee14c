"""How a predicted time moved from week to week: the middle as a line, eight in ten as a band."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from runwins.report.bests_chart import line_step
from runwins.report.figure import day_number, styled
from runwins.report.run_words import about
from runwins.report.style import THEMES, ThemeName
from runwins.report.weeks_chart import month_ticks, quiet_axes
from runwins.units import format_duration, format_span

_WORDS_PT = 28.0
"""What the words beside the last mark need above or below it."""


def draw(
    ax: Axes, predictions: pd.DataFrame, *, aim_s: float | None = None, theme: ThemeName = "light"
) -> Axes:
    """Draw predictions on the axes; faster is higher.

    Parameters
    ----------
    ax
        Where to draw.
    predictions
        Columns ``date``, ``p10_s``, ``p50_s`` and ``p90_s``, by date; missing where there was not
        enough to go by.
    aim_s
        The time the runner wants, drawn as a line.
    """
    colours = THEMES[theme]
    with styled():
        days = [day_number(day.date()) for day in predictions["date"]]
        middle = predictions["p50_s"].to_numpy(dtype=float)
        fast, slow = (predictions[name].to_numpy(dtype=float) for name in ("p10_s", "p90_s"))
        ax.set_facecolor(colours.background)
        ax.fill_between(days, fast, slow, color=colours.done, alpha=0.2, linewidth=0)
        ax.plot(days, middle, color=colours.done, marker="o", markersize=5)
        known = np.flatnonzero(np.isfinite(middle))
        month_ticks(ax, _days(predictions))
        quiet_axes(ax, theme)
        if not len(known):
            ax.set_yticks([])
            return ax
        if aim_s is not None:
            ax.axhline(aim_s, color=colours.next, linewidth=1.8, linestyle=(0, (5, 3)))
            ax.annotate(
                f"aim {format_duration(aim_s)}", (0, aim_s), xycoords=("axes fraction", "data"),
                xytext=(2, 5), textcoords="offset points", color=colours.next, fontsize=12,
                va="bottom",
            )  # fmt: skip
        ax.margins(y=0.1)
        ax.invert_yaxis()
        ends = np.concatenate([fast, slow, [] if aim_s is None else [aim_s]])
        step = line_step(ends[np.isfinite(ends)])
        said = format_duration if step % 3600 else format_span
        ax.yaxis.set_major_locator(MultipleLocator(step))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: said(seconds)))
        last = int(known[-1])
        above = middle[last] <= middle[known[max(len(known) - 4, 0)]]
        if aim_s is not None and above == (aim_s <= middle[last]):
            above ^= _points(ax, aim_s, middle[last]) < _WORDS_PT
        ax.annotate(
            about(middle[last]), (days[last], middle[last]), xytext=(4, 9 if above else -9),
            textcoords="offset points", ha="right", va="bottom" if above else "top", fontsize=12,
            fontweight="bold", color=colours.ink, annotation_clip=False,
        )  # fmt: skip
    return ax


def _points(ax: Axes, one: float, other: float) -> float:
    """Return how far two times are apart on the axes, in points."""
    low, high = sorted(ax.get_ylim())
    return abs(one - other) / (high - low) * ax.bbox.height * 72 / ax.figure.dpi


def _days(predictions: pd.DataFrame) -> list[dt.date]:
    return [day.date() for day in predictions["date"]]

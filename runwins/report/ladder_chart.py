"""The ladder as a picture: rungs upward, days to the right, the race on top.

A rung is a step and not a measure, so all are equally far apart. What is done is joined by a
climbing line that ends today; what is next carries the range of days it is likely to fall on.
"""

from __future__ import annotations

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from runwins.goal import Ladder
from runwins.report import ladder_days, ladder_marks, ladder_words
from runwins.report.drawn_text import families
from runwins.report.figure import new_figure, styled, write
from runwins.report.ladder_plan import GAP_PT, Layout, Plan, Row, plan_of
from runwins.report.ladder_words import alt_text
from runwins.report.style import THEMES, Theme, ThemeName, state_colour

__all__ = ["Layout", "alt_text", "draw", "figure", "save"]


def draw(ax: Axes, ladder: Ladder, *, theme: ThemeName = "light", layout: Layout = "wide") -> Axes:
    """Draw a ladder on the axes; its labels stand to the left of them, its title above.

    Parameters
    ----------
    ax
        Where to draw. Leave about 4 inches to its left (2.6 for ``tall``) and 1.3 above.
    ladder
        What to draw: with any number of rungs, before, during and after the build.
    theme
        light or dark.
    layout
        wide for a page, tall for a phone.
    """
    with styled():
        return _draw(ax, ladder, THEMES[theme], plan_of(ladder, layout))


def figure(
    ladder: Ladder, *, theme: ThemeName = "light", layout: Layout = "wide", now: str = "today"
) -> Figure:
    """Return the picture of a ladder as a figure of the size its texts need.

    `now` is what the day it stands on is called.
    """
    with styled():
        plan = plan_of(ladder, layout)
        sizes = plan.sizes
        width = sizes.width_in * 72
        height = plan.head_pt + plan.body_pt + plan.foot_pt
        made = new_figure(sizes.width_in, height / 72, THEMES[theme])
        left = sizes.margin_pt + plan.column_pt + GAP_PT
        ax = made.add_axes(
            (
                left / width,
                plan.foot_pt / height,
                (width - left - sizes.margin_pt) / width,
                plan.body_pt / height,
            )
        )
        _draw(ax, ladder, THEMES[theme], plan, now)
    return made


def save(
    ladder: Ladder, path: str | Path, *, layout: Layout = "wide", theme: ThemeName = "light"
) -> None:
    """Write the picture of a ladder to a ``.png`` or ``.svg`` file.

    Raises
    ------
    ValueError
        For any other ending.
    """
    made = figure(ladder, theme=theme, layout=layout)
    with styled():
        write(made, Path(path), ladder_words.finding(ladder), alt_text(ladder))


def _draw(ax: Axes, ladder: Ladder, theme: Theme, plan: Plan, now: str = "today") -> Axes:
    first, last = ladder_days.span(ladder, plan, ax.bbox.width * 72 / ax.figure.dpi)
    top = len(plan.rows)
    ax.set_facecolor(theme.background)
    ax.set_xlim(first, last)
    ax.set_ylim(-0.65, top + 0.65)
    ax.set_yticks([])
    ax.spines["bottom"].set_color(theme.grid)
    ladder_days.months(ax, first, last, theme, plan)
    for y in range(top + 1):
        ax.axhline(y, color=theme.grid, linewidth=0.8, zorder=1)
    ladder_days.gaps(ax, ladder, theme, plan)
    ladder_days.race_day(ax, ladder, theme, plan)
    ladder_days.today(ax, ladder, theme, plan, now)
    ladder_marks.climbing_line(ax, ladder, theme, plan)
    for y, row in enumerate(plan.rows):
        ladder_marks.mark(ax, y, row.step, ladder, theme, plan)
        _label(ax, y, row, theme, plan)
    _label(ax, top, plan.race, theme, plan)
    _texts(ax, theme, plan)
    return ax


def _label(ax: Axes, y: int, row: Row, theme: Theme, plan: Plan) -> None:
    sizes = plan.sizes
    strong = row.step.state in {"done", "next"} or row.step.kind == "race"
    leading = sizes.label * 1.2
    at = row.height_pt(sizes) / 2
    race = row.step.kind == "race"
    colour = theme.muted if race else state_colour(row.step.state, theme)
    for line in row.label:
        _beside(ax, y, line, at, sizes.label, theme.ink, "bold" if strong else "normal")
        at -= leading
    for line in row.words:
        _beside(ax, y, line, at, sizes.small, colour, "normal")
        at -= sizes.small * 1.25


def _beside(ax: Axes, y: int, text: str, at: float, size: float, colour: str, weight: str) -> None:
    ax.annotate(
        text, (0, y), xycoords=("axes fraction", "data"), xytext=(-GAP_PT, at),
        textcoords="offset points", ha="right", va="top", color=colour, fontsize=size,
        fontweight=weight, fontfamily=families(text, weight), annotation_clip=False,
        parse_math=False,
    )  # fmt: skip


def _texts(ax: Axes, theme: Theme, plan: Plan) -> None:
    sizes = plan.sizes
    left = -(plan.column_pt + GAP_PT)
    at = plan.head_pt - sizes.margin_pt
    for line in plan.title:
        _line(ax, 1, line, left, at, sizes.title, theme.ink, "bold")
        at -= sizes.title * 1.25
    for line in plan.subtitle:
        _line(ax, 1, line, left, at, sizes.subtitle, theme.muted, "normal")
        at -= sizes.subtitle * 1.35
    at = -(plan.foot_pt - sizes.margin_pt * 0.8 - len(plan.legend) * sizes.small * 1.35)
    for line in plan.legend:
        _line(ax, 0, line, left, at, sizes.small, theme.muted, "normal")
        at -= sizes.small * 1.35


def _line(
    ax: Axes, edge: int, text: str, left: float, at: float, size: float, colour: str, weight: str
) -> None:
    ax.annotate(
        text, (0, edge), xycoords="axes fraction", xytext=(left, at), textcoords="offset points",
        ha="left", va="top", color=colour, fontsize=size, fontweight=weight,
        fontfamily=families(text, weight), annotation_clip=False, parse_math=False,
    )  # fmt: skip

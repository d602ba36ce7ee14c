"""The ladder as a picture: rungs upward, days to the right, the race on top.

A rung is a step and not a measure, so all are equally far apart. What is done is joined by a
climbing line that ends today; what is next carries the range of days it is likely to fall on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path as Shape

from runwins.model import Ladder
from runwins.report import ladder_words
from runwins.report.drawn_text import drawable, width_pt, wrap
from runwins.report.figure import day_number, new_figure, styled, write
from runwins.report.ladder_words import Step, alt_text
from runwins.report.style import THEMES, UNICODE, Theme, ThemeName, state_colour
from runwins.units import format_date

__all__ = ["Layout", "alt_text", "draw", "figure", "save"]

Layout = Literal["wide", "tall"]

_TICK = Shape(
    [(-0.45, 0.02), (-0.12, -0.34), (0.48, 0.38)], [Shape.MOVETO, Shape.LINETO, Shape.LINETO]
)
_GAP_PT = 14.0


@dataclass(frozen=True, slots=True)
class _Sizes:
    width_in: float
    margin_pt: float
    title: float
    subtitle: float
    label: float
    small: float
    row_pt: float
    column_pt: float
    disc: float
    subtitle_lines: int


_SIZES: dict[Layout, _Sizes] = {
    "wide": _Sizes(12.0, 26, 21, 13.5, 14.5, 12.5, 38, 300, 17, 4),
    "tall": _Sizes(5.4, 16, 17, 12.5, 13, 12, 42, 176, 15, 9),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A rung as it is written beside the picture."""

    step: Step
    label: list[str]
    words: list[str]

    def height_pt(self, sizes: _Sizes) -> float:
        return len(self.label) * sizes.label * 1.2 + len(self.words) * sizes.small * 1.25


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things go: all that depends on the length of texts."""

    sizes: _Sizes
    rows: list[_Row]
    race: _Row
    title: list[str]
    subtitle: list[str]
    legend: list[str]
    column_pt: float
    row_pt: float

    @property
    def head_pt(self) -> float:
        sizes = self.sizes
        lines = len(self.title) * sizes.title * 1.25 + len(self.subtitle) * sizes.subtitle * 1.35
        return sizes.margin_pt + lines + 12

    @property
    def foot_pt(self) -> float:
        return self.sizes.margin_pt * 0.8 + len(self.legend) * self.sizes.small * 1.35 + 46

    @property
    def body_pt(self) -> float:
        return (len(self.rows) + 1.3) * self.row_pt


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
        return _draw(ax, ladder, THEMES[theme], _plan(ladder, layout))


def figure(ladder: Ladder, *, theme: ThemeName = "light", layout: Layout = "wide") -> Figure:
    """Return the picture of a ladder as a figure of the size its texts need."""
    with styled():
        plan = _plan(ladder, layout)
        sizes = plan.sizes
        width = sizes.width_in * 72
        height = plan.head_pt + plan.body_pt + plan.foot_pt
        made = new_figure(sizes.width_in, height / 72, THEMES[theme])
        left = sizes.margin_pt + plan.column_pt + _GAP_PT
        ax = made.add_axes(
            (
                left / width,
                plan.foot_pt / height,
                (width - left - sizes.margin_pt) / width,
                plan.body_pt / height,
            )
        )
        _draw(ax, ladder, THEMES[theme], plan)
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


def _plan(ladder: Ladder, layout: Layout) -> _Plan:
    sizes = _SIZES[layout]
    room = sizes.width_in * 72 - 2 * sizes.margin_pt
    rungs = ladder_words.steps(ladder)
    longest = max(
        [width_pt(drawable(step.label, "bold"), sizes.label, "bold") for step in rungs]
        + [width_pt(drawable(ladder_words.when(step, ladder)), sizes.small) + 18 for step in rungs]
        + [width_pt(drawable(ladder.goal.name, "bold"), sizes.label, "bold"), 110.0]
    )
    column = min(longest, sizes.column_pt)
    rows = [_row(step, ladder, sizes, column) for step in rungs]
    top = _race_row(ladder, sizes, column)
    tallest = max(row.height_pt(sizes) for row in [*rows, top])
    subtitle = _subtitle(ladder, room, sizes)
    return _Plan(
        sizes=sizes,
        rows=rows,
        race=top,
        title=wrap(drawable(ladder_words.finding(ladder), "bold"), room, sizes.title, "bold", 3),
        subtitle=subtitle,
        legend=wrap(_legend(ladder, rungs, " ".join(subtitle)), room, sizes.small, lines=5),
        column_pt=column,
        row_pt=max(sizes.row_pt, tallest + 6),
    )


def _subtitle(ladder: Ladder, room: float, sizes: _Sizes) -> list[str]:
    said = " ".join(ladder_words.consequences(ladder)[: ladder_words.IN_PICTURE])
    return wrap(drawable(said), room, sizes.subtitle, lines=sizes.subtitle_lines)


def _row(step: Step, ladder: Ladder, sizes: _Sizes, column: float) -> _Row:
    label = wrap(drawable(step.label, "bold"), column, sizes.label, "bold")
    step = replace(step, state=ladder_words.shown_state(step, ladder))
    words = f"{UNICODE.state(step.state)} {ladder_words.when(step, ladder)}"
    lines = wrap(words, column, sizes.small)
    return _Row(step, label, lines)


def _race_row(ladder: Ladder, sizes: _Sizes, column: float) -> _Row:
    goal = ladder.goal
    run = ladder_words.race(ladder)
    state = run.state if run is not None else "later"
    step = run or Step(goal.name, state, "race", "m", goal.distance_m, None, *[None] * 6)
    label = wrap(drawable(goal.name, "bold"), column, sizes.label, "bold")
    words = format_date(goal.date, weekday=True) if goal.date else "no day set"
    if state == "done":
        words = f"{UNICODE.done} done · {words}"
    lines = wrap(words, column, sizes.small)
    return _Row(step, label, lines)


def _legend(ladder: Ladder, rungs: list[Step], subtitle: str) -> str:
    parts: list[str] = []
    if ladder_words.over(ladder):
        return ""
    banded = any(step.state in {"next", "later"} and step.p10 for step in rungs)
    if banded and not ladder_words.too_early(ladder):
        among = "" if "start line" in subtitle else f", {ladder_words.AMONG_STARTERS}"
        parts.append(f"Bar: the days between which 8 in 10 get there{among}.")
    if any(step.planned and step.state in {"next", "later"} for step in rungs):
        mark = "Marks ahead" if ladder_words.too_early(ladder) else "Small upright lines"
        parts.append(f"{mark}: days on a gentle plan.")
    return " ".join(parts)


def _draw(ax: Axes, ladder: Ladder, theme: Theme, plan: _Plan) -> Axes:
    first, last = _span(ladder, plan)
    top = len(plan.rows)
    ax.set_facecolor(theme.background)
    ax.set_xlim(first, last)
    ax.set_ylim(-0.65, top + 0.65)
    ax.set_yticks([])
    ax.spines["bottom"].set_color(theme.grid)
    _months(ax, first, last, theme, plan)
    for y in range(top + 1):
        ax.axhline(y, color=theme.grid, linewidth=0.8, zorder=1)
    _gaps(ax, ladder, theme, plan)
    _race_day(ax, ladder, theme, plan)
    _today(ax, ladder, theme, plan)
    _climb(ax, ladder, theme, plan)
    for y, row in enumerate(plan.rows):
        _mark(ax, y, row.step, ladder, theme, plan)
        _label(ax, y, row, theme, plan)
    _label(ax, top, plan.race, theme, plan)
    _texts(ax, theme, plan)
    return ax


def _span(ladder: Ladder, plan: _Plan) -> tuple[float, float]:
    """Return the first and the last day that are shown: the build, and a week after the race."""
    start = ladder_words.first_day(ladder)
    if ladder.goal.date is not None:
        end = ladder.goal.date + dt.timedelta(days=7)
    else:
        likely = [row.step.late for row in plan.rows if row.step.late]
        end = max([ladder.today + dt.timedelta(days=42), *likely]) + dt.timedelta(days=7)
    days = max((end - start).days, 28)
    return day_number(start) - 0.03 * days, day_number(end) + 0.01 * days


def _months(ax: Axes, first: float, last: float, theme: Theme, plan: _Plan) -> None:
    begin = dt.date(1970, 1, 1) + dt.timedelta(days=int(first) + 1)
    month = dt.date(begin.year, begin.month, 1)
    days: list[dt.date] = []
    while day_number(month) < last:
        if day_number(month) >= first:
            days.append(month)
        month = (month + dt.timedelta(days=32)).replace(day=1)
    # as many names as have room, the year beside January and beside the first
    points = ax.get_position().width * ax.figure.get_figwidth() * 72  # type: ignore[union-attr]
    per_day = points / (last - first)
    step = 1 + int(44 / (per_day * 30.4))
    names = days[::step]
    ax.set_xticks([day_number(day) for day in names])
    ax.set_xticklabels(
        [_month_name(day, day is names[0]) for day in names],
        color=theme.muted,
        fontsize=plan.sizes.small,
        parse_math=False,
    )
    ax.tick_params(length=0, pad=6)
    for day in days:
        ax.axvline(day_number(day), color=theme.grid, linewidth=0.8, zorder=1)


def _month_name(day: dt.date, first: bool) -> str:
    name = format_date(day, year=False).split()[1]
    return f"{name}\n{day.year}" if first or day.month == 1 else name


def _gaps(ax: Axes, ladder: Ladder, theme: Theme, plan: _Plan) -> None:
    """Shade the three longest stretches without a run; name those that have room."""
    size = plan.sizes.small
    first, last = ax.get_xlim()
    points = ax.get_position().width * ax.figure.get_figwidth() * 72  # type: ignore[union-attr]
    per_day = points / (last - first)
    taken = first
    longest = sorted(ladder.gaps, key=lambda gap: gap[0] - gap[1])[:3]
    for start, end, why in sorted(longest):
        left, right = max(day_number(start), first), min(day_number(end) + 1, last)
        if right <= left:
            continue
        ax.axvspan(left, right, color=theme.grid, alpha=0.45, linewidth=0, zorder=0)
        said = drawable(why) or "no runs"
        words = f"{said}, {ladder_words.day_range(start, end, ladder.today)}"
        half = width_pt(words, size) / per_day / 2
        middle = min(max((left + right) / 2, taken + half), last - half)
        if middle - half < taken or abs(middle - (left + right) / 2) > half + (right - left):
            continue
        taken = middle + half + 8 / per_day
        ax.text(
            middle, -0.46, words, color=theme.muted, fontsize=size, ha="center", va="center",
            parse_math=False, zorder=6, bbox=_behind(theme),
        )  # fmt: skip


def _behind(theme: Theme) -> dict[str, object]:
    return {"facecolor": theme.background, "edgecolor": "none", "pad": 1.5}


def _race_day(ax: Axes, ladder: Ladder, theme: Theme, plan: _Plan) -> None:
    if ladder.goal.date is None:
        return
    day, top = day_number(ladder.goal.date), len(plan.rows)
    ax.plot([day, day], [-0.65, top], color=theme.ink, linewidth=1.2, zorder=2)
    ax.plot([day, day], [top, top + 0.52], color=theme.ink, linewidth=2.6, zorder=4)
    flag = Shape([(0, 0), (1, -0.32), (0, -0.64), (0, 0)], closed=True)
    ax.plot(
        [day], [top + 0.52], marker=flag, markersize=38, color=theme.ink, linestyle="none",
        markeredgewidth=0, zorder=4, clip_on=False,
    )  # fmt: skip
    run = plan.race.step
    if run.state == "done":
        _disc(ax, day_number(run.done or ladder.goal.date), top, theme, plan)


def _today(ax: Axes, ladder: Ladder, theme: Theme, plan: _Plan) -> None:
    day, top = day_number(ladder.today), len(plan.rows)
    first, last = ax.get_xlim()
    if not first <= day <= last:
        return
    ax.plot(
        [day, day], [-0.65, top + 0.3], color=theme.ink, linewidth=1.4,
        linestyle=(0, (1, 2)), zorder=3,
    )  # fmt: skip
    near = ladder.goal.date is not None and 0 <= (ladder.goal.date - ladder.today).days < 21
    ax.annotate(
        "today", (day, top + 0.34), xytext=(-4 if near else 0, 2), textcoords="offset points",
        ha="right" if near else "center", va="bottom", color=theme.muted,
        fontsize=plan.sizes.small, zorder=5,
    )  # fmt: skip


def _climb(ax: Axes, ladder: Ladder, theme: Theme, plan: _Plan) -> None:
    """Join what is done, in the order it was done, by height: the line never goes down."""
    earned = [(row.step.done, y) for y, row in enumerate(plan.rows) if row.step.done is not None]
    run = plan.race.step
    if run.state == "done" and run.done is not None:
        earned.append((run.done, len(plan.rows)))
    if not earned:
        return
    first, last = ax.get_xlim()
    xs: list[float] = []
    ys: list[float] = []
    height = -1
    for day, y in sorted(earned):
        if y <= height:
            continue
        x = max(day_number(day), first + 0.012 * (last - first))
        xs += [x, x] if xs else [x]
        ys += [float(height), float(y)] if ys else [float(y)]
        height = y
    end = min(day_number(ladder.today), last)
    if xs[-1] < end and run.state != "done":
        xs.append(end)
        ys.append(float(height))
    ax.plot(xs, ys, color=theme.done, linewidth=3, zorder=4, solid_capstyle="butt")


def _mark(ax: Axes, y: int, step: Step, ladder: Ladder, theme: Theme, plan: _Plan) -> None:
    first, last = ax.get_xlim()
    size = plan.sizes.disc
    open_size = min(size, plan.sizes.width_in * 2.4)
    if step.state == "done":
        day = step.done or ladder.goal.first_day
        _disc(ax, max(day_number(day), first + 0.012 * (last - first)), y, theme, plan)
        return
    if ladder_words.over(ladder):
        return
    dated = step.planned is not None and not ladder_words.too_early(ladder)
    if step.planned is not None and dated and step.state in {"next", "later"}:
        ax.plot(
            [day_number(step.planned)], [y], linestyle="none", marker="|", markersize=size * 1.15,
            markeredgewidth=2, color=theme.muted, zorder=6,
        )  # fmt: skip
    colour = state_colour(step.state, theme)
    if step.state in {"past_date", "will_not_fit"}:
        day = step.planned or ladder.goal.date or ladder.today
        if step.state == "will_not_fit":
            day = ladder.goal.date or day
        ax.plot(
            [day_number(day)], [y], linestyle="none", marker="X", markersize=size,
            markerfacecolor=theme.background, markeredgecolor=colour, markeredgewidth=2.2, zorder=6,
        )  # fmt: skip
        return
    at = _forecast(ax, y, step, ladder, theme, colour)
    if at is not None:
        ax.plot(
            [at], [y], linestyle="none", marker="D" if step.state == "next" else "o",
            markersize=open_size * (0.66 if step.state == "next" else 0.8),
            markerfacecolor=colour if step.state == "next" else theme.background,
            markeredgecolor=theme.background if step.state == "next" else colour,
            markeredgewidth=1.6 if step.state == "next" else 2.2, zorder=7,
        )  # fmt: skip


def _disc(ax: Axes, x: float, y: float, theme: Theme, plan: _Plan) -> None:
    size = plan.sizes.disc
    ax.plot(
        [x],
        [y],
        linestyle="none",
        marker="o",
        markersize=size,
        color=theme.done,
        markeredgewidth=0,
        zorder=7,
    )
    ax.plot(
        [x], [y], linestyle="none", marker=_TICK, markersize=size * 0.52, markerfacecolor="none",
        markeredgecolor=theme.background, markeredgewidth=2, zorder=8,
    )  # fmt: skip


def _forecast(
    ax: Axes, y: int, step: Step, ladder: Ladder, theme: Theme, colour: str
) -> float | None:
    """Draw the range of likely days and return where its mark stands."""
    end = day_number(ladder.goal.date) if ladder.goal.date else ax.get_xlim()[1]
    today = day_number(ladder.today)
    if ladder_words.too_early(ladder) or step.p10 is None:
        if step.planned is not None:
            return max(day_number(step.planned), today)
        return (
            today + 0.02 * (ax.get_xlim()[1] - ax.get_xlim()[0]) if step.state == "next" else None
        )
    left, right = day_number(step.p10), end
    cut = step.late is None or day_number(step.late) > end
    if left > end:
        return None
    if step.late is not None and not cut:
        right = max(day_number(step.late), left + 1)
    solid = step.state == "next"
    ax.barh(
        y, right - left, left=left, height=0.34, color=theme.band if solid else theme.panel,
        edgecolor=colour, linewidth=1.6, linestyle="-" if solid else (0, (4, 2.5)), zorder=5,
    )  # fmt: skip
    if cut:
        ax.plot(
            [right],
            [y],
            linestyle="none",
            marker=5,
            markersize=11,
            color=colour,
            markeredgewidth=0,
            zorder=6,
        )
    if step.p50 is not None and day_number(step.p50) <= end:
        return day_number(step.p50)
    return end + 0.02 * (ax.get_xlim()[1] - ax.get_xlim()[0])


def _label(ax: Axes, y: int, row: _Row, theme: Theme, plan: _Plan) -> None:
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
        text, (0, y), xycoords=("axes fraction", "data"), xytext=(-_GAP_PT, at),
        textcoords="offset points", ha="right", va="top", color=colour, fontsize=size,
        fontweight=weight, annotation_clip=False, parse_math=False,
    )  # fmt: skip


def _texts(ax: Axes, theme: Theme, plan: _Plan) -> None:
    sizes = plan.sizes
    left = -(plan.column_pt + _GAP_PT)
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
        annotation_clip=False, parse_math=False,
    )  # fmt: skip

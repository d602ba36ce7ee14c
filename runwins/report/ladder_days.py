"""The days of a ladder's picture: months, today, the race day, stretches without a run."""

from __future__ import annotations

import datetime as dt

from matplotlib.axes import Axes
from matplotlib.path import Path as Shape

from runwins.goal import Ladder
from runwins.report import ladder_words
from runwins.report.drawn_text import drawable, families, width_pt
from runwins.report.figure import day_number
from runwins.report.ladder_marks import disc, points_a_day
from runwins.report.ladder_plan import Plan
from runwins.report.style import Theme
from runwins.units import format_date

_FLAG_PT = 26.0
_NEAR_DAYS = 21
_HALF_A_NAME_PT = 12.0


def span(ladder: Ladder, plan: Plan, width_pt: float) -> tuple[float, float]:
    """Return the first and the last day that are shown: the build, and a week after the race.

    Beside the race day there is room for its flag, however narrow the picture is.
    """
    start = ladder_words.first_day(ladder)
    if ladder.goal.date is not None:
        end = ladder.goal.date + dt.timedelta(days=7)
    else:
        likely = [row.step.late for row in plan.rows if row.step.late]
        end = max([ladder.today + dt.timedelta(days=42), *likely]) + dt.timedelta(days=7)
    days = max((end - start).days, 28)
    first, last = day_number(start) - 0.04 * days, day_number(end) + 0.01 * days
    if ladder.goal.date is None:
        return first, last
    share = _FLAG_PT / width_pt
    return first, max(last, (day_number(ladder.goal.date) - share * first) / (1 - share))


def months(ax: Axes, first: float, last: float, theme: Theme, plan: Plan) -> None:
    """Name as many months as have room, and each year with the first of its months."""
    begin = dt.date(1970, 1, 1) + dt.timedelta(days=int(first) + 1)
    month = dt.date(begin.year, begin.month, 1)
    days: list[dt.date] = []
    while day_number(month) < last:
        if day_number(month) >= first:
            days.append(month)
        month = (month + dt.timedelta(days=32)).replace(day=1)
    per_day = points_a_day(ax)
    step = 1 + int(44 / (per_day * 30.4))
    names = [day for day in days[::step] if (last - day_number(day)) * per_day > _HALF_A_NAME_PT]
    ax.set_xticks([day_number(day) for day in names])
    ax.set_xticklabels(
        [_month_name(day, before) for day, before in zip(names, [None, *names], strict=False)],
        color=theme.muted,
        fontsize=plan.sizes.small,
        parse_math=False,
    )
    ax.tick_params(length=0, pad=6)
    for day in days:
        ax.axvline(day_number(day), color=theme.grid, linewidth=0.8, zorder=1)


def _month_name(day: dt.date, before: dt.date | None) -> str:
    name = format_date(day, year=False).split()[1]
    return f"{name}\n{day.year}" if before is None or before.year != day.year else f"{name}\n "


def gaps(ax: Axes, ladder: Ladder, theme: Theme, plan: Plan) -> None:
    """Shade the three longest stretches without a run; name those that have room."""
    size = plan.sizes.small
    first, last = ax.get_xlim()
    per_day = points_a_day(ax)
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
            fontfamily=families(words), parse_math=False, zorder=6, bbox=_behind(theme),
        )  # fmt: skip


def _behind(theme: Theme) -> dict[str, object]:
    return {"facecolor": theme.background, "edgecolor": "none", "pad": 1.5}


def race_day(ax: Axes, ladder: Ladder, theme: Theme, plan: Plan) -> None:
    """Raise the flag, and draw the race day down to the axis."""
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
        disc(ax, day_number(run.done or ladder.goal.date), top, theme, plan)


def today(ax: Axes, ladder: Ladder, theme: Theme, plan: Plan, called: str) -> None:
    """Draw the ladder's day as a dotted line that ends below its name, unless the race has been."""
    day, top = day_number(ladder.today), len(plan.rows)
    first, last = ax.get_xlim()
    date = ladder.goal.date
    if not first <= day <= last or (date is not None and date < ladder.today):
        return
    ax.plot(
        [day, day], [-0.65, top + 0.3], color=theme.ink, linewidth=1.4,
        linestyle=(0, (1, 2)), zorder=3,
    )  # fmt: skip
    near = date is not None and (date - ladder.today).days < _NEAR_DAYS
    ax.annotate(
        called, (day, top + 0.34), xytext=(-4 if near else 0, 2), textcoords="offset points",
        ha="right" if near else "center", va="bottom", color=theme.muted,
        fontsize=plan.sizes.small, zorder=5,
    )  # fmt: skip

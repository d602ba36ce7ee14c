"""What stands on the rungs of a ladder's picture: discs, diamonds, bands, the climbing line."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.path import Path as Shape

from runwins.goal import Ladder
from runwins.report import ladder_words
from runwins.report.figure import day_number
from runwins.report.ladder_plan import Plan
from runwins.report.ladder_words import Step
from runwins.report.style import Theme, state_colour

_CLEAR_PT = 9.0
"""So far right of the race day stands the mark of what is as likely after it."""

_TICK = Shape(
    [(-0.45, 0.02), (-0.12, -0.34), (0.48, 0.38)], [Shape.MOVETO, Shape.LINETO, Shape.LINETO]
)


def climbing_line(ax: Axes, ladder: Ladder, theme: Theme, plan: Plan) -> None:
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
    floor = ax.get_ylim()[0]
    ax.fill_between(xs, floor, ys, color=theme.done, alpha=0.08, linewidth=0, zorder=0.5)
    ax.plot(xs, ys, color=theme.done, linewidth=3, zorder=4, solid_capstyle="butt")


def mark(ax: Axes, y: int, step: Step, ladder: Ladder, theme: Theme, plan: Plan) -> None:
    """Draw the mark of one rung: its state as a shape, on its day."""
    first, last = ax.get_xlim()
    size = plan.sizes.disc
    open_size = min(size, plan.sizes.width_in * 2.4)
    if step.state == "done":
        day = step.done or ladder.goal.first_day
        disc(ax, max(day_number(day), first + 0.012 * (last - first)), y, theme, plan)
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


def points_a_day(ax: Axes) -> float:
    """Return how wide a day is drawn."""
    first, last = ax.get_xlim()
    wide = ax.get_position().width * ax.figure.get_figwidth() * 72  # type: ignore[union-attr]
    return float(wide / (last - first))


def disc(ax: Axes, x: float, y: float, theme: Theme, plan: Plan) -> None:
    """Draw a filled disc with a tick: done."""
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
        clip_on=False,
    )
    ax.plot(
        [x], [y], linestyle="none", marker=_TICK, markersize=size * 0.52, markerfacecolor="none",
        markeredgecolor=theme.background, markeredgewidth=2, zorder=8, clip_on=False,
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
    return end + _CLEAR_PT / points_a_day(ax)

"""A goal as it is answered: the line of the list, and below it what else was said."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath

from runwins.goal import Goal
from runwins.report.cells import TerminalStyle, wrap
from runwins.report.listings import goal_line
from runwins.units import format_date, format_duration, format_height


def goal_view(goal: Goal, today: dt.date, style: TerminalStyle) -> str:
    """Return a goal in a line, and what was said of it beyond that in the next."""
    facts = style.clean(", ".join(_facts(goal, style)))
    lines = wrap(facts, style.width - 3, style) if facts else []
    return "\n".join([goal_line(goal, today, style), *(f"   {line}" for line in lines)])


def _facts(goal: Goal, style: TerminalStyle) -> list[str]:
    facts = ["all of it without stopping"] if goal.without_stop else []
    if goal.ascent_m or goal.terrain == "trail":
        facts.append(goal.terrain)
    if goal.climb_m:
        facts.append(f"biggest climb {format_height(goal.climb_m, style.units)}")
    if goal.start_clock_s is not None:
        hour, minute = divmod(round(goal.start_clock_s / 60), 60)
        facts.append(f"starts at {hour:02d}:{minute:02d}")
    if goal.cutoff_s:
        facts.append(f"cut-off {format_duration(goal.cutoff_s)}")
    if goal.temperature_c is not None:
        facts.append(f"up to {_degrees(goal.temperature_c, style)}")
    if goal.course_file:
        facts.append(f"course {PurePath(goal.course_file).name}")
    if goal.runs_per_week:
        times = "run" if goal.runs_per_week == 1 else "runs"
        facts.append(f"{goal.runs_per_week} {times} a week")
    facts.append(f"build from {format_date(goal.first_day)}")
    return facts


def _degrees(celsius: float, style: TerminalStyle) -> str:
    return f"{1.8 * celsius + 32:.0f} °F" if style.units == "mi" else f"{celsius:.0f} °C"

"""What each week that is left could do for which rung: a suggestion, folded away."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Ladder
from runwins.ladder.standing import last_new_day
from runwins.report import ladder_words
from runwins.report.block_input import BlockInput
from runwins.report.parts import Cell, Part, Section, Sentences, Table
from runwins.units import format_date

_WEEK = dt.timedelta(days=7)


def section(block: BlockInput) -> Section | None:
    """Return the weeks up to a race with a course, from the day after the ladder's."""
    ladder = block.ladder
    if ladder is None or block.course is None:
        return None
    race = ladder.goal.date
    if race is None or race <= ladder.today:
        return None
    tomorrow = ladder.today + dt.timedelta(days=1)
    monday = tomorrow - dt.timedelta(days=tomorrow.weekday())
    rows = []
    while monday <= race:
        rows.append((Cell(format_date(monday)), Cell(_could(ladder, race, monday))))
        monday += _WEEK
    parts: list[Part] = [
        Table("What each week could do", ("Week from", "Room for"), tuple(rows), folded=True)
    ]
    undated = [
        step.label for step in ladder_words.steps(ladder)
        if step.planned is None and step.state in {"next", "later"}
    ]  # fmt: skip
    if undated:
        parts.append(Sentences((f"Any week before the taper: {'; '.join(undated)}.",)))
    left = ladder_words.time_left(ladder)
    said = f"{left[0].upper()}{left[1:]}. What follows is a gentle way there, not a training plan."
    return Section("weeks-left", "Weeks left", said, tuple(parts))


def _could(ladder: Ladder, race: dt.date, monday: dt.date) -> str:
    """Return what a week has room for on the gentle path."""
    if monday <= race < monday + _WEEK:
        return ladder.goal.name
    rungs = [
        step.label for step in ladder_words.steps(ladder)
        if step.planned is not None and step.state != "done"
        and monday <= step.planned < monday + _WEEK
    ]  # fmt: skip
    if rungs:
        return "; ".join(rungs)
    last_new = last_new_day(ladder.goal)
    if last_new is not None and monday > last_new:
        return "easy runs and rest: nothing new before the race"
    return "an easy week: nothing new is asked of it"

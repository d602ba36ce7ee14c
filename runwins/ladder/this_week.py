"""What a coach would say of these weeks: gentle steps, runs a week, days away, the way back."""

from __future__ import annotations

import datetime as dt

from runwins.ladder import gaps, gentle_path
from runwins.ladder.base import Dimension
from runwins.ladder.consistency import weeks_so_far
from runwins.ladder.edits import edited, target_of
from runwins.ladder.forecast import ON_TRACK, STRETCH, WITHIN_REACH
from runwins.ladder.standing import Standing, last_new_day, taper_begins
from runwins.units import format_date, format_distance

BOUNDS = (STRETCH, WITHIN_REACH, ON_TRACK)

NOTHING_NEW = "So near the race nothing longer than before is suggested any more."


def this_week(standing: Standing) -> list[str]:
    """Say how far this week's gentle steps reach, and never further than the race asks."""
    last, begins = last_new_day(standing.goal), taper_begins(standing.goal)
    if last is not None and standing.today > last:
        resting = begins is None or standing.today >= begins
        return [] if resting else [NOTHING_NEW]
    said = []
    for name, words in (("long-run", "in one run"), ("weekly-volume", "in all")):
        dimension = standing.dimensions[name]
        level = next(gentle_path.levels(dimension, standing.gap, standing.today))
        enough = max(dimension.full, dimension.usually(standing.today) if name != "long-run" else 0)
        said.append(f"{_size(min(level, enough), dimension, standing)} {words}")
    text = f"This week up to {said[0]}, and {said[1]}, are gentle steps."
    longest = standing.dimensions["long-run"]
    if longest.recent(standing.today) >= longest.full:
        text += " Longer than that is not needed for this race."
    return [text]


def _size(value: float, dimension: Dimension, standing: Standing) -> str:
    if dimension.unit == "km-effort":
        return f"{value:.1f} km-effort"
    digits = 0 if dimension is standing.dimensions["weekly-volume"] else 1
    return format_distance(value, standing.history.units, digits)


def skills(standing: Standing) -> list[str]:
    """Name the skills this race asks for that are neither on the ladder, nor dropped, nor done."""
    shown = {rung.kind for rung in standing.steps}
    shown |= {target_of(name)[0] for name in edited(standing.goal).dropped}
    start = min(standing.goal.first_day, standing.today)
    open_ones = [
        dimension.label(dimension.full)
        for name, dimension in standing.dimensions.items()
        if dimension.skill
        and name not in shown
        and dimension.first_reach(dimension.full, start) is None
    ]
    return [f"Worth practising too: {'; '.join(open_ones)}."] if open_ones else []


def runs_a_week(standing: Standing) -> list[str]:
    """Say how the runs a week go that the runner wanted."""
    aim = standing.goal.runs_per_week
    if not aim:
        return []
    now, kept, of = weeks_so_far(standing.history, aim, standing.goal.first_day, standing.today)
    said = f"Your {aim} runs a week: {now} so far this week"
    return [f"{said}; {kept} of the {of} weeks before it." if kept > of / 2 > 0.5 else f"{said}."]


def away(standing: Standing) -> list[str]:
    """Name the days marked as away that still matter: around today, or ahead."""
    said = []
    for each in standing.history.away:
        if each.last < standing.today - dt.timedelta(days=28):
            continue
        when = spoken_range(each.first, each.last, standing.today).replace(" and ", " to ")
        why = {"ill": "Ill", "injured": "Injured", "holiday": "On holiday"}[each.reason]
        said.append(f"{why} {when}: the clock of the ladder stands still for these days.")
    return said


def after_gap(standing: Standing) -> list[str]:
    """Say that nothing is taken away, and how recorded runners came back from such a gap."""
    gap = standing.gap
    if gap is None:
        return []
    said = f"After {gap.days} days without a run, earned rungs stay earned."
    others = gaps.way_back(gap)
    if others is None:
        return [said]
    said += (
        f" From {others.gaps} such gaps of {others.runners} runners half were back to three "
        f"quarters of the old weeks within {others.most_weeks} weeks, and to all of them within "
        f"{others.all_weeks}. Many began at the old level and sagged in the second week: gentle "
        "is the quicker way."
    )
    return [said]


def in_ten(probability: float) -> str:
    """Return a chance in words: ``about 7 in 10``, or ``nearly 8 in 10`` below a status's bound."""
    tenths = round(10 * probability)
    if probability > 0.95:
        return "more than 9 in 10"
    if probability < 0.05:
        return "fewer than 1 in 10"
    nearly = any(probability < bound and tenths == round(10 * bound) for bound in BOUNDS)
    return f"{'nearly' if nearly else 'about'} {max(tenths, 1)} in 10"


def spoken_day(day: dt.date, today: dt.date) -> str:
    """Return a day as it is said, with the year where it is not this one."""
    return format_date(day, year=day.year != today.year)


def spoken_range(first: dt.date, last: dt.date, today: dt.date) -> str:
    """Return ``5 and 21 Nov`` or ``21 Nov and 13 Dec``."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} and {spoken_day(last, today)}"
    return f"{spoken_day(first, today)} and {spoken_day(last, today)}"

"""What a coach would say about a ladder: the finding first, then what follows from it."""

from __future__ import annotations

import datetime as dt

from runwins.ladder import options
from runwins.ladder.base import Dimension
from runwins.ladder.standing import Rung, Standing, taper_begins
from runwins.ladder.target_time import target_time
from runwins.ladder.this_week import (
    after_gap,
    away,
    in_ten,
    runs_a_week,
    skills,
    spoken_day,
    spoken_range,
    this_week,
)
from runwins.units import MARATHON, format_date

SHORT = (
    "These chances were measured on marathons and longer; for shorter races they are a rough guess."
)

STARTERS = "among runners who got to their start line"


def say(standing: Standing) -> tuple[str, ...]:
    """Return the finding, the next rung's dates, the goal's status, and then what is there.

    The first three are enough for a picture; the ones after them are for those who read on: what
    is still to build, what stands, this week's gentle step, the way back after a gap, the options.
    Where nothing can be forecast, the gentle step comes second.
    """
    said = [finding(standing)]
    if standing.status in {"done", "past"}:
        return (*said, *_stands(standing))
    week = [*this_week(standing), *runs_a_week(standing)]
    if not standing.forecast:
        said += week
    said += [*_next_rung(standing), *_status(standing), *target_time(standing)]
    said += [*_to_build(standing), *_stands(standing)]
    if standing.forecast:
        said += week
    said += skills(standing)
    said += [*away(standing), *after_gap(standing)]
    if _tells_chances(standing) and standing.goal.distance_m < 0.95 * MARATHON:
        said.append(SHORT)
    if standing.status == "unlikely by this date":
        said += options.options(standing)
    return tuple(said)


def _tells_chances(standing: Standing) -> bool:
    """Return whether a chance or a likely date was said."""
    rung, begins = standing.next_rung, taper_begins(standing.goal)
    building = begins is None or standing.today < begins
    dated = rung is not None and rung.dates.p50 is not None
    return dated or (standing.probability is not None and bool(standing.open_base) and building)


def finding(standing: Standing) -> str:
    """Return what stands above the ladder, like ``5 of 9 rungs done, 16 km is next``."""
    steps, goal, top = standing.steps, standing.goal, standing.race
    done = sum(rung.done for rung in steps)
    text = f"{done} of {len(steps)} rungs done"
    if top.done and top.done_date is not None:
        return f"{goal.name} done on {format_date(top.done_date)}, with {text}"
    if standing.status == "past" and goal.date is not None:
        return f"{text} by race day, {format_date(goal.date)}"
    following = standing.next_rung
    if following is None or following is top:
        return f"{text}, the race is next"
    return f"{text}, {short(following)} is next"


def short(rung: Rung) -> str:
    """Return a rung's words as a title has room for: ``16 km`` for a long run."""
    return (
        rung.label.removesuffix(" in one run")
        if rung.dimension.unit == "m" and (rung.kind == "long-run")
        else rung.label
    )


def _next_rung(standing: Standing) -> list[str]:
    rung, goal, today = standing.next_rung, standing.goal, standing.today
    if rung is None or rung is standing.race:
        return []
    name, dates = short(rung), rung.dates
    said = []
    if not standing.forecast:
        why = "a run in the last 30 days" if _paused(standing) else "six weeks with runs"
        said.append(f"Too early to say when {name} will come: a date needs {why}.")
    elif rung.dimension.side is None:
        said.append(f"{name} has no date: it is up to the weeks to come.")
    elif dates.p10 and dates.p90:
        between = spoken_range(dates.p10, dates.p90, today)
        said.append(f"{name} is likely between {between} (8 in 10, {STARTERS}).")
    elif dates.p50:
        middle = spoken_day(dates.p50, today)
        said.append(f"{name} is as likely before {middle} as after, {STARTERS}.")
    else:
        until = "race day" if goal.date else "half a year from now"
        said.append(f"{name} comes later than {until} for most, {STARTERS}.")
    if rung.wanted:
        said[-1] += f" You set it for {spoken_day(rung.wanted, today)}."
        if rung.reached_gently and rung.reached_gently > rung.wanted:
            there = spoken_day(rung.reached_gently, today)
            said[-1] += f" The gentle path would be there on {there}."
    elif rung.planned:
        said[-1] += f" The gentle path has room for it on {spoken_day(rung.planned, today)}."
    best = rung.dimension.year_best
    if standing.forecast and best >= rung.value > rung.dimension.recent(today):
        held = rung.dimension.marks.first(rung.value, today - dt.timedelta(days=365))
        if held:
            said[-1] += f" You know it: you were there on {spoken_day(held[0], today)}."
    return said


def _paused(standing: Standing) -> bool:
    return (
        standing.dimensions["long-run"].now <= 0 and standing.dimensions["long-run"].year_best > 0
    )


def _status(standing: Standing) -> list[str]:
    begins = taper_begins(standing.goal)
    if standing.probability is None or begins is None:
        return []
    by = f"by the taper on {spoken_day(begins, standing.today)}"
    if standing.today >= begins:
        open_marks = len(standing.open_base)
        if not open_marks:
            return ["On track: all training marks stand, and the taper has begun."]
        marks = "mark stays" if open_marks == 1 else "marks stay"
        text = f"The taper has begun, and {open_marks} training {marks} open: "
        return [f"{text}rest now does more than another long run."]
    chance = f"{in_ten(standing.probability)} reach all training marks {by}, {STARTERS}"
    if not standing.open_base:
        more = standing.next_rung not in (None, standing.race)
        bonus = "; the rungs still open are more than it needs" if more else ""
        return [f"On track: all training marks for this race stand{bonus}."]
    words = {
        "on track": f"On track: {chance}.",
        "within reach": f"Within reach: {chance}.",
        "a stretch": f"A stretch: {chance}.",
        "unlikely by this date": (
            f"The training marks are unlikely by this date: {chance}. "
            "That says nothing certain about the race; three ways on are below."
        ),
    }
    return [words[standing.status]]


def _to_build(standing: Standing) -> list[str]:
    """Say which base marks are open, and how far each has come, where there was a run of late."""
    parts = [_open_mark(standing, *mark) for mark in standing.open_base]
    said = [f"Still to build: {'; '.join(parts)}."] if parts else []
    unknown = [rung for rung in standing.steps if rung.is_base and not rung.dimension.known]
    if unknown:
        said.append("Your runs hold no altitude, so the marks for climbing cannot be judged.")
    return said


def _open_mark(standing: Standing, dimension: Dimension, base: float) -> str:
    label, best = dimension.label(base), dimension.recent(standing.today)
    if standing.dimensions["long-run"].recent(standing.today) <= 0:
        return label
    if best <= 0:
        return f"{label} (nothing in the last 30 days)"
    now = _amount(dimension.label(best))
    return f"{label} ({'almost there' if now == _amount(label) else f'now {now}'})"


def _amount(label: str) -> str:
    words = label.split(" ")
    return " ".join(words[:2]) if len(words) > 1 else label


def _stands(standing: Standing) -> list[str]:
    """Name the highest earned rung of every dimension."""
    highest: dict[str, Rung] = {}
    for rung in standing.steps:
        if rung.done and (rung.kind not in highest or rung.value > highest[rung.kind].value):
            highest[rung.kind] = rung
    parts = [
        f"{rung.label} ({spoken_day(rung.done_date, standing.today)})"
        for rung in highest.values()
        if rung.done_date
    ]
    return [f"There already: {'; '.join(parts)}."] if parts else []

"""Three ways on where the training marks are unlikely by the race day: each computed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from runwins.goal import Goal
from runwins.ladder import forecast, gentle_path
from runwins.ladder.chances import goal_chance
from runwins.ladder.long_run import long_run_pace
from runwins.ladder.standing import Standing, last_new_day
from runwins.ladder.targets import taper_weeks
from runwins.units import HALF_MARATHON, MARATHON, MILE, distance_name, format_date, format_span

LONGEST_WEEKS = 52
SLOWER = 1.15
"""A long race is run so much slower than a long run, by the effort-kilometre."""

LONG_RACE_M = 1.05 * HALF_MARATHON
"""Up to here a race is run no slower than a long run."""

HIKE_S = 720.0
"""A brisk hike: 5 km/h on the flat, 500 m of climbing an hour."""

_SHORTER = (
    100_000.0, 50 * MILE, 50_000.0, MARATHON, HALF_MARATHON, 10_000.0, 5_000.0,
)  # fmt: skip


def options(standing: Standing) -> tuple[str, ...]:
    """Return another day, another distance, and a plan to finish, as sentences.

    Where the gentle path still fits before the race, that comes first.
    """
    three = (another_day(standing), another_distance(standing), finish_plan(standing))
    even = even_path(standing)
    return (even, *three) if even else three


def even_path(standing: Standing) -> str:
    """Return when the gentle path reaches the last mark, where that is in time; else nothing."""
    reached, last = gentle_end(standing), last_new_day(standing.goal)
    if reached is None or last is None or reached > last:
        return ""
    return (
        f"This day: the gentle path would reach the last of the marks on {format_date(reached)}, "
        "in time. Few recorded runners kept to so even a path, which is why the chance is low."
    )


def gentle_end(standing: Standing) -> dt.date | None:
    """Return when the gentle path has reached all open marks; ``None`` beyond two years."""
    gentle = [
        gentle_path.reach_date(dimension, base, standing.gap, standing.today)
        for dimension, base in standing.open_base
    ]
    reached = [day for day in gentle if day is not None]
    return max(reached) if reached and len(reached) == len(gentle) else None


def another_day(standing: Standing) -> str:
    """Return from which day on the marks are likely, on the race's weekday."""
    goal, begin = standing.goal, "Another day:"
    weeks = earliest_weeks(standing)
    if goal.date is not None and weeks is not None:
        ready = standing.today + dt.timedelta(weeks=weeks + taper_weeks(goal.distance_m))
        ready += dt.timedelta(days=(goal.date.weekday() - ready.weekday()) % 7)
        return (
            f"{begin} from {format_date(ready)} on, the same marks are likely "
            "(8 in 10 among runners who got to their start line)."
        )
    text = f"{begin} none within a year makes all marks likely from today's state"
    reached = gentle_end(standing)
    if reached is None or even_path(standing):
        return f"{text}."
    return f"{text}; the gentle path would reach the last of them on {format_date(reached)}."


def earliest_weeks(standing: Standing) -> int | None:
    """Return the whole weeks of building that make the marks likely; ``None`` beyond a year."""
    for weeks in range(1, LONGEST_WEEKS + 1):
        if forecast.goal_probability(standing.open_base, weeks) >= forecast.ON_TRACK:
            return weeks
    return None


def another_distance(standing: Standing) -> str:
    """Return the longest shorter race whose marks are within reach on the same day."""
    goal = standing.goal
    shorter_races = [distance for distance in _SHORTER if distance < 0.9 * goal.distance_m]
    if not shorter_races:
        return "Another distance: there are marks for none shorter than this."
    for distance in shorter_races:
        shorter = _shortened(goal, distance)
        chance = goal_chance(shorter, standing.history, standing.today)
        if chance is not None and chance >= forecast.WITHIN_REACH:
            climb = f" with {shorter.ascent_m:,.0f} m of climbing" if shorter.ascent_m else ""
            return (
                f"Another distance: the marks of {_race(distance)}{climb} are "
                f"{forecast.status_of(chance)} on the same day."
            )
    return "Another distance: no shorter race's marks are within reach on that day."


def _race(distance_m: float) -> str:
    name = distance_name(distance_m)
    return f"a {name}" if name.endswith("marathon") else name


def _shortened(goal: Goal, distance_m: float) -> Goal:
    ascent = goal.ascent_m
    if ascent is not None:
        ascent = round(ascent * distance_m / goal.distance_m, -1)
    return replace(
        goal, distance_m=distance_m, ascent_m=ascent, time_s=None, cutoff_s=None, rewards={}
    )


def finish_plan(standing: Standing) -> str:
    """Return what share of the race can be hiked within its cut-off, at the runner's own pace."""
    goal, begin = standing.goal, "A plan to finish:"
    pace = long_run_pace(standing.history, standing.today)
    if pace is None:
        return f"{begin} three runs in the last 180 days would tell your pace for it."
    effort, long_race = goal.km_effort, goal.distance_m > LONG_RACE_M
    run = SLOWER * pace if long_race else pace
    slower = ", 15 % slower," if long_race else ""
    basis = f"at the pace of your five longest runs{slower} it takes about "
    basis += format_span(run * effort)
    if goal.cutoff_s is None:
        return f"{begin} {basis}; with the cut-off known, runwins can say how much of it to hike."
    limit = format_span(goal.cutoff_s)
    if run * effort > goal.cutoff_s:
        faster = 1 - goal.cutoff_s / (run * effort)
        if faster < 0.005:
            return f"{begin} {basis}, right at the cut-off of {limit}, all of it run."
        return f"{begin} {basis}; the cut-off of {limit} asks for {100 * faster:.0f} % less."
    if run >= HIKE_S:
        return f"{begin} {basis}, a hiker's pace all the way, inside the cut-off of {limit}."
    share = min(1.0, (goal.cutoff_s - run * effort) / (effort * (HIKE_S - run)))
    return (
        f"{begin} {basis}; up to {100 * share:.0f} % of the way can be hiked (12 min for each "
        f"effort-kilometre) inside the cut-off of {limit}."
    )

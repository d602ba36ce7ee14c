"""A goal in words, from the command line or a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, cast, get_args

from runwins.errors import GoalError
from runwins.goal import Goal, RungChange, RungEdit
from runwins.ladder.base import kinds
from runwins.ladder.edits import OWN, is_day, target_of
from runwins.metrics.world_bests import world_best_s
from runwins.report.plain_text import one_line
from runwins.training_log.spoken_values import (
    parse_clock,
    parse_race_time,
    parse_runs_a_week,
    parse_temperature,
)
from runwins.units import KM, Units, format_duration, parse_date, parse_distance, parse_height

TRAIL_CLIMB = 15.0
"""Metres climbed a kilometre from which a race counts as a trail where nobody says."""

KEYS = (
    "name", "date", "distance", "ascent", "time", "cutoff", "course", "terrain", "start",
    "start_time", "runs_per_week", "priority", "heat", "climb", "without_stopping", "rewards",
    "edits",
)  # fmt: skip


def goal_from(
    words: Mapping[str, Any], units: Units, today: dt.date, before: Goal | None = None
) -> Goal:
    """Return a goal from words by key, one of `KEYS`; what is not said stays as it was before.

    Parameters
    ----------
    words
        Texts, or values as TOML has them; an empty text takes a value back.
    units
        Of bare distances.
    today
        The day a new goal is set on.
    before
        The goal to change; a new one if not given.

    Raises
    ------
    GoalError
        When a value makes no sense, or name or distance are not there; it says what was found and
        how to write it.
    """
    said = {key: value for key, value in words.items() if value is not None}
    unknown = sorted(set(said) - set(KEYS))
    if unknown:
        raise GoalError(f"a goal has no {unknown[0]!r}: it can have {', '.join(KEYS)}")
    goal = before or Goal("", None, 0.0, today)
    changed: dict[str, Any] = {}
    for key, value in said.items():
        changed |= _field(key, value, units)
    goal = replace(goal, **changed)
    if "course" in said and goal.course_file:
        goal = _with_course(goal, said)
    if "terrain" not in said and (before is None or "ascent" in said or "distance" in said):
        goal = replace(goal, terrain=_terrain(goal))
    _check(goal)
    if said.get("climb"):
        _check_climb(goal)
    return goal


def _field(key: str, value: Any, units: Units) -> dict[str, Any]:
    """Return the fields of a goal that a word stands for."""
    if key in {"rewards", "edits"}:
        return {key: _rewards(value) if key == "rewards" else _edits(value)}
    if key == "without_stopping":
        if not isinstance(value, bool):
            raise GoalError(f"without_stopping is {value!r}, it can be true or false")
        return {"without_stop": value}
    text = one_line(str(value), joiners=True)
    if key == "name":
        return {"name": text}
    if key == "distance":
        return {"distance_m": parse_distance(text, units)}
    if key == "terrain" or key == "priority":
        allowed = ("road", "trail") if key == "terrain" else ("A", "B", "C")
        if text not in allowed:
            raise GoalError(f"{key} is {text!r}, it can be {', '.join(allowed)}")
        return {key: text}
    readers: dict[str, tuple[str, Any]] = {
        "date": ("date", parse_date),
        "start": ("start", parse_date),
        "ascent": ("ascent_m", parse_height),
        "climb": ("climb_m", parse_height),
        "time": ("time_s", parse_race_time),
        "cutoff": ("cutoff_s", parse_race_time),
        "start_time": ("start_clock_s", parse_clock),
        "course": ("course_file", str),
        "heat": ("temperature_c", parse_temperature),
        "runs_per_week": ("runs_per_week", parse_runs_a_week),
    }
    field, read = readers[key]
    return {field: read(text) if text else None}


def _rewards(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise GoalError('rewards are a table, like [rewards] and "long-run-16000" = "new socks"')
    return {_rung(rung): one_line(str(reward)) for rung, reward in value.items()}


def _edits(value: Any) -> tuple[RungEdit, ...]:
    known = get_args(RungChange)
    edits = []
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, Mapping) or each.get("what") not in known or "rung" not in each:
            raise GoalError(
                f"an edit of the ladder names rung and what, one of {', '.join(known)}; "
                f"here it is {each!r}"
            )
        what = cast("RungChange", each["what"])
        edits.append(RungEdit(what, _rung(each["rung"]), one_line(str(each.get("value", "")))))
        _check_value(edits[-1])
    return tuple(edits)


def _rung(name: object) -> str:
    """Return the name of a rung, where there can be such a rung."""
    kind, _ = target_of(str(name))
    if kind not in {*kinds(), OWN}:
        raise GoalError(f"{name!r} is no rung: the kinds are {', '.join(kinds())}")
    return str(name)


def _check_value(edit: RungEdit) -> None:
    """Raise a sentence where a day or a target is asked for and is none."""
    value = edit.value
    if edit.what == "done" and value and not (is_day(value[:10]) and value[10:].strip()):
        raise GoalError(f"{edit.rung_id} is done by a day and a run, not by {value!r}")
    if edit.what == "move" and value and not is_day(value):
        try:
            target_of(f"{target_of(edit.rung_id)[0]}-{value}")
        except GoalError:
            raise GoalError(
                f"{edit.rung_id} is moved to a day like 2026-10-04 or to a number, not to {value!r}"
            ) from None


def _with_course(goal: Goal, said: Mapping[str, Any]) -> Goal:
    """Return a goal with what its course file tells: place, climbs, and what nobody said."""
    from runwins.training_log.courses import course_facts

    facts = course_facts(str(goal.course_file), goal.date)
    if "distance" in said or goal.distance_m:
        facts.pop("distance_m", None)
    if "climb" in said:
        facts.pop("climb_m", None)
    for key in ("ascent_m", "start_clock_s"):
        if getattr(goal, key) is not None:
            facts.pop(key, None)
    return replace(goal, **facts)


def _terrain(goal: Goal) -> Literal["road", "trail"]:
    steep = goal.ascent_m is not None and goal.distance_m > 0
    climb = (goal.ascent_m or 0.0) / (goal.distance_m / KM) if steep else 0.0
    return "trail" if climb >= TRAIL_CLIMB else "road"


def _check(goal: Goal) -> None:
    if not goal.name:
        raise GoalError("the goal's name is empty: give it one, like --name 'City half'")
    if not goal.distance_m > 0:
        raise GoalError("the goal has no distance: say it like --distance 50km")
    if goal.distance_m > 1_000 * KM:
        raise GoalError(f"{goal.distance_m / KM:,.0f} km is longer than any race")
    if goal.ascent_m is not None and goal.ascent_m > goal.distance_m:
        raise GoalError(
            f"{goal.ascent_m:,.0f} m of climbing in {goal.distance_m / KM:g} km is steeper than a "
            "ladder: is the ascent in metres?"
        )
    if goal.date is not None and goal.first_day > goal.date:
        raise GoalError(
            f"the build would begin on {goal.first_day}, after the race on {goal.date}: "
            "say --start with the day it began"
        )
    for seconds in (goal.time_s, goal.cutoff_s):
        if seconds is not None and seconds < 0.97 * world_best_s(goal.distance_m):
            raise GoalError(
                f"nobody has run {goal.distance_m / KM:.4g} km in {format_duration(seconds)}: "
                "write the time like 1:55:00"
            )
    if goal.time_s is not None and goal.cutoff_s is not None and goal.time_s > goal.cutoff_s:
        raise GoalError(
            f"the time of {format_duration(goal.time_s)} is beyond the cut-off of "
            f"{format_duration(goal.cutoff_s)}"
        )


def _check_climb(goal: Goal) -> None:
    climb, whole = goal.climb_m or 0.0, goal.ascent_m
    if whole is not None and climb > whole:
        raise GoalError(
            f"one climb of {climb:,.0f} m is more than the {whole:,.0f} m of the whole race"
        )
    if climb > goal.distance_m:
        raise GoalError(f"one climb of {climb:,.0f} m is longer than the race: is it in metres?")

"""A goal in words, from the command line or a TOML file, and back into TOML."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

from runwins.errors import GoalError
from runwins.goal import Goal, RungChange, RungEdit
from runwins.report.plain_text import one_line
from runwins.units import (
    FOOT,
    KM,
    MILE,
    Units,
    format_duration,
    parse_date,
    parse_distance,
    parse_duration,
    parse_height,
)

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
    return goal


def read_goal(path: Path, units: Units, today: dt.date) -> Goal:
    """Return the goal that a TOML file holds.

    Raises
    ------
    GoalError
        When there is no such file, it is no TOML, or a value makes no sense.
    """
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise GoalError(f"{path}: the goal could not be read: {problem.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise GoalError(f"{path}: this is no TOML: {problem}") from None
    course = words.get("course")
    if isinstance(course, str) and course and (path.parent / course).is_file():
        words["course"] = str(path.parent / course)
    try:
        return goal_from(words, units, today)
    except GoalError as problem:
        raise GoalError(f"{path}: {problem}") from None


def goal_toml(goal: Goal, units: Units) -> str:
    """Return a goal as TOML that `read_goal` reads again."""
    size, unit = (MILE, "mi") if units == "mi" else (KM, "km")
    tall, mark = (FOOT, "ft") if units == "mi" else (1.0, "m")
    clock = goal.start_clock_s
    values: dict[str, Any] = {
        "name": goal.name,
        "date": goal.date,
        "distance": f"{goal.distance_m / size:.6g}{unit}",
        "ascent": None if goal.ascent_m is None else f"{goal.ascent_m / tall:.0f}{mark}",
        "terrain": goal.terrain,
        "time": None if goal.time_s is None else format_duration(goal.time_s),
        "cutoff": None if goal.cutoff_s is None else format_duration(goal.cutoff_s),
        "course": goal.course_file,
        "start": goal.first_day,
        "start_time": None
        if clock is None
        else f"{clock // 3600:02.0f}:{clock % 3600 // 60:02.0f}",
        "runs_per_week": goal.runs_per_week,
        "priority": goal.priority,
        "heat": None if goal.temperature_c is None else f"{goal.temperature_c:g}C",
        "climb": None if goal.climb_m is None else f"{goal.climb_m / tall:.0f}{mark}",
        "without_stopping": goal.without_stop or None,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in values.items() if value is not None]
    if goal.rewards:
        lines += ["", "[rewards]"]
        lines += [f"{_toml(rung)} = {_toml(reward)}" for rung, reward in goal.rewards.items()]
    for edit in goal.edits:
        lines += ["", "[[edits]]", f"what = {_toml(edit.what)}", f"rung = {_toml(edit.rung_id)}"]
        lines += [f"value = {_toml(edit.value)}"] if edit.value else []
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, dt.date)):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


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
        "time": ("time_s", _time),
        "cutoff": ("cutoff_s", _time),
        "start_time": ("start_clock_s", _clock),
        "course": ("course_file", str),
        "heat": ("temperature_c", _celsius),
        "runs_per_week": ("runs_per_week", _count),
    }
    field, read = readers[key]
    return {field: read(text) if text else None}


def _time(text: str) -> float:
    seconds = parse_duration(text)
    if seconds <= 0:
        raise GoalError(f"{text!r} is no time for a race: it is above zero")
    return seconds


def _clock(text: str) -> float:
    from runwins.training_log.courses import parse_clock

    return parse_clock(text)


def _celsius(text: str) -> float:
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*°?\s*([cf])?", text.strip().lower())
    if match is None:
        raise GoalError(f"{text!r} is not a temperature: write it like 30C or 86F")
    degrees = float(match[1])
    celsius = (degrees - 32) / 1.8 if match[2] == "f" else degrees
    if not -40 <= celsius <= 55:
        raise GoalError(f"{text!r} is no weather to run in: write it like 30C or 86F")
    return celsius


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 21:
        raise GoalError(f"runs_per_week is {text!r}, it can be 1 to 21")
    return int(text)


def _rewards(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise GoalError('rewards are a table, like [rewards] and "long-run-16000" = "new socks"')
    return {str(rung): one_line(str(reward)) for rung, reward in value.items()}


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
        edits.append(RungEdit(what, str(each["rung"]), one_line(str(each.get("value", "")))))
    return tuple(edits)


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
    if goal.time_s is not None and goal.cutoff_s is not None and goal.time_s > goal.cutoff_s:
        raise GoalError(
            f"the time of {format_duration(goal.time_s)} is beyond the cut-off of "
            f"{format_duration(goal.cutoff_s)}"
        )

"""A goal as a TOML file, read and written."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

from runwins.errors import GoalError
from runwins.goal import Goal
from runwins.training_log.goal_words import goal_from
from runwins.units import FOOT, KM, MILE, Units, format_duration


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

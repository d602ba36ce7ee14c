"""What if, from the command line's words: beside a log, or before there is one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from runwins.errors import GoalError
from runwins.goal import Goal, Ladder
from runwins.ladder.forecast import WITHIN_REACH
from runwins.ladder.what_if import what_if
from runwins.places import places
from runwins.settings import read_settings
from runwins.training_log.goal_words import goal_from
from runwins.units import Units, distance_name, parse_date, parse_distance

if TYPE_CHECKING:
    from runwins.report.ladder_chart import Layout
    from runwins.report.style import ThemeName

_USUAL_RUNS = 3
_USUAL_RACES = ("100km", "50km", "marathon", "half", "10km", "5km")


def imagined(
    home: str | None,
    config: str | None,
    units: str | None,
    today: str | None,
    name: str | None,
    asked: Mapping[str, Any],
) -> tuple[Ladder, Units]:
    """Return the ladder that is asked for, and the units to show it in.

    Where there is no log none is made. What is not asked for comes from the goal and the log;
    where nothing says how far, it is the longest usual race within reach on that day.

    Parameters
    ----------
    home, config, units, today
        The options of every command.
    name
        The goal to start from.
    asked
        ``runs_per_week``, ``start`` (the longest run), ``distance``, ``date``, ``ascent``.

    Raises
    ------
    GoalError
        When neither the words nor a goal say how far or when, or where to start.
    """
    found = places(home, config)
    if found.log_file.exists():
        from runwins.training_log import TrainingLog

        day = parse_date(today) if today else None
        with TrainingLog(home, config=config, units=units, today=day) as log:
            before = log.goal(name) if log.goals() and not asked["distance"] else None
            longest = _longest(asked, log.units)

            def beside_the_log(goal: Goal) -> Ladder:
                return log.what_if(goal, asked["runs_per_week"], longest)

            return _answer(asked, log.units, log.today, before, beside_the_log), log.units
    known = read_settings(found.config_file, units=units).units
    named = today or os.environ.get("RUNWINS_TODAY")
    day = parse_date(named) if named else dt.date.today()  # noqa: DTZ011
    start = _longest(asked, known)
    if start is None:
        raise GoalError("without a log, say where you start: --start 10km is your longest run now")
    often = cast("int", asked["runs_per_week"] or _USUAL_RUNS)
    return _answer(
        asked, known, day, None, lambda goal: what_if(goal, often, start, day, known)
    ), known


def draw(ladder: Ladder, path: Path, cache: Path, layout: str, theme: str) -> None:
    """Write the picture of a ladder that is imagined, as PNG or SVG by the file's suffix."""
    os.environ.setdefault("MPLCONFIGDIR", str(cache))
    from runwins.report import ladder_chart

    ladder_chart.save(ladder, path, layout=cast("Layout", layout), theme=cast("ThemeName", theme))


def _longest(asked: Mapping[str, Any], units: Units) -> float | None:
    return parse_distance(asked["start"], units) if asked["start"] else None


def _answer(
    asked: Mapping[str, Any],
    units: Units,
    today: dt.date,
    before: Goal | None,
    ladder_of: Callable[[Goal], Ladder],
) -> Ladder:
    """Return the ladder toward the goal, or toward the longest race within reach on a day."""
    if before is not None or asked["distance"]:
        return ladder_of(_goal(asked, units, today, before))
    if not asked["date"]:
        raise GoalError("say how far the race is, or when it is: --distance half")
    for race in _USUAL_RACES:
        ladder = ladder_of(_goal({**asked, "distance": race}, units, today, None))
        if (ladder.probability or 0.0) >= WITHIN_REACH:
            found = "the longest usual race whose training marks are within reach by that day."
            break
    else:
        found = "the shortest usual race; by that day no longer one is within reach."
    said = f"No distance was named; this is {found} --distance half asks for another."
    basis, *rest = ladder.sentences
    return replace(ladder, sentences=(basis, said, *rest))


def _goal(asked: Mapping[str, Any], units: Units, today: dt.date, before: Goal | None) -> Goal:
    said = {key: asked[key] for key in ("distance", "date", "ascent") if asked[key]}
    if before is None:
        said["name"] = distance_name(parse_distance(asked["distance"], units), units)
    return goal_from(said, units, today, before)

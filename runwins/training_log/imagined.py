"""What if, from the command line's words: beside a log, or before there is one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from runwins.errors import GoalError
from runwins.goal import Goal, Ladder
from runwins.ladder.what_if import what_if
from runwins.places import places
from runwins.settings import read_settings
from runwins.training_log.goal_words import goal_from
from runwins.units import Units, distance_name, parse_date, parse_distance

if TYPE_CHECKING:
    from runwins.report.ladder_chart import Layout
    from runwins.report.style import ThemeName

_USUAL_RUNS = 3


def imagined(
    home: str | None,
    units: str | None,
    today: str | None,
    name: str | None,
    asked: Mapping[str, Any],
) -> tuple[Ladder, Units]:
    """Return the ladder that is asked for, and the units to show it in.

    Where there is no log none is made. What is not asked for comes from the goal and the log.

    Parameters
    ----------
    home, units, today
        The options of every command.
    name
        The goal to start from.
    asked
        ``runs_per_week``, ``start`` (the longest run), ``distance``, ``date``, ``ascent``.

    Raises
    ------
    GoalError
        When neither the words nor a goal say how far, or where to start.
    """
    found = places(home)
    if found.log_file.exists():
        from runwins.training_log import TrainingLog

        day = parse_date(today) if today else None
        with TrainingLog(home, units=units, today=day) as log:
            before = log.goal(name) if log.goals() and not asked["distance"] else None
            goal = _goal(asked, log.units, log.today, before)
            return log.what_if(goal, asked["runs_per_week"], _longest(asked, log.units)), log.units
    known = read_settings(found.config_file, units=units).units
    named = today or os.environ.get("RUNWINS_TODAY")
    day = parse_date(named) if named else dt.date.today()  # noqa: DTZ011
    longest = _longest(asked, known)
    if longest is None:
        raise GoalError("without a log, say where you start: --start 10km is your longest run now")
    goal = _goal(asked, known, day, None)
    often = cast("int", asked["runs_per_week"] or _USUAL_RUNS)
    return what_if(goal, often, longest, day, known), known


def draw(ladder: Ladder, path: Path, home: str | None, layout: str, theme: str) -> None:
    """Write the picture of a ladder that is imagined, as PNG or SVG by the file's suffix."""
    os.environ.setdefault("MPLCONFIGDIR", str(places(home).cache))
    from runwins.report import ladder_chart

    ladder_chart.save(ladder, path, layout=cast("Layout", layout), theme=cast("ThemeName", theme))


def _longest(asked: Mapping[str, Any], units: Units) -> float | None:
    return parse_distance(asked["start"], units) if asked["start"] else None


def _goal(asked: Mapping[str, Any], units: Units, today: dt.date, before: Goal | None) -> Goal:
    said = {key: asked[key] for key in ("distance", "date", "ascent") if asked[key]}
    if before is None:
        if not asked["distance"]:
            raise GoalError("say how far the race is: --distance half, or --distance 50km")
        said["name"] = distance_name(parse_distance(asked["distance"], units), units)
    return goal_from(said, units, today, before)

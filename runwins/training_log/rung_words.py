"""What a runner means by a rung: its name, its words, or a kind with a target."""

from __future__ import annotations

import datetime as dt

from runwins.errors import GoalError, UnknownName
from runwins.goal import Goal, Ladder
from runwins.ladder.base import Dimension, dimensions_of
from runwins.ladder.edits import MOST_LETTERS, rung_id_of
from runwins.model import History
from runwins.report.plain_text import one_line
from runwins.training_log.naming import nearest
from runwins.units import parse_distance, parse_duration, parse_height

_UP_OR_DOWN = ("ascent", "climb", "descent")


def rung_named(ladder: Ladder, name: str) -> str:
    """Return the rung of a ladder that is meant: by its name, how that begins, or its words.

    Raises
    ------
    UnknownName
        When none is meant, or several could be.
    """
    steps = ladder.steps
    rungs = dict(zip(map(str, steps["rung_id"]), map(str, steps["label"]), strict=True))
    if name not in rungs:
        said = name.strip().lower()
        worded = [rung_id for rung_id, label in rungs.items() if label.lower().startswith(said)]
        if said and len(worded) == 1:
            return worded[0]
        if len(worded) > 1:
            raise UnknownName(f"{name!r} could be any of {', '.join(worded)}")
    return nearest(name, list(rungs), "rung")


def target_in_words(goal: Goal, history: History, today: dt.date, kind: str, target: str) -> str:
    """Return the name of the rung of a kind at a target like ``30km``.

    Raises
    ------
    UnknownName
        When there is no such kind.
    GoalError
        When the goal asks nothing of it, or the target is no target of it.
    """
    asked = dimensions_of(goal, history, today)
    asked.pop("race")
    try:
        known = nearest(kind, list(asked), "rung kind")
    except UnknownName as problem:
        raise UnknownName(
            f"{problem}; this goal asks for {', '.join(asked)}. Several words are a rung of "
            "your own"
        ) from None
    dimension = asked[known]
    if dimension.skill:
        if target:
            raise GoalError(f"{known} is one rung without a target")
        return rung_id_of(dimension, known, dimension.full)
    if not target:
        raise GoalError(f"{known} needs a target, like {_example(known, dimension)}")
    value = _value(known, dimension, target, history)
    if not 0 < value <= 20 * dimension.full:
        raise GoalError(
            f"{target!r} is no target for {known}: this goal asks for "
            f"{dimension.label(dimension.grid(dimension.full))}"
        )
    return rung_id_of(dimension, known, value)


def _value(kind: str, dimension: Dimension, target: str, history: History) -> float:
    """Return a target in the dimension's unit."""
    if dimension.unit == "m" and any(word in kind for word in _UP_OR_DOWN):
        return parse_height(target)
    if dimension.unit == "m":
        return parse_distance(target, history.units)
    if dimension.unit == "s":
        return parse_duration(target)
    if dimension.unit == "m/s":
        raise GoalError(f"{kind} has its own steps; set another time for the goal instead")
    words = target.lower().removesuffix("km-effort").removesuffix("weeks").strip()
    try:
        return float(words)
    except ValueError:
        raise GoalError(f"{target!r} is no number of {dimension.unit}") from None


def _example(kind: str, dimension: Dimension) -> str:
    if dimension.unit == "m":
        return "1500m" if any(word in kind for word in _UP_OR_DOWN) else "30km"
    return {"s": "4:00:00", "km-effort": "45"}.get(dimension.unit, "9")


def short_words(words: str) -> str:
    """Return words in one line, no longer than a rung has room for.

    Raises
    ------
    GoalError
        When they are longer.
    """
    said = one_line(words, joiners=True)
    if len(said) > MOST_LETTERS:
        raise GoalError(f"these are {len(said)} letters, there is room for {MOST_LETTERS}")
    return said

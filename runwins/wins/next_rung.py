"""Which wins are on the next rung toward a goal: they weigh more, as they are on the way there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runwins.goal import Goal
from runwins.model import History
from runwins.wins.past import Past

GOAL_WEIGHT = 1.25
_SIDES: dict[str, tuple[str, ...]] = {
    "long-run": ("first-distance", "longest-run", "longest-since", "time-on-feet"),
    "time-on-feet": ("time-on-feet",),
    "weekly-volume": ("biggest-week", "biggest-four-weeks"),
    "weekly-ascent": ("biggest-week",),
    "back-to-back": ("back-to-back", "biggest-week"),
    "single-run-ascent": ("most-ascent", "biggest-climb"),
    "biggest-climb": ("biggest-climb",),
    "non-stop": ("first-non-stop", "longest-non-stop"),
    "consistency": ("weeks-kept", "plan-kept"),
    "race-time": ("race-best", "round-number", "best-effort"),
    "after-dark": ("in-the-dark",),
    "heat": ("longest-in-the-heat",),
    "race": ("race-best", "first-distance"),
}
"""Which wins tell of the same thing as a rung, by how the rung's id begins."""


@dataclass(frozen=True, slots=True)
class NextRung:
    """The rung that a runner was heading for on the day of a run.

    Attributes
    ----------
    rung_id, label
        Which, and in words.
    goal
        What its ladder leads to.
    target, unit
        Its mark.
    """

    rung_id: str
    label: str
    goal: str
    target: float
    unit: str


def side(rung_id: str) -> str:
    """Return the side of a runner that a rung is on: ``long-run`` for ``long-run-16000``."""
    return max((name for name in _SIDES if rung_id.startswith(name)), key=len, default="")


def tells_of(win: Mapping[str, Any], rung_id: str) -> bool:
    """Return whether a win tells of the same thing as a rung."""
    on = side(rung_id)
    if win["kind"] not in _SIDES.get(on, ()):
        return False
    if on.startswith("weekly") and win["kind"] == "biggest-week":
        return bool((win["unit"] == "m up") == (on == "weekly-ascent"))
    return True


def next_rungs(history: History) -> dict[int, tuple[NextRung, ...]]:
    """Return the lowest rung of each ladder that no earlier run had reached, by run.

    From the day the goal was set to the race; the run that reaches a rung is on it still.
    """
    rungs = history.rungs
    if rungs is None or rungs.empty:
        return {}
    past = Past(history)
    place = {run_id: run for run, run_id in enumerate(past.ids)}
    found: dict[int, tuple[NextRung, ...]] = {}
    for goal in history.goals:
        mine = rungs[rungs["goal"] == goal.name].sort_values("number", kind="stable")
        steps = [
            (place.get(rung["run_id"], len(past)), _of(rung)) for rung in mine.to_dict("records")
        ]
        for run in range(len(past)):
            if not _toward(goal, past.date(run)):
                continue
            ahead = next((rung for reached, rung in steps if reached >= run), None)
            if ahead is not None:
                found[run] = (*found.get(run, ()), ahead)
    return found


def _of(rung: Mapping[Any, Any]) -> NextRung:
    return NextRung(
        str(rung["rung_id"]),
        str(rung["label"]),
        str(rung["goal"]),
        float(rung["target"]),
        str(rung["unit"]),
    )


def _toward(goal: Goal, day: dt.date) -> bool:
    return goal.set_on <= day and (goal.date is None or day <= goal.date)

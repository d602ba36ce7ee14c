"""Which wins are on the next rung toward a goal: they weigh more, as they are on the way there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from runwins.model import History
from runwins.wins.past import Past

GOAL_WEIGHT = 1.25
_EPOCH = dt.date(1970, 1, 1)
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
    found: dict[int, tuple[NextRung, ...]] = {}
    for goal in history.goals:
        mine = rungs[rungs["goal"] == goal.name].sort_values("number", kind="stable")
        place = past.place(mine["run_id"])
        reached = np.maximum.accumulate(np.where(place < 0, len(past), place))
        steps = [_of(rung) for rung in mine.to_dict("records")]
        toward = past.days >= (goal.set_on - _EPOCH).days
        if goal.date is not None:
            toward &= past.days <= (goal.date - _EPOCH).days
        for run in past.asked(toward):
            ahead = int(np.searchsorted(reached, run))
            if ahead < len(steps):
                found[run] = (*found.get(run, ()), steps[ahead])
    return found


def _of(rung: Mapping[Any, Any]) -> NextRung:
    return NextRung(
        str(rung["rung_id"]),
        str(rung["label"]),
        str(rung["goal"]),
        float(rung["target"]),
        str(rung["unit"]),
    )

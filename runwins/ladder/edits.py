"""What the runner changed on a ladder, and how it stays when the ladder is made anew."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from runwins.errors import GoalError
from runwins.goal import Goal, RungEdit
from runwins.ladder.base import Dimension, down_to
from runwins.ladder.marks import Marks

OWN = "own"
"""The kind of rungs in the runner's own words; they are done when the runner says so."""

MOST_LETTERS = 60
_ALWAYS_DAYS = 3650
_ROUNDED = 2e-4
_Said = TypeVar("_Said")


@dataclass(slots=True)
class Edited:
    """All edits of a ladder together.

    Attributes
    ----------
    kept
        Rungs that are shown whatever else is: added, restored, moved, reworded or with a reward.
    dropped
        Rungs that are not shown.
    days
        When the runner wants a rung, by ``rung_id``.
    words, rewards
        The runner's words and promises, by ``rung_id``.
    own
        Own rungs in words, by ``rung_id``, in the order they were added.
    done
        Day and run of own rungs that are done.
    """

    kept: dict[str, tuple[str, float]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    days: dict[str, dt.date] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    rewards: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    done: dict[str, tuple[dt.date, str]] = field(default_factory=dict)


def edited(goal: Goal) -> Edited:
    """Return what all edits of a goal's ladder amount to, the later ones standing over earlier."""
    found = Edited(rewards={name: said for name, said in goal.rewards.items() if said})
    found.kept = {name: target_of(name) for name in found.rewards}
    for edit in goal.edits:
        _apply(found, edit)
    return found


def _apply(found: Edited, edit: RungEdit) -> None:
    name, value = edit.rung_id, edit.value
    if edit.what == "drop":
        found.dropped.add(name)
    elif edit.what == "own":
        found.own[name] = value
    elif edit.what == "done":
        day, _, run_id = value.partition(" ")
        _keep(found.done, name, (dt.date.fromisoformat(day), run_id) if day else None)
    else:
        if edit.what in {"add", "restore"}:
            found.dropped.discard(name)
        elif edit.what == "reword":
            _keep(found.words, name, value)
        elif edit.what == "reward":
            _keep(found.rewards, name, value)
        elif is_day(value) or not value:
            _keep(found.days, name, dt.date.fromisoformat(value) if value else None)
        else:
            name = _retarget(found, name, value)
        if not name.startswith(f"{OWN}-"):
            found.kept[name] = target_of(name)


def _retarget(found: Edited, name: str, target: str) -> str:
    """Put another rung of the same kind in the place of one; return its name."""
    kind, _ = target_of(name)
    moved = f"{kind}-{target}"
    found.kept.pop(name, None)
    found.dropped.add(name)
    found.dropped.discard(moved)
    for said in (found.words, found.rewards):
        if name in said:
            said[moved] = said.pop(name)
    return moved


def _keep(said: dict[str, _Said], name: str, value: _Said | None) -> None:
    if value:
        said[name] = value
    else:
        said.pop(name, None)


def is_day(text: str) -> bool:
    """Return whether a text is a day like 2026-10-04."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return "-" in text


def target_of(rung_id: str) -> tuple[str, float]:
    """Return the kind and the target in a rung's name.

    Raises
    ------
    GoalError
        When it is no name of a rung.
    """
    kind, _, target = rung_id.rpartition("-")
    try:
        value = float(target)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise GoalError(f"{rung_id!r} is no rung: it looks like long-run-16000")
    return kind, value


def own_dimension(text: str, done: tuple[dt.date, str] | None) -> Dimension:
    """Return the side of an own rung: words, and the day and run on which the runner did it."""
    days, run_ids = ([done[0]], [done[1]]) if done else ([], [])
    marks = Marks(
        np.array(days, dtype="datetime64[D]"), np.ones(len(days)), np.array(run_ids, dtype=object)
    )
    return Dimension(
        base=1.0,
        full=1.0,
        unit="",
        marks=marks,
        now=0.0,
        year_best=0.0,
        window_days=_ALWAYS_DAYS,
        side=None,
        factor=100.0,
        grid=down_to(1.0),
        first=1.0,
        label=lambda _: text,
        critical=False,
        gentle=False,
    )


def with_kept(
    shown: Mapping[str, Sequence[float]], changes: Edited, kinds: Mapping[str, Dimension]
) -> dict[str, list[float]]:
    """Return the rungs to show with those the runner wants, and without those they do not want.

    Parameters
    ----------
    shown
        Targets by kind, as chosen.
    changes
        What the runner changed.
    kinds
        The sides the goal asks for; a rung of a side it does not ask for any more is left out.
    """
    wanted = {name: set(values) for name, values in shown.items()}
    for rung_id, (kind, target) in changes.kept.items():
        if kind in kinds and rung_id not in changes.dropped:
            wanted.setdefault(kind, set()).add(_known_target(target, wanted.get(kind, set())))
    return {
        name: sorted(v for v in values if rung_id_of(kinds[name], name, v) not in changes.dropped)
        for name, values in wanted.items()
    }


def _known_target(target: float, values: set[float]) -> float:
    """Return the value that a name stands for: names are rounded, values need not be."""
    near = [value for value in values if abs(value - target) <= _ROUNDED * max(target, 1.0)]
    return near[0] if near else target


def rung_id_of(dimension: Dimension, kind: str, value: float) -> str:
    """Return the stable name of a rung."""
    return f"{kind}-{value:.{3 if dimension.unit == 'm/s' else 0}f}"

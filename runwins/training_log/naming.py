"""What a runner means by a name: the thing itself, how it begins, or a day."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence

from runwins.errors import GoalError, UnknownName
from runwins.metrics.best_efforts import STANDARD_DISTANCES_M
from runwins.units import Units, distance_name, parse_distance

_SAME = 0.005
_LISTED_BY = {
    "run": "runwins runs",
    "win": "runwins wins --all",
    "kind of win": "runwins wins kinds",
    "goal": "runwins goal list",
    "rung": "runwins ladder rungs",
    "route": "runwins routes",
    "import": "runwins imports",
    "block": "runwins block",
}


def nearest(name: str, known: Sequence[str], what: str) -> str:
    """Return the one of `known` that is meant: the same, or the one that begins so.

    Raises
    ------
    UnknownName
        When none is meant, or several could be; it lists the nearest.
    """
    if name in known:
        return name
    begun = [other for other in known if name and other.lower().startswith(name.lower())]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise UnknownName(f"{name!r} could be any of {', '.join(begun[:5])}")
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    listed = f"; `{_LISTED_BY[what]}` lists them" if what in _LISTED_BY else ""
    hint = f"; did you mean {' or '.join(near)}?" if near else listed
    raise UnknownName(f"there is no {what} {name!r}{hint}")


def run_named(name: str, runs: Sequence[str]) -> str:
    """Return the ``run_id`` that is meant: last, an id, its beginning, or a day.

    Raises
    ------
    UnknownName
        When no run is meant, or several are.
    """
    if not runs:
        raise UnknownName("the log is empty: bring a run in with `runwins import FILE`")
    if name == "last":
        return runs[-1]
    if not _is_day(name):
        return nearest(name, runs, "run")
    day = name.replace("-", "")
    if not any(run.startswith(day) for run in runs):
        before = [run for run in runs if run < day][-1:]
        after = [run for run in runs if run > day][:1]
        raise UnknownName(f"there is no run on {name}; the nearest: {', '.join(before + after)}")
    return nearest(day, runs, "run")


def standard_distance(name: str, units: Units) -> float:
    """Return the standard distance that is meant, in metres: ``42km`` is the marathon.

    Raises
    ------
    GoalError
        When it is no distance, or no best is kept over it.
    """
    metres = parse_distance(name, units)
    near = min(STANDARD_DISTANCES_M, key=lambda standard: abs(standard / metres - 1))
    if abs(near / metres - 1) > _SAME:
        known = ", ".join(distance_name(standard, units) for standard in STANDARD_DISTANCES_M)
        raise GoalError(f"no best is kept over {name}: it is over {known}")
    return near


def days(window: str) -> int:
    """Return the number of days for ``90d``.

    Raises
    ------
    GoalError
        When it is no whole number above zero.
    """
    words = window.strip().lower().removesuffix("d")
    if not words.isdecimal() or int(words) == 0:
        raise GoalError(f"{window!r} is not a number of days: write it like 90d")
    return int(words)


def _is_day(name: str) -> bool:
    try:
        dt.date.fromisoformat(name)
    except ValueError:
        return False
    return True

"""What a detector is, and how all of them together find the wins of a history.

A detector is one function in one file of this package::

    @detector("longest-run", family="distance")
    def longest_run(history: History) -> pd.DataFrame:
        '''What the user reads of this kind.'''

It looks at each run and at nothing later, and returns the frame `CANDIDATES`: every true fact of
its kind. Which of them are worth saying is decided in `ranking`, for all kinds together.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from runwins.frames import WINS
from runwins.model import History
from runwins.registry import Registered, Registry
from runwins.schema import Column, Schema
from runwins.wins.next_rung import next_rungs
from runwins.wins.past import Past
from runwins.wins.ranking import rank
from runwins.wins.remembered import remembered
from runwins.wins.said import Said

Detector = Callable[[History], pd.DataFrame]

REGISTRY: Registry[[History], pd.DataFrame] = Registry("runwins.wins")
_ADDED_LATER = {
    "win_id", "date", "kind", "family", "score", "tired", "bar", "shown", "untold", "rung",
}  # fmt: skip

CANDIDATES = Schema(
    "CANDIDATES",
    "a fact that may be worth saying",
    *(
        Column(column.name, column.kind, column.meaning, column.optional)
        for column in WINS.columns
        if column.name not in _ADDED_LATER
    ),
)
_NAMES = CANDIDATES.names


def detector(
    name: str, *, family: str, calendar: bool = False, rivals: float = 1.0
) -> Callable[[Detector], Detector]:
    """Return the decorator that makes a function a detector.

    Parameters
    ----------
    name
        The kind of win, e.g. ``longest-run``.
    family
        distance, non-stop, pace, hills, routes, tough days, consistency or comeback: a run shows
        at most one win of each.
    calendar
        The kind follows from dates and counts, or is a first: `since_n` is then the number of
        runs since the last win of the kind, and being rare adds little to its worth.
    rivals
        How many correlated marks compete within the kind: a runner who has 2.2 chances of a best
        in every run finds each of them less surprising.
    """
    return REGISTRY.register(name, family=family, calendar=calendar, rivals=rivals)


def candidates(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the frame a detector hands over, from rows made by `Past.candidate`."""
    told = [[row.get(name) for name in _NAMES] for row in rows]
    values = np.empty((len(told), len(_NAMES)), dtype=object)
    if told:
        values[:] = told
    return pd.DataFrame(values, columns=pd.Index(_NAMES))


def kinds() -> dict[str, Registered[[History], pd.DataFrame]]:
    """Return every kind of win by name; ``about`` of each is its documentation."""
    return REGISTRY.all()


def find_wins(history: History, before: pd.DataFrame | None = None, since: int = 0) -> pd.DataFrame:
    """Return frame `WINS`: everything found in a history, `shown` where it is worth saying.

    The result follows from the facts alone, in whatever order they were imported. The first run
    of a log wins nothing: it is what everything after it is compared with. Wins that the runner
    took back are left out, and do not keep others from being told.

    Parameters
    ----------
    history
        All that is known of a runner.
    before
        What this function returned for the first runs, by start, of the same history, where that
        is known: no win has hindsight, so it stands and the runs after it are looked at alone.
    since
        How many runs these were.
    """
    known = WINS.empty() if before is None else before
    history = asked_about(history, 0 if before is None else since)
    past = Past(history)
    place = {run_id: position for position, run_id in enumerate(past.ids)}
    rows: list[dict[str, Any]] = []
    for kind, member in kinds().items():
        facts = member.guarded(_facts, [], member, history)
        for row in facts:
            run = place[row["run_id"]]
            if run >= max(history.since, 1):
                row.update(member.options, kind=kind, run=run, date=past.date(run))
                row["rung"] = row["key"] if kind == "rung-reached" else None
                rows.append(row)
    rows.sort(key=lambda row: (row["run"], row["kind"], row["key"]))
    rows = _named(rows, set(known["win_id"]), history.dropped_wins)
    _count_since_last_of_kind(rows, _last_of_kind(known, place))
    rank(rows, past.days, next_rungs(history), Said.of(known))
    rows.sort(key=lambda row: (row["run"], not row["shown"], -row["score"], row["kind"]))
    return together(known, WINS.build(rows))


def together(before: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return what was known before and what was found after it as one frame."""
    if before.empty or found.empty:
        return found if before.empty else before
    return pd.concat([before, found], ignore_index=True)


def _facts(member: Registered[[History], pd.DataFrame], history: History) -> list[dict[str, Any]]:
    """Return what a detector finds, as rows; another package's must have the columns they have."""
    found = member(history)
    if member.package is not None:
        found = CANDIDATES.check(found)
    if found.empty:
        return []
    names = [str(name) for name in found.columns]
    values = found.to_numpy(dtype=object).tolist()
    return [dict(zip(names, row, strict=True)) for row in values]


def in_order(history: History) -> History:
    """Return the history with its runs by start, whatever order the facts came in."""
    runs = history.runs
    if not runs["start_time"].is_monotonic_increasing or runs["start_time"].duplicated().any():
        runs = runs.sort_values(["start_time", "run_id"], ignore_index=True)
    return replace(history, runs=runs)


def asked_about(history: History, since: int) -> History:
    """Return the history in order, asked about its runs from a place on; the same when asked again.

    So what was gathered of it for the wins is there for the remarks.
    """
    known = _asked(history)
    if since not in known:
        known[since] = replace(in_order(history), since=since)
    return known[since]


@remembered
def _asked(history: History) -> dict[int, History]:  # noqa: ARG001 - what it is remembered by
    return {}


def _last_of_kind(known: pd.DataFrame, place: Mapping[str, int]) -> dict[str, int]:
    """Return the last run of each kind among what is known."""
    last = known.drop_duplicates("kind", keep="last")
    runs = [place[run_id] for run_id in last["run_id"]]
    return dict(zip(last["kind"], runs, strict=True))


def _count_since_last_of_kind(rows: list[dict[str, Any]], last: Mapping[str, int]) -> None:
    """Set how many runs ago a calendar's kind was found last, in another run."""
    found = {kind: (run, 0) for kind, run in last.items()}
    for row in rows:
        if not row["calendar"]:
            continue
        run, other = found.get(row["kind"], (0, 0))
        if row["run"] != run:
            other = run
        found[row["kind"]] = row["run"], other
        row["since_n"] = float(row["run"] - other)


def _named(
    rows: list[dict[str, Any]], taken: set[str], dropped: frozenset[str]
) -> list[dict[str, Any]]:
    """Give each win its id, which follows from run, kind and key; leave out what was taken back."""
    kept = []
    for row in rows:
        told = f"{row['kind']}|{row['key']}|{row['run_id']}".encode()
        code = base64.b32encode(hashlib.blake2b(told, digest_size=10).digest()).decode().lower()
        length = 6
        while f"W{code[:length]}" in taken:
            length += 1
        row["win_id"] = f"W{code[:length]}"
        if row["win_id"] not in dropped:
            taken.add(row["win_id"])
            kept.append(row)
    return kept

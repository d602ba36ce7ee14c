"""What the runner calls routes and hills, and which one is meant by a name now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from runwins.errors import GoalError
from runwins.frames import HILLS, ROUTES
from runwins.model import History
from runwins.store import Store
from runwins.training_log.ways import hill_id

_MOST_WORDS = 5


def named(frame: pd.DataFrame, column: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Return `ROUTES` or `HILLS` with the runner's names, which are by the ids in `column`."""
    if not names:
        return frame
    told = np.array([names.get(one) for one in frame[column]], dtype=object)
    return (ROUTES if column == "route_id" else HILLS).check(frame.assign(name=told))


def names_of_ways(
    store: Store, run_no: Mapping[str, int], routes: pd.DataFrame, runs: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the runner's names by ``route_id`` and by ``hill_id``.

    A name was given to one run or one climb, and stays with the route or hill it is of, also when
    an older run turns up that was there before.

    Parameters
    ----------
    store
        The open log.
    run_no
        The stored number of each run.
    routes
        Frame `ROUTES`.
    runs
        Every ``run_id``, in the order of the runs.
    """
    of_routes: dict[str, str] = {}
    of_hills: dict[str, str] = {}
    for way, _, at_m, name in _given_names(store, run_no, routes, runs):
        (of_routes if at_m is None else of_hills)[way] = name
    return of_routes, of_hills


def _given_names(
    store: Store, run_no: Mapping[str, int], routes: pd.DataFrame, runs: Iterable[str]
) -> list[tuple[str, int, float | None, str]]:
    """Return the way each name is for now, the stored run and metre it was given to, and it."""
    told = store.way_names()
    if not told:
        return []
    run_id = {number: one for one, number in run_no.items()}
    route_of = dict(zip(routes["run_id"], routes["route_id"], strict=True))
    ids = list(runs)
    place = {one: at for at, one in enumerate(ids)}
    climbed = {
        place.get(run_id.get(number, ""), -1) for number, at_m, _ in told if at_m is not None
    }
    hill_of = {
        (ids[at], round(at_m)): hill_id(hill, ids)
        for at, at_m, hill in store.ways.hills_of(climbed)
    }
    found: list[tuple[str, int, float | None, str]] = []
    for number, at_m, name in told:
        mine = run_id.get(number, "")
        way = route_of.get(mine) if at_m is None else hill_of.get((mine, round(at_m)))
        if way is not None:
            found.append((way, number, at_m, name))
    return found


def way_ids(history: History) -> list[str]:
    """Return the ids of all routes and hills, each once."""
    return [
        one
        for frame, column in ((history.routes, "route_id"), (history.hills, "hill_id"))
        if frame is not None
        for one in dict.fromkeys(frame[column])
    ]


def keep_name(
    store: Store, run_no: Mapping[str, int], history: History, way: str, name: str | None
) -> None:
    """Keep what the runner calls a route or a hill; ``None`` takes the name back.

    Raises
    ------
    GoalError
        When the name is empty or has more than five words.
    """
    words = None if name is None else " ".join(name.split())
    if words is not None and not 0 < len(words.split()) <= _MOST_WORDS:
        raise GoalError(f"the name {words!r} can have one to five words")
    run_id, _, at_m = way.partition("@")
    routes = ROUTES.empty() if history.routes is None else history.routes
    with store.transaction():
        given = _given_names(store, run_no, routes, history.runs["run_id"])
        for known, number, metre, _name in given:
            if known == way:
                store.set_way_name(number, metre, None)
        if words is not None:
            store.set_way_name(run_no[run_id], float(at_m) if at_m else None, words)

"""Routes and hills of a log, gathered run by run and kept: a new run costs its own part alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.errors import GoalError
from runwins.frames import HILLS, ROUTES
from runwins.metrics.geodesy import Floats
from runwins.metrics.hill_passes import HillSearch, Pass
from runwins.metrics.hills import DETECTIONS, Detected, Hill, HillBook, climb_line
from runwins.metrics.routes import REPRESENTATIVES, Outline, RouteBook
from runwins.metrics.traces import HILL_STEP_M, ROUTE_STEP_M, Trace, trace_of
from runwins.model import History
from runwins.store import Store
from runwins.store.ways import Extent, Row

_AT_HAND = 512
_MOST_WORDS = 5
_NEAR_DEG = 0.001
_FEW = 20


@dataclass(frozen=True, slots=True)
class KeptHills:
    """The hills of a log as they were found before.

    Attributes
    ----------
    recordings
        The recording that spoke for each run.
    frame
        Frame `HILLS` of these runs.
    """

    recordings: Sequence[int]
    frame: pd.DataFrame


def routes_and_hills(
    store: Store, runs: Mapping[str, int], climbs: pd.DataFrame, kept: KeptHills | None = None
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return frames `ROUTES` and `HILLS` of a log, as if all of it were gathered at once.

    What was found before is kept up to the first run that differs from then: a run inserted, taken
    out, merged. From there on it is found anew.

    Parameters
    ----------
    store
        The open log.
    runs
        The recording that speaks for each run, by ``run_id``, in the order they were run.
    climbs
        Frame `CLIMBS` of these runs.
    kept
        The hills that were found before, where they are at hand.

    Returns
    -------
    tuple
        The frames, and how many rows of `HILLS`, from the first on, are those that were kept.
    """
    names, recordings = list(runs), list(runs.values())
    good = store.ways.still_good(recordings)
    added: list[Row] = []
    if good < len(recordings) or not store.ways.nothing_beyond(good):
        with store.transaction():
            store.ways.forget_from(good)
            place = {name: number for number, name in enumerate(names[good:], start=good)}
            own: dict[int, list[dict[Any, Any]]] = defaultdict(list)
            for climb in climbs[climbs["run_id"].isin(place)].to_dict("records"):
                own[place[climb["run_id"]]].append(climb)
            added = _Gathering(store, recordings, good).extend(own)
    if kept is None or len(kept.recordings) != good or list(kept.recordings) != recordings[:good]:
        return _routes(store, names), _hills(store.ways.passes(), names), 0
    if not added:
        return _routes(store, names), kept.frame, len(kept.frame)
    fresh = _hills(added, names)
    hills = pd.concat([kept.frame, fresh], ignore_index=True)
    order = _order(hills, names, fresh["run_id"])
    moved = np.flatnonzero(order != np.arange(len(order)))
    same = min(int(moved[0]) if len(moved) else len(order), len(kept.frame))
    return _routes(store, names), hills.take(order).reset_index(drop=True), same


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
    hill_of = {
        (ids[place], round(at_m)): _surface(hill, ids)
        for place, at_m, hill, *_ in store.ways.detections()
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


def _routes(store: Store, run_ids: Sequence[str]) -> pd.DataFrame:
    """Return frame `ROUTES`: runs that share a route with another and passed its gates."""
    rows = store.ways.routes()
    if not rows:
        return ROUTES.empty()
    place, route, length_m, from_s, to_s = np.array(rows, dtype=np.float64).T
    members = np.bincount(route.astype(np.intp))[route.astype(np.intp)]
    shared = (members > 1) & np.isfinite(from_s) & np.isfinite(to_s)
    order = np.lexsort((place, route))
    order = order[shared[order]]
    ids = np.array(run_ids, dtype=object)
    return ROUTES.check(
        pd.DataFrame({
            "run_id": pd.Series(ids[place[order].astype(np.intp)], dtype=object),
            "route_id": pd.Series(ids[route[order].astype(np.intp)], dtype=object),
            "length_m": length_m[order],
            "from_s": from_s[order],
            "to_s": to_s[order],
            "elapsed_s": to_s[order] - from_s[order],
        })
    )  # fmt: skip


def _hills(rows: Sequence[Row], run_ids: Sequence[str]) -> pd.DataFrame:
    if not rows:
        return HILLS.empty()
    place, known, hill, from_s, to_s, elapsed_s, length_m, gain_m, at_end = zip(*rows, strict=True)
    ids = np.array(run_ids, dtype=object)
    names = {one: _surface(one, run_ids) for one in set(hill)}
    texts = {
        "run_id": ids[list(place)],
        "hill_id": [names[one] for one in hill],
        "known_since": ids[list(known)],
    }
    hills = HILLS.check(
            pd.DataFrame({
                **{name: pd.Series(told, dtype=object) for name, told in texts.items()},
                "from_s": from_s,
                "to_s": to_s,
                "elapsed_s": elapsed_s,
                "length_m": length_m,
                "gain_m": gain_m,
                "at_end": np.array(at_end, dtype=bool),
            })
    )  # fmt: skip
    return hills.take(_order(hills, run_ids)).reset_index(drop=True)


def _order(
    hills: pd.DataFrame, run_ids: Sequence[str], unsorted: Iterable[str] | None = None
) -> NDArray[np.intp]:
    """Return the rows of frame `HILLS` in the order in which the passes were run.

    Parameters
    ----------
    hills
        Passes in any order.
    run_ids
        Every run, in the order of the runs.
    unsorted
        The runs whose passes need to be put in order; by default all.
    """
    place = pd.Index(run_ids).get_indexer(pd.Index(hills["run_id"]))
    order = np.argsort(place, kind="stable")
    at = np.arange(len(order))
    if unsorted is not None:
        loose = np.zeros(len(run_ids), dtype=bool)
        loose[pd.Index(run_ids).get_indexer(pd.Index(list(unsorted)))] = True
        at = np.flatnonzero(loose[place[order]])
    rows = order[at]
    few = hills.take(rows)
    from_s, to_s = few["from_s"].to_numpy(), few["to_s"].to_numpy()
    hill = few["hill_id"].to_numpy(dtype=str)
    order[at] = rows[np.lexsort((hill, to_s, from_s, place[rows]))]
    return order


def _surface(hill: str, run_ids: Sequence[str]) -> str:
    """Return the id of a hill as runners see it; inside, a run is its place in the order."""
    place, _, at_m = hill.partition("@")
    return f"{run_ids[int(place)]}@{at_m}"


class _Gathering:
    """One round of adding runs. Inside, a run is known by its place in the order of runs.

    Where few runs are added, only those routes and hills are recalled that lie near them.
    """

    def __init__(self, store: Store, recordings: Sequence[int], good: int) -> None:
        self.ways = store.ways
        self.recordings = recordings
        self.good = good
        added = recordings[good:]
        extents = self.ways.extents(added if len(added) <= _FEW else None)
        self.new = {
            place: extents[number]
            for place, number in enumerate(added, start=good)
            if number in extents
        }
        self.near = list(self.new.values()) if len(added) <= _FEW else [None]
        self.trace = lru_cache(_AT_HAND)(self._trace)
        self.coarse = lru_cache(_AT_HAND)(lambda run: self.trace(run).every(ROUTE_STEP_M))

    def _trace(self, run: str) -> Trace:
        return trace_of(run, self.ways.way(self.recordings[int(run)]))

    def extend(self, climbs: Mapping[int, Sequence[Mapping[Any, Any]]]) -> list[Row]:
        """Find and keep what the new runs add; return the passes up hills.

        Parameters
        ----------
        climbs
            Of the new runs, by the place of their run.
        """
        routes = list(self._routes())
        detections, passes = self._hills(climbs)
        self.ways.add(
            [(place, self.recordings[place]) for place in range(self.good, len(self.recordings))],
            routes=routes,
            detections=detections,
            passes=passes,
        )
        return passes

    def _recalled(self, ask: Callable[[int, Extent | None], list[Row]], most: int) -> list[Row]:
        """Return rows found before, near the new runs or all, each once, in the order of runs."""
        told = dict.fromkeys(row for near in self.near for row in ask(most, near))
        return sorted(told, key=lambda row: (row[0], row[1]))

    def _routes(self) -> Iterator[Row]:
        book = RouteBook(self.coarse)
        members: Counter[str] = Counter()
        for place, route, points, *ends in self._recalled(
            self.ways.first_on_routes, REPRESENTATIVES
        ):
            book.recall(_outline(place, points, *ends), str(route))
            members[str(route)] += 1
        for place in self.new:
            one = book.add(self.coarse(str(place)))
            if one is not None:
                members[one.route_id] += 1
                yield (
                    place, int(one.route_id), one.length_m, one.from_s, one.to_s,
                    members[one.route_id],
                )  # fmt: skip

    def _hills(
        self, climbs: Mapping[int, Sequence[Mapping[Any, Any]]]
    ) -> tuple[list[Row], list[Row]]:
        book = HillBook()
        climbed: Counter[str] = Counter()
        for row in self._recalled(self.ways.detections, DETECTIONS):
            one = _detected(row)
            book.recall(one)
            climbed[one.hill_id] += 1
        before = {hill.hill_id for hill in book.known()}
        found: list[Row] = []
        for place in self.new:
            for one in book.add(self.trace(str(place)), climbs.get(place, ())):
                climbed[one.hill_id] += 1
                found.append(_row(one, climbed[one.hill_id]))
        fresh = [hill for hill in book.known() if hill.hill_id not in before]
        passes = [
            one
            for hills, places in ((book.known(), self.new), (fresh, self._near(fresh)))
            for search in (HillSearch(hills, self._line),)
            for place in places
            for one in search.passes(self.trace(str(place)))
        ]
        return found, [_pass(one) for one in passes]

    def _line(self, hill: Hill) -> Floats:
        return climb_line(self.trace(hill.first.run_id), hill.first)

    def _near(self, hills: Sequence[Hill]) -> list[int]:
        """Return the runs gathered before whose box holds foot and top of one of the hills."""
        if not hills:
            return []
        place = {number: place for place, number in enumerate(self.recordings[: self.good])}
        near = {
            place[number]
            for hill in hills
            for number in self.ways.through((hill.first.foot, hill.first.top), _NEAR_DEG)
            if number in place
        }
        return sorted(near)


def _outline(
    place: int, points: int, lat0: float, lon0: float, lat1: float, lon1: float
) -> Outline:
    length_m = (points - 1) * HILL_STEP_M // ROUTE_STEP_M * ROUTE_STEP_M
    return Outline(str(place), length_m, (lat0, lon0), (lat1, lon1))


def _detected(row: Row) -> Detected:
    place, at_m, hill, from_s, to_s, length_m, gain_m, *ends = row
    lat0, lon0, lat1, lon1 = ends
    return Detected(
        str(place), at_m, hill, from_s, to_s, length_m, gain_m, (lat0, lon0), (lat1, lon1)
    )


def _row(one: Detected, number: int) -> Row:
    return (int(one.run_id), *one[1:7], *one.foot, *one.top, number)


def _pass(one: Pass) -> Row:
    return (
        int(one.run_id), int(one.known_since), one.hill_id, one.from_s, one.to_s, one.elapsed_s,
        one.length_m, one.gain_m, int(one.at_end),
    )  # fmt: skip

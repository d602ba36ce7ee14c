"""Routes and hills of a log, gathered run by run and kept: a new run costs its own part alone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from runwins.errors import GoalError
from runwins.frames import HILLS, ROUTES
from runwins.metrics.geodesy import Floats
from runwins.metrics.hill_passes import HillSearch, Pass
from runwins.metrics.hills import Detected, Hill, HillBook, climb_line
from runwins.metrics.routes import OnRoute, Outline, RouteBook, routes_frame
from runwins.metrics.traces import HILL_STEP_M, ROUTE_STEP_M, Trace, trace_of
from runwins.model import History
from runwins.store import Store
from runwins.store.ways import Extent, Row

_AT_HAND = 512
_MOST_WORDS = 5
_NEAR_DEG = 0.001


def routes_and_hills(
    store: Store, runs: Mapping[str, int], climbs: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
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
    """
    names, recordings = list(runs), list(runs.values())
    good = store.ways.still_good(recordings)
    if good < len(recordings) or not store.ways.nothing_beyond(good):
        with store.transaction():
            store.ways.forget_from(good)
            place = {name: number for number, name in enumerate(names)}
            own: dict[int, list[dict[Any, Any]]] = defaultdict(list)
            for climb in climbs[climbs["run_id"].isin(names[good:])].to_dict("records"):
                own[place[climb["run_id"]]].append(climb)
            _Gathering(store, recordings, good).extend(own)
    return _routes(store, names), _hills(store, names)


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
    return routes_frame(
        OnRoute(run_ids[place], run_ids[route], length_m, from_s, to_s)
        for place, route, length_m, from_s, to_s in store.ways.routes()
    )


def _hills(store: Store, run_ids: Sequence[str]) -> pd.DataFrame:
    rows = store.ways.passes()
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
    return HILLS.check(
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


def _surface(hill: str, run_ids: Sequence[str]) -> str:
    """Return the id of a hill as runners see it; inside, a run is its place in the order."""
    place, _, at_m = hill.partition("@")
    return f"{run_ids[int(place)]}@{at_m}"


class _Gathering:
    """One round of adding runs. Inside, a run is known by its place in the order of runs."""

    def __init__(self, store: Store, recordings: Sequence[int], good: int) -> None:
        self.ways = store.ways
        self.recordings = recordings
        self.good = good
        extents = self.ways.extents()
        self.extents: dict[int, Extent] = {
            place: extents[number] for place, number in enumerate(recordings) if number in extents
        }
        self.new = [place for place in self.extents if place >= good]
        self.trace = lru_cache(_AT_HAND)(self._trace)
        self.coarse = lru_cache(_AT_HAND)(lambda run: self.trace(run).every(ROUTE_STEP_M))

    def _trace(self, run: str) -> Trace:
        return trace_of(run, self.ways.way(self.recordings[int(run)]))

    def extend(self, climbs: Mapping[int, Sequence[Mapping[Any, Any]]]) -> None:
        """Find and keep what the new runs add; `climbs` are by the place of their run."""
        routes = list(self._routes())
        detections, passes = self._hills(climbs)
        self.ways.add(
            [(place, self.recordings[place]) for place in range(self.good, len(self.recordings))],
            routes=routes,
            detections=detections,
            passes=passes,
        )

    def _routes(self) -> Iterator[Row]:
        book = RouteBook(self.coarse)
        for place, route, *_ in self.ways.routes():
            book.recall(self._outline(place), str(route))
        for place in self.new:
            one = book.add(self.coarse(str(place)))
            if one is not None:
                yield place, int(one.route_id), one.length_m, one.from_s, one.to_s

    def _outline(self, place: int) -> Outline:
        extent = self.extents[place]
        length_m = (extent.points - 1) * HILL_STEP_M // ROUTE_STEP_M * ROUTE_STEP_M
        return Outline(str(place), length_m, extent.start, extent.end)

    def _hills(
        self, climbs: Mapping[int, Sequence[Mapping[Any, Any]]]
    ) -> tuple[list[Row], list[Row]]:
        book = HillBook()
        for row in self.ways.detections():
            book.recall(_detected(row))
        before = {hill.hill_id for hill in book.known()}
        found = [
            one
            for place in self.new
            if place in climbs
            for one in book.add(self.trace(str(place)), climbs[place])
        ]
        fresh = [hill for hill in book.known() if hill.hill_id not in before]
        passes = [
            one
            for hills, places in ((book.known(), self.new), (fresh, self._near(fresh)))
            for search in (HillSearch(hills, self._line),)
            for place in places
            for one in search.passes(self.trace(str(place)))
        ]
        return [_row(one) for one in found], [_pass(one) for one in passes]

    def _line(self, hill: Hill) -> Floats:
        return climb_line(self.trace(hill.first.run_id), hill.first)

    def _near(self, hills: Sequence[Hill]) -> list[int]:
        """Return the runs gathered before whose box holds foot and top of one of the hills."""
        old = [place for place in self.extents if place < self.good]
        if not old or not hills:
            return []
        box = np.array([self.extents[place].box for place in old])
        touched = np.zeros(len(old), dtype=bool)
        for hill in hills:
            holds = np.ones(len(old), dtype=bool)
            for lat, lon in (hill.first.foot, hill.first.top):
                wide = _NEAR_DEG / max(math.cos(math.radians(lat)), 0.01)
                holds &= (box[:, 0] - _NEAR_DEG <= lat) & (lat <= box[:, 2] + _NEAR_DEG)
                holds &= (box[:, 1] - wide <= lon) & (lon <= box[:, 3] + wide)
            touched |= holds
        return [place for place, hit in zip(old, touched.tolist(), strict=True) if hit]


def _detected(row: Row) -> Detected:
    place, at_m, hill, from_s, to_s, length_m, gain_m, *ends = row
    lat0, lon0, lat1, lon1 = ends
    return Detected(
        str(place), at_m, hill, from_s, to_s, length_m, gain_m, (lat0, lon0), (lat1, lon1)
    )


def _row(one: Detected) -> Row:
    return (int(one.run_id), *one[1:7], *one.foot, *one.top)


def _pass(one: Pass) -> Row:
    return (
        int(one.run_id), int(one.known_since), one.hill_id, one.from_s, one.to_s, one.elapsed_s,
        one.length_m, one.gain_m, int(one.at_end),
    )  # fmt: skip

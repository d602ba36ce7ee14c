"""Routes and hills are found run by run: what a new run adds follows from the runs before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from runwins.metrics.geodesy import Floats
from runwins.metrics.hill_passes import HillSearch, Pass
from runwins.metrics.hills import DETECTIONS, Detected, Hill, HillBook, climb_line
from runwins.metrics.routes import REPRESENTATIVES, Outline, RouteBook
from runwins.metrics.traces import HILL_STEP_M, ROUTE_STEP_M, Trace, trace_of
from runwins.store import Store
from runwins.store.ways import Extent, Row

_AT_HAND = 512
_NEAR_DEG = 0.001
_FEW = 20


class Gathering:
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
        book = RouteBook(self.trace)
        members: Counter[str] = Counter()
        for place, route, points, *ends in self._recalled(
            self.ways.first_on_routes, REPRESENTATIVES
        ):
            book.recall(_outline(place, points, *ends), str(route))
            members[str(route)] += 1
        for place in self.new:
            one = book.add(self.trace(str(place)))
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

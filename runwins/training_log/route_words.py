"""What the runner says of routes: these runs are one, those are another, this one is none.

It is said of runs and kept like any other word of the runner's, so it stands however often routes
are found anew. A run that comes later joins the runs it was found to be like.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from runwins.errors import UnknownName
from runwins.metrics.routes import gate_times, same_route
from runwins.metrics.traces import ROUTE_STEP_M, Trace, trace_of
from runwins.store import Store
from runwins.store.ways import Row

FIELD = "route"
"""Under which name the word is kept among the edits of a run."""
_NONE = "-"


class RoutesAsSaid:
    """The routes that were found, changed by what the runner said. A run is its place in the order.

    Parameters
    ----------
    store
        The open log, its routes gathered.
    recordings
        The recording that speaks for each run, in the order they were run.
    said
        The runner's word by the place of the run: runs with the same word are one route; one that
        begins with ``-`` is ignored.
    """

    def __init__(self, store: Store, recordings: Sequence[int], said: Mapping[int, str]) -> None:
        self._ways = store.ways
        self._recordings = recordings
        self._said = said
        self._found = store.ways.routes()
        self._trace = lru_cache(self._trace_of)
        self.route = self._of_each()

    def _trace_of(self, place: int) -> Trace:
        way = self._ways.way(self._recordings[place])
        return trace_of(str(place), way)

    def _of_each(self) -> dict[int, int | str]:
        """Return the route of each run that has one: the runner's word, or as it was found."""
        told: dict[int, list[int]] = defaultdict(list)
        for place, found, *_ in self._found:
            if place in self._said:
                told[found].append(place)
        return {
            place: self._said.get(place) or self._like(place, told.get(found, ())) or found
            for place, found, *_ in self._found
        }

    def _like(self, place: int, others: Sequence[int]) -> str | None:
        """Return the word of the run nearest to one of which nothing was said."""
        if len({self._said[other] for other in others}) > 1:
            mine = self._trace(place).every(ROUTE_STEP_M)
            apart = [
                (same_route(mine, self._trace(other).every(ROUTE_STEP_M)), other)
                for other in others
            ]
            near = [(metres, other) for metres, other in apart if metres is not None]
            others = [other for _, other in sorted(near)] or others
        return self._said[others[0]] if others else None

    def rows(self) -> list[Row]:
        """Return rows like those of `Ways.routes`; times are between the gates of the first run."""
        if not self._said:
            return self._found
        first: dict[int | str, int] = {}
        rows: list[Row] = []
        for place, found, length_m, *times in self._found:
            route = self.route[place]
            if is_ignored(route):
                continue
            start = first.setdefault(route, place)
            if found != start:
                times[:] = gate_times(self._trace(start), self._trace(place)) or (None, None)
            rows.append((place, start, length_m, *times))
        return rows

    def beside(self, places: Iterable[int]) -> list[int]:
        """Return every run of the routes of some runs."""
        routes = {self.route[place] for place in places}
        return [place for place, route in self.route.items() if route in routes]

    def ignored(self) -> list[int]:
        """Return the first run of each route that is ignored."""
        first: dict[int | str, int] = {}
        for place, route in self.route.items():
            if is_ignored(route):
                first.setdefault(route, place)
        return list(first.values())

    # -- what is to be kept, by the place of each run ----------------------------------------------

    def merged(self, places: Iterable[int]) -> dict[int, str | None]:
        """Return what to keep so that the routes of some runs are one."""
        return self._one_route(self.beside(places))

    def split(self, places: Sequence[int]) -> dict[int, str | None]:
        """Return what to keep so that some runs of a route are a route of their own.

        Raises
        ------
        UnknownName
            When they are not of one route, or no other run is of it.
        """
        if len({self.route[place] for place in places}) > 1:
            raise UnknownName("these runs are not of one route: name some of the runs of one")
        rest = set(self.beside(places)) - set(places)
        if not rest:
            raise UnknownName("no other run is of that route: there is nothing to split")
        return {**self._one_route(places), **self._one_route(rest)}

    def left_alone(self, place: int) -> dict[int, str | None]:
        """Return what to keep so that the route of a run is ignored."""
        return {one: f"{_NONE}{word}" for one, word in self.merged([place]).items()}

    def as_found(self, place: int) -> dict[int, str | None]:
        """Return what to keep so that the route of a run is again as it was found.

        Raises
        ------
        UnknownName
            When it is.
        """
        found = {place: route for place, route, *_ in self._found}
        routes = {found[one] for one in self.beside([place])}
        gone = [one for one, route in found.items() if route in routes and one in self._said]
        if not gone:
            raise UnknownName("that route is as it was found")
        return dict.fromkeys(gone)

    def _one_route(self, places: Iterable[int]) -> dict[int, str | None]:
        return dict.fromkeys(places, secrets.token_hex(4))


def is_ignored(route: int | str) -> bool:
    """Say whether the runner wants nothing of a route."""
    return isinstance(route, str) and route.startswith(_NONE)

"""Routes as the runner wants them: two made one, one made two, one left alone, all as found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runwins.errors import UnknownName
from runwins.training_log.naming import run_named
from runwins.training_log.route_words import FIELD, RoutesAsSaid
from runwins.training_log.rung_changes import RungChanges


class RouteChanges(RungChanges):
    """A log whose routes the runner can change. Routes and runs are named as `route_of` takes them.

    What is said stays when runs are added or measured anew, and can be taken back.
    """

    def route_of(self, name: str) -> str:
        """Return the run that is meant: by the name of its route, or as `run_id` does."""
        routes = self._known.routes()
        named = dict(zip(routes["name"], routes["route_id"], strict=True))
        return named.get(name) or run_named(name, list(self._known.table.frame["run_id"]))

    def merge_routes(self, routes: Sequence[str]) -> str:
        """Make some routes one, or put a run to a route; return the id it has now."""
        said, places = self._places(routes)
        return self._say(said.merged(places), places[0])

    def split_route(self, runs: Sequence[str]) -> str:
        """Make some runs of a route a route of their own; return its id.

        Raises
        ------
        UnknownName
            When they are not of one route, or no other run is of it.
        """
        said, places = self._places(runs)
        return self._say(said.split(places), places[0])

    def ignore_route(self, route: str) -> str:
        """Compare the runs of a route no more; return its id."""
        said, (place,) = self._places([route])
        return self._say(said.left_alone(place), place)

    def restore_route(self, route: str) -> str:
        """Take back all that was said of a route; return the id it has now.

        Raises
        ------
        UnknownName
            When nothing was said of it.
        """
        said, (place,) = self._places([route])
        return self._say(said.as_found(place), place)

    def runs_of_route(self, route: str) -> list[str]:
        """Return every run of a route, those too that are not timed."""
        said, places = self._places([route])
        ids = self._known.running.runs["run_id"]
        return [str(ids.iloc[place]) for place in said.beside(places)]

    def ignored_routes(self) -> list[str]:
        """Return the first run of each route that is ignored."""
        ids = self._known.running.runs["run_id"]
        return [str(ids.iloc[place]) for place in self._known.routes_as_said().ignored()]

    def _places(self, names: Sequence[str]) -> tuple[RoutesAsSaid, list[int]]:
        """Return the routes, and the places of the runs that are meant."""
        ids = list(self._known.running.runs["run_id"])
        said = self._known.routes_as_said()
        places = []
        for name in names:
            run = self.route_of(name)
            place = ids.index(run) if run in ids else -1
            if place not in said.route:
                raise UnknownName(f"run {run} is of no route: it has no way that could be compared")
            places.append(place)
        return said, places

    def _say(self, words: Mapping[int, str | None], place: int) -> str:
        """Keep what is said of the routes of some runs; return the route of one of them."""
        numbers = self._known.counted_numbers
        self._changing("routes changed")
        with self._store.transaction():
            for one, word in words.items():
                self._store.set_edit(numbers[one], FIELD, word)
        self._forget()
        said = self._known.routes_as_said()
        return str(self._known.running.runs["run_id"].iloc[said.beside([place])[0]])

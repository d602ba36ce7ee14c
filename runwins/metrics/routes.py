"""Runs of the same route, found by themselves.

Two runs are of one route where they start and end together, are equally long and neither leaves
the other's way for long. Of 60 pairs of recorded runs read on maps the rule joined 14 of 15 that
were the same course and none of 35 that were not; a share of points nearby, the usual rule, joined
22 of those 35.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from runwins.frames import ROUTES
from runwins.metrics.channels import true_runs
from runwins.metrics.geodesy import Floats
from runwins.metrics.traces import ROUTE_STEP_M, Trace, apart_m, nearest_m, passing

_LENGTH = 0.04
_START_M = 150.0
_END_M = 300.0
_OFF_M = 40.0
_OFF_SHARE = 0.10
_LONGEST_OFF_M = (75.0, 200.0)
_LONGEST_OFF_SHARE = 0.03
_COARSE = 10
_COARSE_M = 60.0
_REACH = (8, 60)
_REACH_SHARE = 0.05
_ENDS = 8
_GATE_M = 200.0
_AROUND_GATE_M = 600.0
_AT_HAND = 512
REPRESENTATIVES = 12
_CELL_M = 150.0
_SLACK_M = 50.0

Cell = tuple[int, int, int]


class Outline(NamedTuple):
    """What is known of a way without its points: enough to rule out most others."""

    run_id: str
    length_m: float
    start: tuple[float, float]
    end: tuple[float, float]


class OnRoute(NamedTuple):
    """That a run is of a route, and when it passed the route's gates, where it did."""

    run_id: str
    route_id: str
    length_m: float
    from_s: float | None
    to_s: float | None


@dataclass(slots=True, eq=False)
class _Route:
    """A route while it is being gathered: its first runs stand for it."""

    route_id: str
    members: list[Outline] = field(default_factory=list)


class RouteBook:
    """The routes of a runner, gathered run by run.

    A route is named after its first run, and each further run joins the best of the routes it
    matches or founds its own, so adding a run changes no earlier answer.

    Parameters
    ----------
    trace_of
        The points of a run added or recalled before, every 10 m; asked for where they are needed.
    """

    def __init__(self, trace_of: Callable[[str], Trace]) -> None:
        self._trace_of = trace_of
        self._coarse = lru_cache(_AT_HAND)(lambda run: trace_of(run).every(ROUTE_STEP_M))
        self._index: dict[Cell, list[_Route]] = defaultdict(list)
        self._routes: dict[str, _Route] = {}

    def recall(self, one: Outline, route_id: str) -> None:
        """Put a run where `add` put it before, without looking at its points."""
        route = self._routes.setdefault(route_id, _Route(route_id))
        if len(route.members) < REPRESENTATIVES:
            cell = _cell(one)
            if route not in self._index[cell]:
                self._index[cell].append(route)
            route.members.append(one)

    def add(self, one: Trace) -> OnRoute | None:
        """Put the next run to its route, or found one; ``None`` for a run shorter than 600 m.

        The time is taken between two gates, 200 m after the start and 200 m before the end of the
        route's first run: where people press the button differs by 100 m. Ways are compared every
        25 m, but timed every 10 m: of 68 recorded runs nine in ten are then within 1.4 s of what
        all their fixes tell; every 25 m it was 3.9 s.
        """
        coarse = one.every(ROUTE_STEP_M)
        if len(coarse) < 3 * _ENDS:
            return None
        mine = outline(coarse)
        best: tuple[float, str] | None = None
        for route in self._near(mine):
            apart = self._apart(coarse, mine, route)
            if apart is not None and (best is None or apart < best[0]):
                best = apart, route.route_id
        route_id = one.run_id if best is None else best[1]
        self.recall(mine, route_id)
        first = one if best is None else self._trace_of(self._routes[route_id].members[0].run_id)
        times = gate_times(first, one) or (None, None)
        return OnRoute(one.run_id, route_id, coarse.length_m, *times)

    def _apart(self, one: Trace, mine: Outline, route: _Route) -> float | None:
        """Return how far a run lies from the first of the route's runs that it matches."""
        for member in route.members:
            if _maybe_same(mine, member):
                apart = same_route(one, self._coarse(member.run_id))
                if apart is not None:
                    return apart
        return None

    def _near(self, one: Outline) -> list[_Route]:
        """Return the routes of the cells around, each once."""
        x, y, size = _cell(one)
        steps = (-1, 0, 1)
        found: dict[str, _Route] = {}
        for cell in ((x + i, y + j, size + k) for i in steps for j in steps for k in steps):
            for route in self._index.get(cell, ()):
                found[route.route_id] = route
        return list(found.values())


def match_routes(traces: Iterable[Trace]) -> pd.DataFrame:
    """Return the frame `ROUTES`: every run of a route that was run more than once.

    Parameters
    ----------
    traces
        Points every 10 m, in the order of the runs.
    """
    kept: dict[str, Trace] = {}
    book = RouteBook(kept.__getitem__)
    found: list[OnRoute] = []
    for one in traces:
        kept[one.run_id] = one
        joined = book.add(one)
        if joined is not None:
            found.append(joined)
    return routes_frame(found)


def routes_frame(found: Iterable[OnRoute]) -> pd.DataFrame:
    """Return the frame `ROUTES` of the runs that share a route with another and passed its gates.

    Parameters
    ----------
    found
        In the order of the runs.
    """
    routes: dict[str, list[OnRoute]] = defaultdict(list)
    for one in found:
        routes[one.route_id].append(one)
    return ROUTES.build(
        {**one._asdict(), "elapsed_s": one.to_s - one.from_s}
        for members in routes.values()
        if len(members) > 1
        for one in members
        if one.from_s is not None and one.to_s is not None
    )


def outline(one: Trace) -> Outline:
    """Return what a way is known by without its points."""
    return Outline(one.run_id, one.length_m, one.place(0), one.place(-1))


def same_route(one: Trace, other: Trace) -> float | None:
    """Return how far two ways lie apart in metres on the mean, or ``None`` for different routes.

    They are one route where lengths agree within 4 %, starts lie within 150 m and ends within
    300 m, and, but for 200 m at either end, at most a tenth of either lies more than 40 m off the
    other, never for longer than 3 % of the length (75–200 m) at a stretch. In the same order and
    direction: the way back is another route.
    """
    if abs(one.length_m - other.length_m) > _LENGTH * max(one.length_m, other.length_m):
        return None
    (lat, lon), end = other.place(0), other.place(-1)
    if apart_m(one.place(0), (lat, lon)) > _START_M or apart_m(one.place(-1), end) > _END_M:
        return None
    here, there = one.metres_from(lat, lon), other.metres_from(lat, lon)
    reach = int(np.clip(_REACH_SHARE * len(one) + 4, *_REACH))
    coarse = nearest_m(here[_ENDS:-_ENDS:_COARSE], there, reach)
    if (coarse > _COARSE_M).mean() > _OFF_SHARE:
        return None
    longest = float(np.clip(_LONGEST_OFF_SHARE * one.length_m, *_LONGEST_OFF_M))
    means = []
    for points, others in ((here, there), (there, here)):
        near = nearest_m(points, others, reach)[_ENDS:-_ENDS]
        off = near > _OFF_M
        stretch = max((b - a + 1 for a, b in true_runs(off)), default=0) * ROUTE_STEP_M
        if off.mean() > _OFF_SHARE or stretch > longest:
            return None
        means.append(float(near.mean()))
    return sum(means) / 2


def _maybe_same(one: Outline, other: Outline) -> bool:
    """Say whether two ways can be of one route, as far as their ends and lengths tell."""
    if abs(one.length_m - other.length_m) > _LENGTH * max(one.length_m, other.length_m):
        return False
    return (
        apart_m(one.start, other.start) <= _START_M + _SLACK_M
        and apart_m(one.end, other.end) <= _END_M + _SLACK_M
    )


def _cell(one: Outline) -> Cell:
    """Return where a run starts, in cells of 150 m, and how long it is, in steps of 4 %."""
    lat, lon = one.start
    east = lon * 111_320.0 * math.cos(math.radians(round(lat)))
    north = lat * 110_574.0
    size = math.floor(math.log(one.length_m) / _LENGTH)
    return math.floor(east / _CELL_M), math.floor(north / _CELL_M), size


def gate_times(first: Trace, one: Trace) -> tuple[float, float] | None:
    """Return when a run passed the gates of its route; ``None`` where it missed one by 40 m.

    Parameters
    ----------
    first, one
        The route's first run and another: the finer their points, the truer the times.
    """
    lat, lon = first.place(0)
    inset, reach = round(_GATE_M / first.step_m), round(_AROUND_GATE_M / one.step_m)
    start, end = first.metres_from(lat, lon)[[inset, -1 - inset]].tolist()
    points: Floats = one.metres_from(lat, lon)
    start_s, missed = passing(points[:reach], one.time_s[:reach], start)
    end_s, by = passing(points[-reach:], one.time_s[-reach:], end)
    if max(missed, by) > _OFF_M or end_s <= start_s:
        return None
    return start_s, end_s

"""Runs up the same hill, found by themselves.

Where a climb begins and ends wanders from run to run (start 14 m at the median, 52 m for one in
ten), so climbs of the same hill are not compared: a hill is one climb's line, and every run that
passes its foot, keeps to the line and passes its top is an effort, timed between those two gates.
On recorded runs that found 99 % of what the climbs themselves show, and much that they do not.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.frames import HILLS
from runwins.metrics.channels import true_runs
from runwins.metrics.geodesy import Floats, distance_m
from runwins.metrics.traces import HILL_STEP_M, Trace, nearest_m, passing

_ENDS_M = 100.0
_LENGTH = 0.35
_DETECTIONS = 3
_GATE_M = 30.0
_SHORTEST, _LONGEST = 0.85, 1.15
_LINE_90_M = 30.0
_LINE_MAX_M = 60.0
_LINE_SHARE = 0.08
_CELL_M = 200.0

_UNSTEADY_M = 100.0
_MAX_VAM = 2200.0

Cell = tuple[int, int]
Place = tuple[float, float]


class Climbed(NamedTuple):
    """A run and its climbs: its way every 10 m, and frame `CLIMBS` of it."""

    way: Trace
    climbs: pd.DataFrame


class Detected(NamedTuple):
    """A climb that was found in a run, and the hill it is of.

    Attributes
    ----------
    run_id, started_at_m
        Which climb.
    hill_id
        Of the hill; `hill_name` of this very climb where it is the first on it.
    from_s, to_s
        Seconds into the run at its ends.
    length_m, gain_m
        Of the climb.
    foot, top
        Latitude and longitude of its ends.
    """

    run_id: str
    started_at_m: float
    hill_id: str
    from_s: float
    to_s: float
    length_m: float
    gain_m: float
    foot: Place
    top: Place


@dataclass(slots=True, eq=False)
class Hill:
    """A hill: the line of its first climb.

    Attributes
    ----------
    first
        Its first climb.
    detections
        How many climbs were found on it: it is searched and shown from three.
    known_since
        The run in which it was climbed for the third time; ``None`` until then.
    line
        Latitude and longitude every 10 m, one row a point; ``None`` until it is asked for.
    """

    first: Detected
    detections: int = 0
    known_since: str | None = None
    line: Floats | None = None

    @property
    def hill_id(self) -> str:
        """The run of its first climb and the metre it began at."""
        return self.first.hill_id


def hill_name(run_id: str, started_at_m: float) -> str:
    """Return what the hill of a climb is called where the climb is the first on it."""
    return f"{run_id}@{started_at_m:.0f}"


class HillBook:
    """The hills of a runner, gathered run by run.

    A climb is of a known hill where both ends lie within 100 m of the hill's and its length within
    35 %; else it founds a new one. Adding a run changes no earlier answer.
    """

    def __init__(self) -> None:
        self.hills: dict[str, Hill] = {}
        self._index: dict[Cell, list[Hill]] = defaultdict(list)

    def add(self, run: Climbed) -> list[Detected]:
        """Put the climbs of the next run to their hills."""
        found: list[Detected] = []
        for climb in run.climbs.to_dict("records"):
            from_s, to_s = climb["started_at_s"], climb["started_at_s"] + climb["elapsed_s"]
            line = _line(run.way, from_s, to_s)
            if len(line) < 2:
                continue
            ends = _place(line[0]), _place(line[-1])
            known = self._known(*ends, climb["length_m"])
            mine = hill_name(run.way.run_id, climb["started_at_m"])
            found.append(
                Detected(
                    run.way.run_id,
                    float(climb["started_at_m"]),
                    mine if known is None else known.hill_id,
                    float(from_s),
                    float(to_s),
                    float(climb["length_m"]),
                    float(climb["gain_m"]),
                    *ends,
                )
            )
            self.recall(found[-1])
        return found

    def recall(self, one: Detected) -> None:
        """Put a climb where `add` put it before, without looking for its hill."""
        hill = self.hills.get(one.hill_id)
        if hill is None:
            hill = self.hills[one.hill_id] = Hill(one)
            self._index[_cell(*one.foot)].append(hill)
        hill.detections += 1
        if hill.detections == _DETECTIONS:
            hill.known_since = one.run_id

    def known(self) -> list[Hill]:
        """Return the hills that are searched: those climbed three times."""
        return [hill for hill in self.hills.values() if hill.known_since is not None]

    def _known(self, foot: Place, top: Place, length_m: float) -> Hill | None:
        """Return the hill whose ends lie nearest to a climb's, if any is near enough."""
        best: tuple[float, Hill] | None = None
        for hill in _around(self._index, _cell(*foot)):
            if abs(length_m / hill.first.length_m - 1) > _LENGTH:
                continue
            start = float(distance_m(*foot, *hill.first.foot))
            end = float(distance_m(*top, *hill.first.top))
            if max(start, end) <= _ENDS_M and (best is None or start + end < best[0]):
                best = start + end, hill
        return None if best is None else best[1]


def find_hills(runs: Iterable[Climbed]) -> list[Hill]:
    """Return the hills of a runner, in the order of their first climbs, with their lines.

    Parameters
    ----------
    runs
        In the order they were run.
    """
    book = HillBook()
    for run in runs:
        for climb in book.add(run):
            hill = book.hills[climb.hill_id]
            if hill.first is climb:
                hill.line = climb_line(run.way, climb)
    return list(book.hills.values())


def climb_line(way: Trace, climb: Detected) -> Floats:
    """Return the part of a run's way that is a climb: latitude and longitude, one row a point."""
    return _line(way, climb.from_s, climb.to_s)


def hill_efforts(
    ways: Iterable[Trace], hills: Iterable[Hill], line_of: Callable[[Hill], Floats] | None = None
) -> pd.DataFrame:
    """Return the frame `HILLS`: every pass up a hill that was climbed at least three times.

    Parameters
    ----------
    ways
        Points every 10 m; each run's efforts come in the order they were run.
    hills
        Those of fewer than three climbs are passed over.
    line_of
        Asked for the line of a hill that has none yet, where a run comes near it.
    """
    index: dict[Cell, list[Hill]] = defaultdict(list)
    for hill in hills:
        if hill.known_since is not None:
            index[_cell(*hill.first.foot)].append(hill)
    rows: list[dict[str, Any]] = []
    for way in ways:
        found: list[dict[str, Any]] = []
        for hill in _near(index, way):
            if hill.line is None and line_of is not None:
                hill.line = line_of(hill)
            if hill.line is not None:
                found += _passes(way, hill, hill.line)
        rows += sorted(found, key=lambda row: (row["from_s"], row["to_s"], row["hill_id"]))
    return HILLS.build(rows)


def _near(index: dict[Cell, list[Hill]], way: Trace) -> list[Hill]:
    """Return the hills in whose cell, or the next, a run was."""
    if not index:
        return []
    x, y = _cells(way.lat_deg, way.lon_deg)
    moved = np.concatenate([[True], (np.diff(x) != 0) | (np.diff(y) != 0)])
    cells = set(zip(x[moved].tolist(), y[moved].tolist(), strict=True))
    near = {hill.hill_id: hill for cell in cells for hill in _around(index, cell)}
    return list(near.values())


def _passes(way: Trace, hill: Hill, places: Floats) -> list[dict[str, Any]]:
    """Return the times a run goes up a hill from gate to gate."""
    lat, lon = hill.first.foot
    points = way.metres_from(lat, lon)
    line = _metres(places, lat, lon)
    at_foot = np.hypot(*points.T) <= _GATE_M + HILL_STEP_M
    found: list[dict[str, Any]] = []
    until = 0
    for first, last in true_runs(at_foot):
        foot = first + int(np.argmin(np.hypot(*points[first : last + 1].T)))
        if foot < until:
            continue
        effort = _one_pass(way, points, line, hill, foot)
        if effort is not None:
            found.append(effort)
            until = int(np.searchsorted(way.time_s, effort["to_s"]))
    return found


def _one_pass(
    way: Trace, points: Floats, line: Floats, hill: Hill, foot: int
) -> dict[str, Any] | None:
    """Return the pass that begins at a point near the foot, if it goes to the top on the line."""
    cells = len(line) - 1
    low, high = foot + int(_SHORTEST * cells), foot + math.ceil(_LONGEST * cells) + 1
    if low + 1 >= len(points):
        return None
    end = points[low : high + 1] - line[-1]
    top = low + int(np.argmin(np.hypot(*end.T)))
    around_foot = _neighbours(foot, len(points))
    around_top = _neighbours(top, len(points))
    start_s, missed = passing(points[around_foot], way.time_s[around_foot], line[0])
    end_s, by = passing(points[around_top], way.time_s[around_top], line[-1])
    if max(missed, by) > _GATE_M or end_s <= start_s:
        return None
    if hill.first.gain_m > _MAX_VAM / 3600 * (end_s - start_s):
        return None
    reach = max(3, math.ceil(_LINE_SHARE * cells))
    off = nearest_m(points[foot : top + 1], line, reach)
    if np.quantile(off, 0.9) > _LINE_90_M or off.max() > _LINE_MAX_M:
        return None
    return {
        "run_id": way.run_id,
        "hill_id": hill.hill_id,
        "from_s": start_s,
        "to_s": end_s,
        "elapsed_s": end_s - start_s,
        "length_m": hill.first.length_m,
        "gain_m": hill.first.gain_m,
        "at_end": min(foot, len(points) - 1 - top) * way.step_m < _UNSTEADY_M,
        "known_since": hill.known_since,
    }


def _neighbours(place: int, size: int) -> NDArray[np.intp]:
    return np.arange(max(place - 3, 0), min(place + 4, size))


def _line(way: Trace, from_s: float, to_s: float) -> Floats:
    part = (way.time_s >= from_s) & (way.time_s <= to_s)
    return np.column_stack([way.lat_deg[part], way.lon_deg[part]])


def _place(point: Floats) -> Place:
    return float(point[0]), float(point[1])


def _metres(line: Floats, lat: float, lon: float) -> Floats:
    east = (line[:, 1] - lon) * 111_320.0 * math.cos(math.radians(lat))
    return np.column_stack([east, (line[:, 0] - lat) * 110_574.0])


def _cell(lat: float, lon: float) -> Cell:
    east = lon * 111_320.0 * math.cos(math.radians(round(lat)))
    return math.floor(east / _CELL_M), math.floor(lat * 110_574.0 / _CELL_M)


def _cells(lat: Floats, lon: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return cells of 200 m."""
    east = lon * 111_320.0 * np.cos(np.radians(np.round(lat)))
    north = lat * 110_574.0
    return (
        np.floor(east / _CELL_M).astype(np.int64),
        np.floor(north / _CELL_M).astype(np.int64),
    )


def _around(index: dict[Cell, list[Hill]], cell: Cell) -> list[Hill]:
    x, y = cell
    steps = (-1, 0, 1)
    return [hill for i in steps for j in steps for hill in index.get((x + i, y + j), ())]

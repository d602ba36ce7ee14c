"""Runs up the same hill, found by themselves.

Where a climb begins and ends wanders from run to run (start 14 m at the median, 52 m for one in
ten), so climbs of the same hill are not compared: a hill is one climb's line, and every run that
passes its foot, keeps to the line and passes its top is an effort, timed between those two gates.
On recorded runs that found 99 % of what the climbs themselves show, and much that they do not.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
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

Cell = tuple[int, int]


class Climbed(NamedTuple):
    """A run and its climbs: its way every 10 m, and frame `CLIMBS` of it."""

    way: Trace
    climbs: pd.DataFrame


@dataclass(slots=True)
class Hill:
    """A hill: the line of its first climb.

    Attributes
    ----------
    hill_id
        The run of its first climb and the metre it began at.
    line
        Latitude and longitude every 10 m, one row a point.
    length_m, gain_m
        Of the first climb.
    detections
        How many climbs were found on it: it is searched and shown from three.
    """

    hill_id: str
    line: Floats
    length_m: float
    gain_m: float
    detections: int = 1


def find_hills(runs: Iterable[Climbed]) -> list[Hill]:
    """Return the hills of a runner, in the order of their first climbs.

    A climb is of a known hill where both ends lie within 100 m of the hill's and its length within
    35 %; else it founds a new one.

    Parameters
    ----------
    runs
        In the order they were run.
    """
    index: dict[Cell, list[Hill]] = defaultdict(list)
    hills: list[Hill] = []
    for way, climbs in runs:
        for climb in climbs.to_dict("records"):
            start = climb["started_at_s"]
            part = (way.time_s >= start) & (way.time_s <= start + climb["elapsed_s"])
            if part.sum() < 2:
                continue
            line = np.column_stack([way.lat_deg[part], way.lon_deg[part]])
            known = _known(index, line, climb["length_m"])
            if known is not None:
                known.detections += 1
                continue
            name = f"{way.run_id}@{climb['started_at_m']:.0f}"
            hill = Hill(name, line, float(climb["length_m"]), float(climb["gain_m"]))
            hills.append(hill)
            index[_cell(*line[0])].append(hill)
    return hills


def hill_efforts(runs: Iterable[Climbed], hills: list[Hill]) -> pd.DataFrame:
    """Return the frame `HILLS`: every pass up a hill that was climbed at least three times.

    Parameters
    ----------
    runs
        Of any order.
    hills
        As `find_hills` returns them.
    """
    index: dict[Cell, list[Hill]] = defaultdict(list)
    for hill in hills:
        if hill.detections >= _DETECTIONS:
            index[_cell(*hill.line[0])].append(hill)
    rows: list[dict[str, Any]] = []
    for way, _ in runs:
        cells = {_cell(lat, lon) for lat, lon in zip(way.lat_deg, way.lon_deg, strict=True)}
        near = {hill.hill_id: hill for cell in cells for hill in _around(index, cell)}
        for hill in near.values():
            rows += _passes(way, hill)
    return HILLS.build(rows)


def _passes(way: Trace, hill: Hill) -> list[dict[str, Any]]:
    """Return the times a run goes up a hill from gate to gate."""
    lat, lon = hill.line[0]
    points = way.metres_from(lat, lon)
    line = _metres(hill.line, lat, lon)
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
        "length_m": hill.length_m,
        "gain_m": hill.gain_m,
    }


def _neighbours(place: int, size: int) -> NDArray[np.intp]:
    return np.arange(max(place - 3, 0), min(place + 4, size))


def _known(index: dict[Cell, list[Hill]], line: Floats, length_m: float) -> Hill | None:
    """Return the hill whose ends lie nearest to a climb's, if any is near enough."""
    best: tuple[float, Hill] | None = None
    for hill in _around(index, _cell(*line[0])):
        if abs(length_m / hill.length_m - 1) > _LENGTH:
            continue
        start = float(distance_m(*line[0], *hill.line[0]))
        end = float(distance_m(*line[-1], *hill.line[-1]))
        if max(start, end) <= _ENDS_M and (best is None or start + end < best[0]):
            best = start + end, hill
    return None if best is None else best[1]


def _metres(line: Floats, lat: float, lon: float) -> Floats:
    east = (line[:, 1] - lon) * 111_320.0 * math.cos(math.radians(lat))
    return np.column_stack([east, (line[:, 0] - lat) * 110_574.0])


def _cell(lat: float, lon: float) -> Cell:
    east = lon * 111_320.0 * math.cos(math.radians(round(lat)))
    return math.floor(east / _CELL_M), math.floor(lat * 110_574.0 / _CELL_M)


def _around(index: dict[Cell, list[Hill]], cell: Cell) -> list[Hill]:
    x, y = cell
    steps = (-1, 0, 1)
    return [hill for i in steps for j in steps for hill in index.get((x + i, y + j), ())]

"""Runs up the same hill, found by themselves.

Where a climb begins and ends wanders from run to run (start 14 m at the median, 52 m for one in
ten), so climbs of the same hill are not compared: a hill is one climb's line, and every run that
passes its foot, keeps to the line and passes its top is an effort, timed between those two gates.
On recorded runs that found 99 % of what the climbs themselves show, and much that they do not.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from runwins.metrics.geodesy import Floats
from runwins.metrics.traces import Trace, apart_m

_ENDS_M = 100.0
_LENGTH = 0.35
DETECTIONS = 3
_CELL_M = 200.0

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

    def add(self, way: Trace, climbs: Iterable[Mapping[Any, Any]]) -> list[Detected]:
        """Put the climbs of the next run to their hills.

        Parameters
        ----------
        way
            Of the run, every 10 m.
        climbs
            Its rows of the frame `CLIMBS`.
        """
        found: list[Detected] = []
        for climb in climbs:
            from_s, to_s = climb["started_at_s"], climb["started_at_s"] + climb["elapsed_s"]
            first, after = np.searchsorted(way.time_s, [from_s, np.nextafter(to_s, np.inf)])
            if after - first < 2:
                continue
            ends = way.place(int(first)), way.place(int(after) - 1)
            known = self._known(*ends, climb["length_m"])
            mine = hill_name(way.run_id, climb["started_at_m"])
            found.append(
                Detected(
                    way.run_id,
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
        if hill.detections == DETECTIONS:
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
            start = apart_m(foot, hill.first.foot)
            end = apart_m(top, hill.first.top)
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
        for climb in book.add(run.way, run.climbs.to_dict("records")):
            hill = book.hills[climb.hill_id]
            if hill.first is climb:
                hill.line = climb_line(run.way, climb)
    return list(book.hills.values())


def climb_line(way: Trace, climb: Detected) -> Floats:
    """Return the part of a run's way that is a climb: latitude and longitude, one row a point."""
    return _line(way, climb.from_s, climb.to_s)


def _line(way: Trace, from_s: float, to_s: float) -> Floats:
    part = (way.time_s >= from_s) & (way.time_s <= to_s)
    return np.column_stack([way.lat_deg[part], way.lon_deg[part]])


def _cell(lat: float, lon: float) -> Cell:
    east = lon * 111_320.0 * math.cos(math.radians(round(lat)))
    return math.floor(east / _CELL_M), math.floor(lat * 110_574.0 / _CELL_M)


def _around(index: dict[Cell, list[Hill]], cell: Cell) -> list[Hill]:
    x, y = cell
    steps = (-1, 0, 1)
    return [hill for i in steps for j in steps for hill in index.get((x + i, y + j), ())]

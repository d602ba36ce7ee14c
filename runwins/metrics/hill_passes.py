"""Every time a run goes up a known hill, from gate to gate.

A run is held against all hills at once: where its points come near a foot and near that hill's top
is one table of distances, and only what is near both is looked at closely. On a trail runner's log
that is a millisecond or two a run, whatever the number of hills elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.frames import HILLS
from runwins.metrics.geodesy import Floats
from runwins.metrics.hills import Hill
from runwins.metrics.traces import HILL_STEP_M, Trace, nearest_m, passing

_GATE_M = 30.0
_SHORTEST, _LONGEST = 0.85, 1.15
_OFF_LINE_M = 30.0
_OFF_LINE_SHARE = 0.1
_LINE_MAX_M = 60.0
_LINE_SHARE = 0.08
_UNSTEADY_M = 100.0
_MAX_VAM = 2200.0
_STRIDE = 4
_BOX_DEG = 0.001


class Pass(NamedTuple):
    """One time up a hill: a row of the frame `HILLS`."""

    run_id: str
    hill_id: str
    from_s: float
    to_s: float
    elapsed_s: float
    length_m: float
    gain_m: float
    at_end: bool
    known_since: str


class HillSearch:
    """The hills that are searched, laid out so that a run is held against all of them at once.

    Parameters
    ----------
    hills
        Those of fewer than three climbs are passed over.
    line_of
        Asked for the line of a hill that has none yet, where a run passes its foot and its top.
    """

    def __init__(
        self, hills: Iterable[Hill], line_of: Callable[[Hill], Floats] | None = None
    ) -> None:
        self.hills = [hill for hill in hills if hill.known_since is not None]
        self._line_of = line_of
        self._foot = np.array([hill.first.foot for hill in self.hills]).reshape(-1, 2)
        self._top = np.array([hill.first.top for hill in self.hills]).reshape(-1, 2)

    def passes(self, way: Trace) -> list[Pass]:
        """Return every time up a hill, in the order they were run.

        From the point nearest to the foot, at most 30 m off, the top must follow within 0.85–1.15
        of the hill's length, at most 30 m off; in between nine tenths of the points keep within
        30 m of the line, and all within 60 m, in order. Faster than 2,200 m an hour nobody climbs.

        Parameters
        ----------
        way
            Points every 10 m.
        """
        near = self._in_box(way)
        if not len(near):
            return []
        origin = way.place(0)
        points = way.metres_from(*origin)
        foot, top = _metres(self._foot[near], origin), _metres(self._top[near], origin)
        # A point every 40 m lies within 20 m of any point of the way.
        rough = points[::_STRIDE]
        reach = _GATE_M + HILL_STEP_M + _STRIDE * HILL_STEP_M / 2
        both = _off(rough, foot).min(axis=1) <= reach
        both[both] = _off(rough, top[both]).min(axis=1) <= reach
        found: list[Pass] = []
        near = near[both]
        for row, feet in enumerate(_feet(_off(points, foot[both]))):
            hill = self.hills[int(near[row])]
            if hill.line is None and self._line_of is not None:
                hill.line = self._line_of(hill)
            if hill.line is not None:
                found += _passes(way, points, hill, _metres(hill.line, origin), feet)
        return sorted(found, key=lambda one: (one.from_s, one.to_s, one.hill_id))

    def _in_box(self, way: Trace) -> NDArray[np.intp]:
        """Return the places of the hills whose ends lie in the box around a run."""
        wide = _BOX_DEG / max(math.cos(math.radians(float(way.lat_deg[0]))), 0.01)
        inside = np.ones(len(self.hills), dtype=bool)
        for values, column, margin in ((way.lat_deg, 0, _BOX_DEG), (way.lon_deg, 1, wide)):
            low, high = float(values.min()) - margin, float(values.max()) + margin
            for ends in (self._foot, self._top):
                inside &= (ends[:, column] >= low) & (ends[:, column] <= high)
        return np.flatnonzero(inside)


def hill_efforts(
    ways: Iterable[Trace], hills: Iterable[Hill], line_of: Callable[[Hill], Floats] | None = None
) -> pd.DataFrame:
    """Return the frame `HILLS`: every pass up a hill that was climbed at least three times.

    Parameters
    ----------
    ways
        Points every 10 m; each run's efforts come in the order they were run.
    hills, line_of
        As `HillSearch` takes them.
    """
    search = HillSearch(hills, line_of)
    return HILLS.build(one._asdict() for way in ways for one in search.passes(way))


def _feet(off: Floats) -> list[list[int]]:
    """Return, for every row of distances, the places of its minima below the gate's reach."""
    rows, size = off.shape
    near = np.zeros((rows, size + 2), dtype=np.int8)
    near[:, 1:-1] = off <= _GATE_M + HILL_STEP_M
    change = np.diff(near, axis=1)
    row, first = np.nonzero(change == 1)
    _, after = np.nonzero(change == -1)
    feet: list[list[int]] = [[] for _ in range(rows)]
    for one, low, high in zip(row.tolist(), first.tolist(), after.tolist(), strict=True):
        feet[one].append(low + int(off[one, low:high].argmin()))
    return feet


def _passes(way: Trace, points: Floats, hill: Hill, line: Floats, feet: list[int]) -> list[Pass]:
    """Return the times a run goes up one hill from the places nearest to its foot."""
    found: list[Pass] = []
    until = 0
    for foot in feet:
        if foot < until:
            continue
        effort = _one_pass(way, points, line, hill, foot)
        if effort is not None:
            found.append(effort)
            until = int(np.searchsorted(way.time_s, effort.to_s))
    return found


def _one_pass(way: Trace, points: Floats, line: Floats, hill: Hill, foot: int) -> Pass | None:
    """Return the pass that begins at a point near the foot, if it goes to the top on the line."""
    cells = len(line) - 1
    low, high = foot + int(_SHORTEST * cells), foot + math.ceil(_LONGEST * cells) + 1
    if low + 1 >= len(points):
        return None
    off_top = _off(points[low : high + 1], line[-1:])[0]
    top = low + int(off_top.argmin())
    if off_top[top - low] > _GATE_M + HILL_STEP_M:
        return None
    start_s, missed = _gate(way, points, foot, line[0])
    end_s, by = _gate(way, points, top, line[-1])
    if max(missed, by) > _GATE_M or end_s <= start_s:
        return None
    if hill.first.gain_m > _MAX_VAM / 3600 * (end_s - start_s):
        return None
    reach = max(3, math.ceil(_LINE_SHARE * cells))
    off = nearest_m(points[foot : top + 1], line, reach)
    if (off > _OFF_LINE_M).mean() > _OFF_LINE_SHARE or off.max() > _LINE_MAX_M:
        return None
    return Pass(
        run_id=way.run_id,
        hill_id=hill.hill_id,
        from_s=start_s,
        to_s=end_s,
        elapsed_s=end_s - start_s,
        length_m=hill.first.length_m,
        gain_m=hill.first.gain_m,
        at_end=min(foot, len(points) - 1 - top) * way.step_m < _UNSTEADY_M,
        known_since=hill.known_since or "",
    )


def _gate(way: Trace, points: Floats, place: int, gate: Floats) -> tuple[float, float]:
    """Return when the way passes a gate near one of its points, and how far off."""
    around = slice(max(place - 3, 0), place + 4)
    return passing(points[around], way.time_s[around], (float(gate[0]), float(gate[1])))


def _metres(places: Floats, origin: tuple[float, float]) -> Floats:
    """Return places as metres east and north of another: as `Trace.metres_from` does."""
    one = Trace("", places[:, 0], places[:, 1], places[:, 0], HILL_STEP_M)
    return one.metres_from(*origin)


def _off(points: Floats, gates: Floats) -> Floats:
    """Return the distance of every point from every gate: one row a gate."""
    east = points[:, 0] - gates[:, :1]
    north = points[:, 1] - gates[:, 1:]
    return np.asarray(np.sqrt(east * east + north * north), dtype=np.float64)

"""The runs of each route of a history, in the order they were run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance
from runwins.wins.past import Flags, Floats, Ints, Past
from runwins.wins.remembered import remembered

FROM_M = 2000.0
GATE_M = 200.0
SPREAD_M = 9.8
"""How far apart two times between two gates are by satellites alone: 4.9 m at each of the four."""
CLEAR_M = 16.0
RIVALS = 0.5
"""A run of the same way says as much as two others: a repeat is rarer than a run."""
_FASTEST_MPS = 6.5
_DOUBTS, _DOUBT_FROM_M = 2, 1000.0
GATES = "timed from 200 m after its start to 200 m before its end, on the clock, stops included"


@dataclass(frozen=True, slots=True)
class Rounds:
    """The runs of one route.

    Attributes
    ----------
    route_id
        Its id.
    name
        What the runner calls it, or how long it is.
    run
        Position of each run in the history.
    from_s, elapsed_s
        Seconds at the first gate, and from it to the last.
    length_m
        Of the way; between the gates it is 400 m shorter.
    """

    route_id: str
    name: str
    run: Ints
    from_s: Floats
    elapsed_s: Floats
    length_m: Floats

    @property
    def speed_mps(self) -> Floats:
        """Between the gates."""
        return (self.length_m - 2 * GATE_M) / self.elapsed_s

    def stretch(self, at: int) -> tuple[float, float, float, float]:
        """Return the evidence of one: first and last second, first and last metre."""
        begin, end = float(self.from_s[at]), float(self.from_s[at] + self.elapsed_s[at])
        return begin, end, GATE_M, float(self.length_m[at]) - GATE_M


@remembered
def rounds(history: History, past: Past) -> tuple[Rounds, ...]:
    """Return the routes of 2 km and more that were run outdoors and recorded well.

    Routes that no run went on which is asked about are left out.
    """
    routes = history.routes
    if routes is None or routes.empty or not len(past):
        return ()
    routes = of_asked(routes, "route_id", past)
    place = past.owners(routes)
    length, elapsed, from_s = (
        routes[name].to_numpy(dtype=np.float64) for name in ("length_m", "elapsed_s", "from_s")
    )
    known = (place >= 0) & believed(history, past)[place]
    known &= length - 2 * GATE_M <= _FASTEST_MPS * elapsed
    number, ids = pd.factorize(routes["route_id"].to_numpy(dtype=object), sort=True)
    order = np.lexsort((from_s, place, number))
    order = order[known[order]]
    names = routes["name"].to_numpy(dtype=object)
    bounds = np.flatnonzero(np.diff(number[order], prepend=-1, append=-1))
    return tuple(
        Rounds(
            str(ids[number[order[begin]]]),
            given(names[order[begin]])
            or f"your {format_distance(float(length[order[begin]]), past.units)} route",
            place[order[begin:end]],
            from_s[order[begin:end]],
            elapsed[order[begin:end]],
            length[order[begin:end]],
        )
        for begin, end in pairwise(bounds.tolist())
        if length[order[begin]] >= FROM_M
    )


def of_asked(ways: pd.DataFrame, column: str, past: Past) -> pd.DataFrame:
    """Return the rows of the routes or hills that a run went on which is asked about."""
    if not past.since:
        return ways
    asked = ways.loc[ways["run_id"].isin(past.ids[past.since :]), column]
    return ways[ways[column].isin(asked.unique())]


@remembered
def believed(history: History, past: Past) -> Flags:
    """Return the runs outdoors that are recorded well and whose speed nobody doubts.

    Doubtful is a run with two or more best efforts, from 1 km up, that are faster than the runner
    or than running: a ride, or jumps of the positions.
    """
    efforts = history.efforts
    owner = past.owners(efforts)
    doubtful = ~past.saying(efforts, "quality", "ok") & (owner >= 0)
    doubtful &= efforts["distance_m"].to_numpy(dtype=np.float64) >= _DOUBT_FROM_M
    doubts = np.bincount(owner[doubtful], minlength=len(past))
    sound: Flags = past.outdoors() & past.sound() & (doubts < _DOUBTS)
    return sound


def chance_faster(old_s: float, new_s: float, speed_mps: float) -> float:
    """Return the probability that a time between two gates was really shorter.

    Measured on recorded runs: satellites put a runner 4.9 m off, so two gates passed on two days
    leave 9.8 m, at the runner's speed.
    """
    return 0.5 * (1 + math.erf((old_s - new_s) * speed_mps / SPREAD_M / math.sqrt(2)))


def given(name: Any) -> str | None:
    """Return what the runner calls a route or a hill; ``None`` where they call it nothing."""
    return name if isinstance(name, str) and name else None


def capital(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]

"""Same pace on River loop, 5 beats lower."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_date, format_pace
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
from runwins.wins.rounds import RIVALS, Rounds, rounds

_PACE, _LAST, _ALIKE, _BEATS, _APART_DAYS = 0.015, 12, 4, 4.0, 28
_RULE = (
    "On the same route at a pace within 1.5 %, with a mean heart rate below all such runs among "
    "the last twelve there, at least four of them, and four beats or more below their median; at "
    "most once in 28 days. Weather and the strap play a part."
)


@detector("route-cheaper", family="routes", rivals=RIVALS)
def route_cheaper(history: History) -> pd.DataFrame:
    """The same pace on the same route at a lower heart rate.

    Compared with the runs at a pace within 1.5 % among the last twelve on that route: at least
    four of them, the mean heart rate of the run below all of theirs and at least four beats below
    their median. Told at most once in 28 days. It is a fact of two days: heat, sleep and how the
    strap sat all play a part.
    """
    past = Past(history)
    heart = past.numbers("avg_hr_bpm")
    rows: list[dict[str, Any]] = []
    for route in rounds(history, past):
        for at in range(_ALIKE, len(route.run)):
            row = _cheaper(past, route, at, heart[route.run])
            if row is not None:
                rows.append(row)
    return candidates(_spaced(rows, past))


def _cheaper(past: Past, route: Rounds, at: int, heart: Any) -> dict[str, Any] | None:
    last = np.arange(max(at - _LAST, 0), at)
    alike = last[np.abs(route.elapsed_s[last] / route.elapsed_s[at] - 1) <= _PACE]
    alike = alike[np.isfinite(heart[alike])]
    if len(alike) < _ALIKE or not np.isfinite(heart[at]):
        return None
    usual, lowest = float(np.median(heart[alike])), int(alike[np.argmin(heart[alike])])
    lower = usual - float(heart[at])
    if heart[at] >= heart[lowest] or lower < _BEATS:
        return None
    pace = format_pace(route.speed_mps[at], past.units)
    day = format_date(past.date(int(route.run[lowest])))
    return past.candidate(
        int(route.run[at]),
        held_by=int(route.run[lowest]),
        key=route.route_id,
        label=f"Same pace on {route.name}, {lower:.0f} beats lower",
        detail=f"{heart[at]:.0f} bpm at {pace}; the last {len(alike)} at that pace: "
        f"median {usual:.0f}, lowest {heart[lowest]:.0f} ({day})",
        value=float(heart[at]),
        unit="bpm",
        previous=float(heart[lowest]),
        margin=float(heart[lowest] - heart[at]),
        since_n=float(len(alike)),
        size=2.5,
        stretch=route.stretch(at),
        rule=_RULE,
    )


def _spaced(rows: list[dict[str, Any]], past: Past) -> list[dict[str, Any]]:
    """Return at most one in 28 days, the first of each."""
    place = {run_id: position for position, run_id in enumerate(past.ids)}
    kept: list[dict[str, Any]] = []
    last = -_APART_DAYS
    for row in sorted(rows, key=lambda row: place[row["run_id"]]):
        day = int(past.days[place[row["run_id"]]])
        if not kept or day - last >= _APART_DAYS:
            kept.append(row)
            last = day
    return kept

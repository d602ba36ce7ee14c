"""Fastest of 7 runs on River loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_ago, format_duration, format_height
from runwins.wins.base import candidates, detector
from runwins.wins.certainty import sureness
from runwins.wins.past import Past, best_before, last_as_good
from runwins.wins.rounds import (
    CLEAR_M,
    GATE_M,
    GATES,
    RIVALS,
    Rounds,
    chance_faster,
    rounds,
)

_RUNS, _SINCE_RUNS, _SINCE_DAYS, _SURE = 3, 5, 68, 0.8
_EVER_RULE = (
    f"Faster than all earlier runs of the route, at least three of them, {GATES}, by more than the "
    "16 m that satellites can be off at the gates."
)
_SINCE_RULE = (
    "At least five runs of the route and 68 days since one as fast, with a chance of 80 % or more "
    f"that it was faster than those between; {GATES}. It says when, not how fit."
)


@detector("route-best", family="routes", rivals=RIVALS)
def route_best(history: History) -> pd.DataFrame:
    """Your fastest time round a route that you run again and again: ever, or for a long time.

    Routes are found by themselves: runs of 2 km and more that start and end together and go the
    same way in the same direction. What counts is the time between two gates, 200 m after the
    start and 200 m before the end, on the clock with stops included, so where the watch was
    started does not matter. "Fastest of 7" needs three earlier runs there and a margin of 16 m at
    your speed, about 6 s; "in 7 months" needs five runs there and 68 days since one as fast.
    """
    past = Past(history)
    rows: list[dict[str, Any]] = []
    for route in rounds(history, past):
        ever = list(_ever(past, route))
        told = {row["run_id"] for row in ever}
        rows.extend(ever)
        rows.extend(row for row in _since(past, route) if row["run_id"] not in told)
    return candidates(rows)


def _ever(past: Past, route: Rounds) -> Iterator[dict[str, Any]]:
    best, holder = best_before(-route.elapsed_s)
    clear = (-best - route.elapsed_s) * route.speed_mps >= CLEAR_M
    clear &= route.run >= past.since
    clear[:_RUNS] = False
    for at in np.flatnonzero(clear).tolist():
        time, before, speed = (
            float(route.elapsed_s[at]),
            -float(best[at]),
            route.speed_mps[at],
        )
        held = int(route.run[holder[at]])
        yield past.candidate(
            int(route.run[at]),
            held_by=held,
            key=route.route_id,
            label=f"Fastest of {at + 1} runs on {route.name}: {format_duration(time)}",
            detail=f"{past.before(held, format_duration(before))}, "
            f"both without the first and last {format_height(GATE_M, past.units)}",
            value=time,
            unit="s",
            previous=before,
            margin=before - time,
            confidence=chance_faster(before, time, speed),
            since_n=float(at),
            size=3.0,
            stretch=route.stretch(at),
            rule=_EVER_RULE,
        )


def _since(past: Past, route: Rounds) -> Iterator[dict[str, Any]]:
    as_good = last_as_good(-route.elapsed_s, int(np.searchsorted(route.run, past.since)))
    days = past.days[route.run]
    long_ago = (as_good >= 0) & (days - days[as_good] >= _SINCE_DAYS)
    long_ago &= np.arange(len(days)) - as_good > _SINCE_RUNS
    for at in np.flatnonzero(long_ago).tolist():
        held = int(as_good[at])
        between, apart = at - held - 1, int(days[at] - days[held])
        time, then = float(route.elapsed_s[at]), float(route.elapsed_s[held])
        second = float(route.elapsed_s[held + 1 : at].min())
        sure = chance_faster(second, time, route.speed_mps[at])
        if sure < _SURE:
            continue
        faster = past.before(int(route.run[held]), format_duration(then), "last as fast")
        yield past.candidate(
            int(route.run[at]),
            held_by=int(route.run[held]),
            key=route.route_id,
            label=f"Fastest on {route.name} in {format_ago(apart)}: {format_duration(time)}",
            detail=f"{faster}, {between} runs of it between; {sureness(sure)}",
            value=time,
            unit="s",
            previous=then,
            since=True,
            confidence=sure,
            since_n=float(between),
            size=2.0,
            stretch=route.stretch(at),
            rule=_SINCE_RULE,
        )

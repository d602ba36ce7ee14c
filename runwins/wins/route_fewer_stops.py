"""River loop without a stop for the first time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.nonstop_stretches import BREAK_RULE, stretches
from runwins.wins.past import Past, best_before
from runwins.wins.rounds import RIVALS, capital, rounds

_RUNS, _WHOLE = 3, 0.98


@detector("route-fewer-stops", family="routes", rivals=RIVALS)
def route_fewer_stops(history: History) -> pd.DataFrame:
    """One of your routes without a stop, for the first time.

    From 2 km up, with three earlier runs of the route of which it is known that each had a stop.
    A stop is 15 s without moving or a pause of more than 10 s; walking is no stop. The stretch
    without a stop must reach over 98 % of the run.
    """
    past = Past(history)
    moving, distance = stretches(past).moving_m, past.numbers("distance_m")
    rows: list[dict[str, Any]] = []
    for route in rounds(history, past):
        known = np.isfinite(moving[route.run]) & np.isfinite(distance[route.run])
        runs = route.run[known]
        whole = moving[runs] >= _WHOLE * distance[runs]
        first = int(np.argmax(whole)) if whole.any() else -1
        if first < _RUNS or runs[first] < past.since:
            continue
        longest, holder = best_before(moving[runs])
        held, run = int(runs[holder[first]]), int(runs[first])
        told = format_distance(float(longest[first]), past.units)
        rows.append(
            past.candidate(
                run,
                held_by=held,
                key=route.route_id,
                label=f"{capital(route.name)} without a stop for the first time",
                detail=past.before(held, told, "longest stretch there before"),
                value=float(moving[run]),
                unit="m",
                previous=float(longest[first]),
                margin=float(moving[run] - longest[first]),
                since_n=float(first),
                size=2.5,
                rule=f"The first run of the route without a stop, after three or more with one. "
                f"{BREAK_RULE}.",
            )
        )
    return candidates(rows)

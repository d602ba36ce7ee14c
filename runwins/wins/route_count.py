"""10th time round River loop."""

from __future__ import annotations

import pandas as pd

from runwins.model import History
from runwins.units import format_date, ordinal
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
from runwins.wins.rounds import rounds

_EVERY, _LAST = 10, 100


@detector("route-count", family="routes", calendar=True)
def route_count(history: History) -> pd.DataFrame:
    """The tenth time round one of your routes, then every tenth up to the hundredth.

    Routes are found by themselves, from 2 km up; a run counts where it passed near the route's
    start and end.
    """
    past = Past(history)
    return candidates(
        past.candidate(
            int(route.run[count - 1]),
            key=route.route_id,
            label=f"{ordinal(count)} time round {route.name}",
            detail=f"the first: {format_date(past.date(int(route.run[0])))}",
            value=float(count),
            unit="rounds",
            since_n=float(_EVERY),
            size=1.5,
            rule="Every tenth run of the same route, up to the hundredth.",
        )
        for route in rounds(history, past)
        for count in range(_EVERY, min(len(route.run), _LAST) + 1, _EVERY)
        if route.run[count - 1] >= past.since
    )

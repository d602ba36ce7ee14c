"""Longest run in 7 months."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_ago, format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, count_before
from runwins.wins.spans import best_within

_RUNS, _DAYS, _AS_LONG, _LONG, _LAST = 15, 60, 0.99, 1.3, 50


@detector("longest-since", family="distance")
def longest_since(history: History) -> pd.DataFrame:
    """The longest run for a long time, on any ground.

    At least 15 runs and 60 days since one as long (to the percent), and clearly a long run for
    you: 1.3 times the median of your last 50 runs.
    """
    past = Past(history)
    distance = past.numbers("distance_m")
    runs_before = count_before(~np.isnan(distance))
    lately = np.searchsorted(past.days, past.days - _DAYS, side="right")
    alone = _AS_LONG * distance > best_within(distance, lately, np.arange(len(past)))
    rows = []
    for run in past.asked(alone):
        last = distance[max(run - _LAST, 0) : run]
        last = last[~np.isnan(last)]
        as_long = np.flatnonzero(distance[:run] >= _AS_LONG * distance[run])
        if not len(as_long) or not len(last) or distance[run] < _LONG * np.median(last):
            continue
        held = int(as_long[-1])
        between = int(runs_before[run] - runs_before[held] - 1)
        days = int(past.days[run] - past.days[held])
        if between < _RUNS or days < _DAYS:
            continue
        told = format_distance(distance[run], past.units)
        mark = format_distance(distance[held], past.units)
        rows.append(
            past.candidate(
                run,
                held_by=held,
                label=f"Longest run in {format_ago(days)}: {told}",
                detail=f"{past.before(held, mark, 'last as long')}, {between} runs ago",
                value=distance[run],
                unit="m",
                previous=distance[held],
                since=True,
                since_n=float(between),
                size=2.0,
                rule=f"At least {_RUNS} runs and {_DAYS} days since one as long, to the percent, "
                f"on any ground, and {_LONG} times the median of the last {_LAST} runs.",
            )
        )
    return candidates(rows)

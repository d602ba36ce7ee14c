"""First time over 10 km: 58:12."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, distance_name, format_duration
from runwins.wins.attempts import MAJOR, attempts, celebrated
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_FROM_M = 5 * KM


@detector("first-effort", family="pace", calendar=True)
def first_effort(history: History) -> pd.DataFrame:
    """Your first timed 5 km, 10 km, half marathon: a time to compare with from now on.

    From 5 km up, new over all books, with one line a run: the longest distance. Merged into the
    line of the first distance where the run brought that too.
    """
    past = Past(history)
    owner = past.owners(history.efforts)
    distance = history.efforts["distance_m"].to_numpy(dtype=np.float64)
    found: dict[int, tuple[float, float, tuple[float, float, float, float]]] = {}
    for over in attempts(history, past, celebrated(past)):
        run = int(over.run[0])
        if over.distance_m < _FROM_M or run < past.since:
            continue
        if run == owner[(owner >= 0) & (distance == over.distance_m)].min():
            found[run] = (over.distance_m, float(over.elapsed_s[0]), over.stretch(0))
    rows = []
    for run, (metres, time, stretch) in found.items():
        name = distance_name(metres, past.units)
        rows.append(
            past.candidate(
                run,
                key=f"{metres:.0f}",
                label=f"First timed {name}: {format_duration(time)}",
                detail="a time to compare with from now on",
                value=time,
                unit="s",
                since_n=0.0,
                size=3.0 if metres in MAJOR else 2.5,
                stretch=stretch,
                rule="The first effort over the distance in the log, on any ground, from "
                "5 km up, on the clock with stops included.",
            )
        )
    return candidates(rows)

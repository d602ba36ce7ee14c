"""Back after 19 days."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.breaks import breaks
from runwins.wins.past import Past

_LONG_DAYS, _APART_DAYS = 28, 60


@detector("first-run-back", family="comeback", calendar=True)
def first_run_back(history: History) -> pd.DataFrame:
    """The first run after a break that is long for you, whatever its length or pace.

    A break is 14 days or more and four times your usual gap between runs. Breaks shorter than
    28 days are told at most once in 60 days.
    """
    past = Past(history)
    distance = past.numbers("distance_m")
    rows = []
    told = -_APART_DAYS
    for pause in breaks(history):
        run, last = pause.back, pause.back - 1
        if pause.days < _LONG_DAYS and past.days[run] - told < _APART_DAYS:
            continue
        told = int(past.days[run])
        if run < past.since:
            continue
        far = np.isfinite(distance[last])
        mark = format_distance(distance[last], past.units) if far else "your last run"
        rows.append(
            past.candidate(
                run,
                held_by=last,
                label=f"Back after {pause.days} days",
                detail=past.before(last, mark),
                value=float(pause.days),
                unit="days",
                since_n=0.0,
                size=3.0 if pause.days >= _LONG_DAYS else 2.0,
                rule="The first run after at least 14 days and four times the usual gap between "
                f"the last 20 runs ({pause.usual:.0f} days). Breaks under 28 days are told at "
                "most once in 60 days.",
            )
        )
    return candidates(rows)

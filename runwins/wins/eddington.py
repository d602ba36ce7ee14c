"""Eddington 20."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
from runwins.wins.spans import runs_so_far, sums_so_far

_FROM, _STEP = 10, 5


@detector("eddington", family="consistency", calendar=True)
def eddington(history: History) -> pd.DataFrame:
    """The Eddington number: on that many days you ran at least that many kilometres (or miles).

    Told at 10, 15, 20, 25 and so on.
    """
    past = Past(history)
    size, unit = (MILE, "miles") if past.units == "mi" else (KM, "km")
    far = np.nan_to_num(past.numbers("distance_m")) / size
    today = sums_so_far(far, past.days)
    before = np.where(runs_so_far(past.days) > 1, np.roll(today, 1), 0.0)
    rows: list[dict[str, Any]] = []
    for number in range(_FROM, int(far.sum()) + 1, _STEP):
        days = np.flatnonzero((today >= number) & (before < number))
        if len(days) < number:
            break
        run = int(days[number - 1])
        if run < past.since:
            continue
        rows.append(
            past.candidate(
                run,
                key=f"{number}",
                label=f"Eddington {number}: {number} days of {number} {unit} or more",
                detail=f"{_STEP} more than Eddington {number - _STEP}" if number > _FROM else None,
                value=float(number),
                unit="days",
                since_n=0.0,
                size=3.0,
                rule=f"The largest number E with at least E local days of E {unit} or more; "
                "told at 10, 15, 20 and every fifth after.",
            )
        )
    return candidates(rows)

"""Already more km than in all of last year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
from runwins.wins.spans import begins, sums_so_far

_LEAST_M = 200_000.0


@detector("year-passed", family="consistency", calendar=True)
def year_passed(history: History) -> pd.DataFrame:
    """The day this year's distance passes the whole of last year's, from 200 km up."""
    past = Past(history)
    size, unit = (MILE, "miles") if past.units == "mi" else (KM, "km")
    distance = np.nan_to_num(past.numbers("distance_m"))
    years = past.years()
    so_far, begun = sums_so_far(distance, years), begins(years)
    last_run = np.maximum(begun - 1, 0)
    last, before = (
        so_far[last_run],
        np.where(begun < np.arange(len(past)), np.roll(so_far, 1), 0.0),
    )
    passes = (
        (years[last_run] == years - 1) & (last >= _LEAST_M) & (before <= last) & (last < so_far)
    )
    return candidates(
        past.candidate(
            run,
            held_by=int(last_run[run]),
            key=f"{years[run]}",
            label=f"Already more {unit} than in all of {years[last_run[run]]}: "
            f"{so_far[run] / size:,.0f} {unit}",
            detail=f"before: {last[run] / size:,.0f} {unit} in {years[last_run[run]]}",
            value=float(so_far[run]),
            unit="m",
            previous=float(last[run]),
            margin=float(so_far[run] - last[run]),
            since_n=0.0,
            size=3.5,
            rule="The distance of this calendar year passes that of the whole year "
            "before, from 200 km up; what is in the log counts.",
        )
        for run in past.asked(passes)
    )

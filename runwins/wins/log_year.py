"""3 years since the first run in your log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE, format_date
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_RUNS, _LATEST_DAYS = 40, 31


@detector("log-year", family="consistency", calendar=True)
def log_year(history: History) -> pd.DataFrame:
    """The anniversary of the first run in your log, with what came together since.

    On the first run at or within a month after the day, once there are 40 runs.
    """
    past = Past(history)
    size, unit = (MILE, "miles") if past.units == "mi" else (KM, "km")
    far = np.cumsum(np.nan_to_num(past.numbers("distance_m")))
    rows: list[dict[str, Any]] = []
    told = 0
    for run in range(1, len(past)):
        first, today = past.date(0), past.date(run)
        years = today.year - first.year - ((today.month, today.day) < (first.month, first.day))
        if years <= told:
            continue
        told = years
        leap = (first.month, first.day) == (2, 29)
        day = dt.date(first.year + years, 3, 1) if leap else first.replace(year=first.year + years)
        if run + 1 < _RUNS or (today - day).days > _LATEST_DAYS:
            continue
        rows.append(
            past.candidate(
                run,
                held_by=0,
                key=f"{years}",
                label=f"{years} year{'s' if years > 1 else ''} since your log's first run",
                detail=f"{run + 1:,} runs and {far[run] / size:,.0f} {unit} "
                f"since {format_date(first)}",
                value=float(years),
                unit="years",
                since_n=0.0,
                size=3.0,
                rule="The first run at or within 31 days after the anniversary of the log's first "
                "run, from 40 runs up.",
            )
        )
    return candidates(rows)

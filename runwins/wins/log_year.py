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
_EPOCH = dt.date(1970, 1, 1)


@detector("log-year", family="consistency", calendar=True)
def log_year(history: History) -> pd.DataFrame:
    """The anniversary of the first run in your log, with what came together since.

    On the first run at or within a month after the day, once there are 40 runs.
    """
    past = Past(history)
    size, unit = (MILE, "miles") if past.units == "mi" else (KM, "km")
    far = np.cumsum(np.nan_to_num(past.numbers("distance_m")))
    rows: list[dict[str, Any]] = []
    if not len(past):
        return candidates(rows)
    first, latest = past.date(0), np.maximum.accumulate(past.days)
    for years in range(1, past.date(int(past.days.argmax())).year - first.year + 1):
        run, after = np.searchsorted(latest, [_day(first, years), _day(first, years + 1)]).tolist()
        if run >= after or run + 1 < _RUNS or run < past.since:
            continue
        if past.days[run] - _day(first, years) > _LATEST_DAYS:
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


def _day(first: dt.date, years: int) -> int:
    """Return the day on which that many years have passed, counted from 1 January 1970."""
    leap = (first.month, first.day) == (2, 29)
    day = dt.date(first.year + years, 3, 1) if leap else first.replace(year=first.year + years)
    return (day - _EPOCH).days

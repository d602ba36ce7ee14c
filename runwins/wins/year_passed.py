"""Already more km than in all of last year."""

from __future__ import annotations

import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_LEAST_M = 200_000.0


@detector("year-passed", family="consistency", calendar=True)
def year_passed(history: History) -> pd.DataFrame:
    """The day this year's distance passes the whole of last year's, from 200 km up."""
    past = Past(history)
    size, unit = (MILE, "miles") if past.units == "mi" else (KM, "km")
    distance = past.numbers("distance_m")
    sums: dict[int, float] = {}
    last_run: dict[int, int] = {}
    rows = []
    for run in range(len(past)):
        year = past.date(run).year
        before = sums.get(year, 0.0)
        sums[year] = now = before + (float(distance[run]) if distance[run] == distance[run] else 0)
        last_run[year] = run
        last = sums.get(year - 1, 0.0)
        if last >= _LEAST_M and before <= last < now:
            far, mark = f"{now / size:,.0f} {unit}", f"{last / size:,.0f} {unit}"
            rows.append(
                past.candidate(
                    run,
                    held_by=last_run[year - 1],
                    key=f"{year}",
                    label=f"Already more {unit} than in all of {year - 1}: {far}",
                    detail=f"before: {mark} in {year - 1}",
                    value=now,
                    unit="m",
                    previous=last,
                    margin=now - last,
                    since_n=0.0,
                    size=3.5,
                    rule="The distance of this calendar year passes that of the whole year "
                    "before, from 200 km up; what is in the log counts.",
                )
            )
    return candidates(rows)

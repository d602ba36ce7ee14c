"""First week with four runs."""

from __future__ import annotations

import pandas as pd

from runwins.model import History
from runwins.units import format_date
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, day_of

_NAMES = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


@detector("first-week-of", family="consistency", calendar=True)
def first_week_of(history: History) -> pd.DataFrame:
    """The first week, Monday to Sunday, with two, three, four, five or six runs."""
    past = Past(history)
    rows = []
    weeks = past.weeks().tolist()
    most, held, so_far = 0, 0, 0
    for run, week in enumerate(weeks):
        if run and weeks[run - 1] != week and so_far > most:
            most, held = so_far, run - 1
        so_far = so_far + 1 if run and weeks[run - 1] == week else 1
        if so_far <= most or so_far not in _NAMES or run == 0:
            continue
        detail = None
        if most:
            monday = day_of(7 * weeks[held] - 3)
            plural = "s" if most > 1 else ""
            detail = f"before: {most} run{plural} (week of {format_date(monday)})"
        rows.append(
            past.candidate(
                run,
                held_by=held if most else None,
                key=f"{so_far}",
                label=f"First week with {_NAMES[so_far]} runs",
                detail=detail,
                value=float(so_far),
                unit="runs",
                previous=float(most) if most else None,
                margin=float(so_far - most) if most else None,
                since_n=0.0,
                size=3.0 if so_far > 2 else 2.5,
                rule="The first local week, Monday to Sunday, with that many runs.",
            )
        )
    return candidates(rows)

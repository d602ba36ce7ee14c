"""First week with four runs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_date
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, best_before, day_of
from runwins.wins.spans import begins, runs_so_far

_NAMES = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


@detector("first-week-of", family="consistency", calendar=True)
def first_week_of(history: History) -> pd.DataFrame:
    """The first week, Monday to Sunday, with two, three, four, five or six runs."""
    past = Past(history)
    rows = []
    weeks = past.weeks()
    so_far, begun = runs_so_far(weeks), begins(weeks)
    best, holder = best_before(so_far.astype(np.float64))
    best, holder = np.nan_to_num(best[begun]).astype(np.int64), holder[begun]
    more = (so_far > best) & (so_far >= min(_NAMES)) & (so_far <= max(_NAMES))
    for run in past.asked(more):
        now, most, held = int(so_far[run]), int(best[run]), int(holder[run])
        detail = None
        if most:
            monday = day_of(7 * int(weeks[held]) - 3)
            plural = "s" if most > 1 else ""
            detail = f"before: {most} run{plural} (week of {format_date(monday)})"
        rows.append(
            past.candidate(
                run,
                held_by=held if most else None,
                key=f"{now}",
                label=f"First week with {_NAMES[now]} runs",
                detail=detail,
                value=float(now),
                unit="runs",
                previous=float(most) if most else None,
                margin=float(now - most) if most else None,
                since_n=0.0,
                size=3.0 if now > 2 else 2.5,
                rule="The first local week, Monday to Sunday, with that many runs.",
            )
        )
    return candidates(rows)

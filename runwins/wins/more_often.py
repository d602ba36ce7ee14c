"""Your most frequent month."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_date
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
from runwins.wins.spans import best_within, runs_so_far

_MONTHS, _RUNS, _SINCE_MONTHS = 3, 5, 12


@detector("more-often", family="consistency")
def more_often(history: History) -> pd.DataFrame:
    """The month with the most runs: ever, or for a year.

    Told on the day it happens, "so far". From five runs up; ever needs three earlier months, for
    a year needs twelve.
    """
    past = Past(history)
    if not len(past):
        return candidates([])
    rows: list[dict[str, Any]] = []
    number, first, month = np.unique(past.months(), return_index=True, return_inverse=True)
    counts = np.diff(np.append(first, len(past)))
    so_far = runs_so_far(past.months())
    begin = np.searchsorted(number, number - _SINCE_MONTHS)
    lately = best_within(counts.astype(np.float64), begin, np.arange(len(number)))
    due = (so_far >= _RUNS) & (so_far > lately[month]) & (number[month] - number[0] >= _MONTHS)
    asked = month[past.since] if past.since < len(past) else len(number)
    told: set[tuple[int, bool]] = set()
    for run in np.flatnonzero(due & (month >= asked)).tolist():
        at, now = int(month[run]), int(so_far[run])
        as_many = np.flatnonzero(counts[:at] >= now)
        ever = not len(as_many)
        if (at, ever) in told or (at, True) in told:
            continue
        told.add((at, ever))
        if run < past.since:
            continue
        held = int(counts[:at].argmax() if ever else as_many[-1])
        apart = int(number[at] - number[held])
        last = int(first[held] + counts[held]) - 1
        span = "" if ever else f" in {apart} months"
        rows.append(
            past.candidate(
                run,
                held_by=last,
                key=past.date(run).strftime("%Y-%m"),
                label=f"Your most frequent month{span}: {now} runs so far",
                detail=f"before: {counts[held]} runs in {_month(past, last)}",
                value=float(now),
                unit="runs",
                previous=float(counts[held]),
                margin=float(now - counts[held]) if ever else None,
                since=not ever,
                since_n=float(at if ever else apart - 1),
                size=3.0 if ever else 2.0,
                rule="More runs in a local month than in "
                + (
                    "any month before, with three earlier months"
                    if ever
                    else "any of the last twelve months"
                )
                + ", from five runs up, on the day it happens.",
            )
        )
    return candidates(rows)


def _month(past: Past, run: int) -> str:
    return format_date(past.date(run)).split(" ", 1)[1]

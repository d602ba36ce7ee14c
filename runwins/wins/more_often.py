"""Your most frequent month."""

from __future__ import annotations

from typing import Any

import pandas as pd

from runwins.model import History
from runwins.units import format_date
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_MONTHS, _RUNS, _SINCE_MONTHS = 3, 5, 12


@detector("more-often", family="consistency")
def more_often(history: History) -> pd.DataFrame:
    """The month with the most runs: ever, or for a year.

    Told on the day it happens, "so far". From five runs up; ever needs three earlier months, for
    a year needs twelve.
    """
    past = Past(history)
    rows: list[dict[str, Any]] = []
    counts: dict[int, list[int]] = {}
    told: set[tuple[int, bool]] = set()
    months = past.months().tolist()
    for run, month in enumerate(months):
        counts.setdefault(month, []).append(run)
        so_far = len(counts[month])
        earlier = {m: len(runs) for m, runs in counts.items() if m < month}
        if so_far < _RUNS or month - months[0] < _MONTHS:
            continue
        as_many = [m for m, count in earlier.items() if count >= so_far]
        ever = not as_many
        if not ever and month - max(as_many) <= _SINCE_MONTHS:
            continue
        if (month, ever) in told or (month, True) in told:
            continue
        told.add((month, ever))
        held = counts[_fullest(earlier) if ever else max(as_many)]
        span = "" if ever else f" in {month - max(as_many)} months"
        day = past.date(held[-1])
        rows.append(
            past.candidate(
                run,
                held_by=held[-1],
                key=past.date(run).strftime("%Y-%m"),
                label=f"Your most frequent month{span}: {so_far} runs so far",
                detail=f"before: {len(held)} runs in {format_date(day).split(' ', 1)[1]}",
                value=float(so_far),
                unit="runs",
                previous=float(len(held)),
                margin=float(so_far - len(held)) if ever else None,
                since=not ever,
                since_n=float(len(earlier) if ever else month - max(as_many) - 1),
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


def _fullest(counts: dict[int, int]) -> int:
    return max(counts, key=lambda month: (counts[month], -month))

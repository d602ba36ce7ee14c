"""First run in the dark."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_span
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, best_before, count_before

_FROM_S, _EARLIER, _MARGIN_S, _SHARE = 1800.0, 3, 600.0, 1.10


@detector("in-the-dark", family="tough days", calendar=True)
def in_the_dark(history: History) -> pd.DataFrame:
    """Your first run with half an hour of darkness in it, then the longest of them.

    Dark is a sun more than 6° below the horizon, from the time and the place of each minute in
    motion. The longest needs three such runs before it, and ten minutes and 10 % more than any.
    """
    past = Past(history)
    if not len(past):
        return candidates([])
    dark = past.numbers("dark_s")
    dark = np.where(past.outdoors() & (dark >= _FROM_S), dark, np.nan)
    most, holder = best_before(dark)
    earlier = count_before(np.isfinite(dark))
    rows: list[dict[str, Any]] = []
    for run in past.asked(np.isfinite(dark)):
        told = format_span(dark[run])
        common = {"value": dark[run], "unit": "s", "since_n": float(run)}
        if earlier[run] == 0:
            rows.append(
                past.candidate(
                    run,
                    key="first",
                    label=f"First run in the dark: {told} of it",
                    detail="with the sun more than 6° below the horizon",
                    size=3.0,
                    rule="The first run with 30 minutes in motion under a sun more than 6° below "
                    "the horizon.",
                    **common,
                )
            )
        elif earlier[run] >= _EARLIER and dark[run] >= max(
            most[run] + _MARGIN_S, _SHARE * most[run]
        ):
            rows.append(
                past.candidate(
                    run,
                    held_by=holder[run],
                    key="longest",
                    label=f"Longest in the dark: {told}",
                    detail=past.before(holder[run], format_span(most[run])),
                    previous=most[run],
                    margin=dark[run] - most[run],
                    size=2.0,
                    rule="More minutes in motion under a sun more than 6° below the horizon than "
                    "in any run before, by ten minutes and 10 %, with three to compare with.",
                    **common,
                )
            )
    return candidates(rows)

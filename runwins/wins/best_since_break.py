"""Best 5 km since you came back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE, distance_name, format_duration
from runwins.wins.attempts import Attempts, in_books
from runwins.wins.base import candidates, detector
from runwins.wins.breaks import breaks
from runwins.wins.certainty import chance_real
from runwins.wins.past import PLACES, Floats, Past, best_before
from runwins.wins.spaced import spaced
from runwins.wins.spans import best_within

_DISTANCES = (MILE, 5 * KM, 10 * KM)
_ATTEMPTS, _SURE, _WITHIN_DAYS, _APART_DAYS = 3, 0.8, 84, 21


@detector("best-since-break", family="comeback")
def best_since_break(history: History) -> pd.DataFrame:
    """Your fastest mile, 5 km or 10 km since you came back from a break.

    With three attempts since the return to compare with, a chance of 80 % that it was really
    faster, within 84 days of the return and once in 21 days for each distance. A time that is
    your best of all is told as that.
    """
    past = Past(history)
    back = np.array([pause.back for pause in breaks(history)], dtype=np.int64)
    rows: list[dict[str, Any]] = []
    for book, over in in_books(history, past, _DISTANCES) if len(back) else ():
        which = np.searchsorted(back, over.run, side="right") - 1
        first = np.searchsorted(over.run, back[which])
        until = np.arange(len(first))
        mark = -best_within(-over.elapsed_s, first, until)
        best = (over.elapsed_s < mark) & (over.elapsed_s >= -best_before(-over.elapsed_s)[0])
        best &= (which >= 0) & (until - first >= _ATTEMPTS)
        best &= past.days[over.run] - past.days[back[which]] <= _WITHIN_DAYS
        found = np.flatnonzero(best)

        def sure(at: int, over: Attempts = over, mark: Floats = mark, book: str = book) -> float:
            return chance_real(float(mark[at]), float(over.elapsed_s[at]), over.distance_m, book)

        found = found[np.array([sure(at) >= _SURE for at in found.tolist()], dtype=bool)]
        days = past.days[over.run[found]]
        asked = int(np.searchsorted(over.run[found], past.since))
        for at in found[spaced(days, _APART_DAYS, lambda _: True, asked)].tolist():
            time, held = (
                float(over.elapsed_s[at]),
                first[at] + over.elapsed_s[first[at] : at].argmin(),
            )
            holder = int(over.run[held])
            place = "" if book == "road" else f" {PLACES[book]}"
            name = distance_name(over.distance_m, past.units)
            rows.append(
                past.candidate(
                    int(over.run[at]),
                    held_by=holder,
                    key=f"{over.distance_m:.0f} {book}",
                    label=f"Best {name}{place} since you came back: {format_duration(time)}",
                    detail=past.before(holder, format_duration(float(mark[at]))),
                    value=time,
                    unit="s",
                    previous=float(mark[at]),
                    margin=float(mark[at]) - time,
                    confidence=sure(at),
                    since_n=float(at - first[at]),
                    size=2.5,
                    stretch=over.stretch(at),
                    rule="Faster than all attempts since the return from a break, at least "
                    f"three of them{place}, with a chance of 80 % that it was really faster, "
                    "within 84 days of the return and once in 21 days for each distance.",
                )
            )
    return candidates(rows)

"""Longest run yet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import BOOKS, History
from runwins.units import format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.past import PLACES, Floats, Ints, Past, best_before, count_before

_LEAST_M = 200.0


@detector("longest-run", family="distance")
def longest_run(history: History) -> pd.DataFrame:
    """The longest run of your log, on any ground, or the longest of its book: on trails, say.

    It must be longer than the longest before by 0.2 km and by 1 %; by 5 % while there are fewer
    than ten runs to compare with, because then nearly every run is the longest.
    """
    past = Past(history)
    distance = past.numbers("distance_m")
    rows = []
    overall = np.zeros(len(past), dtype=bool)
    for book in (None, *BOOKS):
        inside = ~np.isnan(distance)
        if book is not None:
            inside &= past.in_book(book)
        if not inside[past.since :].any():
            continue
        longest, holder = best_before(np.where(inside, distance, np.nan))
        earlier = count_before(inside)
        needed = _needed(longest, earlier)
        won = inside & (distance >= longest + needed)
        if book is None:
            overall = won
        else:
            won &= ~overall
        for run in past.asked(won):
            indoors = past.books[run] in ("treadmill", "virtual")
            place = PLACES[past.books[run]]
            where = f", {place}" if indoors else ""
            label = f"Longest run yet{where}" if book is None else f"Longest run yet {place}"
            share = 5 if earlier[run] < 10 else 1
            rows.append(
                past.candidate(
                    run,
                    held_by=holder[run],
                    key=book or "",
                    label=f"{label}: {format_distance(distance[run], past.units)}",
                    detail=past.before(holder[run], format_distance(longest[run], past.units)),
                    value=distance[run],
                    unit="m",
                    previous=longest[run],
                    margin=distance[run] - longest[run],
                    since_n=float(earlier[run]),
                    size=3.0 if earlier[run] < 3 else 4.0 if book is None else 3.5,
                    rule="Longer than the longest before"
                    f"{'' if book is None else ' ' + place} by at least "
                    f"{format_distance(_LEAST_M, past.units)} and {share} %.",
                )
            )
    return candidates(rows)


def _needed(longest: Floats, earlier: Ints) -> Floats:
    share = np.where(earlier < 10, 0.05, 0.01)
    return np.maximum(_LEAST_M, share * longest)

"""First 10 km."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE, format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.distance_marks import BIG, MARKS, credited, mark_name, reached
from runwins.wins.past import PLACES, Past, best_before, count_before

_HEADLINES = BIG | {5 * MILE, 20 * MILE, 30 * KM}
"""Toward a marathon and beyond the first 30 km, or 20 miles, are what a build is told by."""
_BOOK_FROM = 10 * KM
_RULE = (
    "The first run of the log that covers a named distance. A watch can read one percent long, so "
    "the measured distance without one percent must reach it; races count with their official "
    "distance. What the first run of the log reaches is taken as known."
)


@detector("first-distance", family="distance")
def first_distance(history: History) -> pd.DataFrame:
    """The first time you cover a distance that runners name: 5 km, 10 km, a half marathon.

    One list over roads, trails, track and treadmill, with one line a run: the largest distance.
    From 10 km up the first time on trails is told as well. The measured distance without one
    percent must reach it, because watches read that much long; races count with their official
    distance. Where the first run of the log already went that far, nothing is claimed.
    """
    past = Past(history)
    marks = MARKS[past.units]
    distance = past.numbers("distance_m")
    sure = credited(distance, past.races)
    known = sure.copy()
    known[:1] = distance[:1] * 1.01
    rows = []
    new_overall = np.zeros(len(past), dtype=bool)
    for book in (None, "trail"):
        inside = ~np.isnan(distance) if book is None else past.in_book(book)
        before, _ = best_before(np.where(inside, known, np.nan))
        longest, holder = best_before(np.where(inside, distance, np.nan))
        now, then = reached(sure, marks), reached(before, marks)
        attempts = count_before(inside)
        for run in past.asked(inside & (now > then)):
            mark = float(now[run])
            if book is not None and (mark < _BOOK_FROM or new_overall[run]):
                continue
            name = mark_name(mark, past.units)
            indoors = past.books[run] in ("treadmill", "virtual")
            where = f", {PLACES[past.books[run]]}" if indoors else " on trails" if book else ""
            detail = f"{format_distance(distance[run], past.units)} in all"
            if holder[run] >= 0:
                told = past.short_of(longest[run], mark)
                told = f"{told}, too close to be sure" if longest[run] >= mark else told
                detail = past.before(holder[run], told)
            rows.append(
                past.candidate(
                    run,
                    held_by=holder[run],
                    key=f"{mark:.0f}{'' if book is None else f' {book}'}",
                    label=f"First {name}{where}",
                    detail=detail,
                    value=distance[run],
                    unit="m",
                    previous=longest[run],
                    margin=distance[run] - longest[run],
                    since_n=float(attempts[run]),
                    size=(5.0 if mark in _HEADLINES else 4.0) if book is None else 3.0,
                    rule=_RULE,
                )
            )
        if book is None:
            new_overall = now > then
    return candidates(rows)

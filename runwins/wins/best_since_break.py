"""Best 5 km since you came back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import BOOKS, History
from runwins.units import KM, MILE, distance_name, format_duration
from runwins.wins.attempts import attempts
from runwins.wins.base import candidates, detector
from runwins.wins.breaks import breaks
from runwins.wins.certainty import chance_real
from runwins.wins.past import PLACES, Past, best_before

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
    pauses = [(pause.back, int(past.days[pause.back])) for pause in breaks(past)]
    rows: list[dict[str, Any]] = []
    if not pauses:
        return candidates(rows)
    returns = np.array([back for back, _ in pauses])
    for every in attempts(history, past, _DISTANCES):
        for book in BOOKS:
            over = every.chosen(past.books[every.run] == book)
            best_of_all = -best_before(-over.elapsed_s)[0]
            told = -_APART_DAYS
            for at in range(len(over.run)):
                run = int(over.run[at])
                which = int(np.searchsorted(returns, run, side="right")) - 1
                if which < 0 or past.days[run] - pauses[which][1] > _WITHIN_DAYS:
                    continue
                first = int(np.searchsorted(over.run, returns[which]))
                time = float(over.elapsed_s[at])
                since = over.elapsed_s[first:at]
                if len(since) < _ATTEMPTS or not best_of_all[at] <= time < since.min():
                    continue
                sure = chance_real(float(since.min()), time, over.distance_m, book)
                if sure < _SURE or past.days[run] - told < _APART_DAYS:
                    continue
                told = int(past.days[run])
                held = int(over.run[first + int(since.argmin())])
                place = "" if book == "road" else f" {PLACES[book]}"
                name = distance_name(over.distance_m, past.units)
                mark = format_duration(float(since.min()))
                rows.append(
                    past.candidate(
                        run,
                        held_by=held,
                        key=f"{over.distance_m:.0f} {book}",
                        label=f"Best {name}{place} since you came back: {format_duration(time)}",
                        detail=past.before(held, mark),
                        value=time,
                        unit="s",
                        previous=float(since.min()),
                        margin=float(since.min()) - time,
                        confidence=sure,
                        since_n=float(len(since)),
                        size=2.5,
                        stretch=over.stretch(at),
                        rule="Faster than all attempts since the return from a break, at least "
                        f"three of them{place}, with a chance of 80 % that it was really faster, "
                        "within 84 days of the return and once in 21 days for each distance.",
                    )
                )
    return candidates(rows)

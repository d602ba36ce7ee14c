"""Race best."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import BOOKS, History
from runwins.units import distance_name, format_duration
from runwins.wins.attempts import MAJOR
from runwins.wins.base import candidates, detector
from runwins.wins.certainty import seconds_between
from runwins.wins.distance_marks import OFFICIAL, RACE_FROM, RACE_TO
from runwins.wins.past import PLACES, Past, best_before, count_before


@detector("race-best", family="pace")
def race_best(history: History) -> pd.DataFrame:
    """A faster race over an official distance than any race before.

    The distance is the race's own, so no error of the watch enters; the time is the whole
    recording, on the clock. A run marked as a race counts for a distance when the watch showed
    0.99 to 1.04 of it. Races on roads are compared with races on roads.
    """
    past = Past(history)
    distance, time = past.numbers("distance_m"), past.numbers("elapsed_s")
    rows = []
    for official in OFFICIAL:
        ran = past.races & (distance >= RACE_FROM * official) & (distance <= RACE_TO * official)
        ran &= past.sound() & ~np.isnan(time)
        for book in BOOKS:
            inside = ran & past.in_book(book)
            if not inside[past.since :].any():
                continue
            best, holder = best_before(np.where(inside, -time, np.nan))
            earlier = count_before(inside)
            for run in past.asked(inside & (time <= -best - 1)):
                name = distance_name(official, past.units)
                place = "" if book == "road" else f" {PLACES[book]}"
                faster = seconds_between(-best[run], time[run])
                mark = f"{format_duration(-best[run])}"
                rows.append(
                    past.candidate(
                        run,
                        held_by=holder[run],
                        key=f"{official:.0f} {book}",
                        label=f"Fastest {name} race{place} yet: {format_duration(time[run])}",
                        detail=f"{past.before(holder[run], mark)}, {faster} faster",
                        value=time[run],
                        unit="s",
                        previous=-best[run],
                        margin=-best[run] - time[run],
                        since_n=float(earlier[run]),
                        size=5.0 if official in MAJOR else 4.5,
                        stretch=(0.0, float(time[run]), 0.0, float(distance[run])),
                        rule="The whole clock time of a run marked as a race, where the watch "
                        "showed 0.99 to 1.04 of the official distance, against earlier such "
                        f"races{place}; the distance is the race's, so the watch's error does "
                        "not enter.",
                    )
                )
    return candidates(rows)

"""First 4 km without stopping."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM
from runwins.wins.base import candidates, detector
from runwins.wins.distance_marks import BIG, MARKS, SURE, mark_name, reached
from runwins.wins.nonstop_stretches import BREAK_RULE, stretches
from runwins.wins.past import Past, best_before, count_before

_SILENT_RUNS = 4
_RULE = (
    f"{BREAK_RULE}; {{walks}}. The stretch without one percent must reach the distance, and no "
    "earlier run may have done so. The first four runs of a log set the base."
)


@detector("first-non-stop", family="non-stop")
def first_non_stop(history: History) -> pd.DataFrame:
    """The first time you cover a named distance without stopping.

    On roads a walk of more than 20 s ends the stretch as well; on trails and over hills walking
    is part of the sport and counts as moving; whoever went that far before with walks in it reads
    "without stopping or walking". Pauses of the watch count as stops. The first four
    runs of a log are what later ones are compared with.
    """
    past = Past(history)
    marks = MARKS[past.units]
    found = stretches(past)
    moved, _ = best_before(found.moving_m)
    rows = []
    for rough in (False, True):
        stretch = found.moving_m if rough else found.running_m
        known = np.where(np.arange(len(past)) < _SILENT_RUNS, stretch * 1.01, stretch * SURE)
        before, _ = best_before(known)
        longest, holder = best_before(stretch)
        now, then = reached(stretch * SURE, marks), reached(before, marks)
        attempts = count_before(~np.isnan(stretch))
        new = (found.rough == rough) & (now > then) & (np.arange(len(past)) >= _SILENT_RUNS)
        for run in past.asked(new & (holder >= 0)):
            mark = float(now[run])
            name = mark_name(mark, past.units)
            told = past.short_of(longest[run], mark)
            told = f"{told}, too close to be sure" if longest[run] >= mark else told
            how = " on trails" if rough else " or walking" if moved[run] >= mark else ""
            walks = "walking is allowed there" if rough else "a walk of more than 20 s ends it too"
            rows.append(
                past.candidate(
                    run,
                    held_by=holder[run],
                    key=f"{mark:.0f}{' moving' if rough else ''}",
                    label=f"First {name} without stopping{how}",
                    detail=past.before(holder[run], told),
                    value=stretch[run],
                    unit="m",
                    previous=longest[run],
                    margin=stretch[run] - longest[run],
                    since_n=float(attempts[run]),
                    size=4.0 if mark <= 5 * KM or mark in BIG else 3.5,
                    rule=_RULE.format(walks=walks),
                )
            )
    return candidates(rows)

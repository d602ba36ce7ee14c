"""Biggest single climb."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance, format_height
from runwins.wins.altitudes import LIKE, hidden_drift
from runwins.wins.base import candidates, detector
from runwins.wins.past import Floats, Ints, Past, best_before, count_before, one_of
from runwins.wins.spans import least_of_each

_FROM_M, _RUN_FROM_M, _STEEPEST = 40.0, 1000.0, 0.35
_SATELLITES = ("gps",)


@detector("biggest-climb", family="hills", rivals=1.5)
def biggest_climb(history: History) -> pd.DataFrame:
    """The uphill with the most metres from foot to top, in one go.

    From 40 m up and by at least 10 m and 3 %, with five runs with a climb to compare with, within
    like sources of altitude; by twice as much where satellites measured it. A climb higher than
    35 % of its run's length is a faulty altitude. On a run that never came back to a place it must
    be ahead by what the weather may have added on the way up.
    """
    past = Past(history)
    source = past.texts("ascent_source")
    every, which = _highest(history, past)
    drifted = _drifted(history, past, which)
    rows = []
    for alike in (*LIKE, _SATELLITES):
        highest = np.where(one_of(source, alike), every, np.nan)
        rough = alike is _SATELLITES
        least, share = (20.0, 0.06) if rough else (10.0, 0.03)
        before, holder = best_before(highest)
        attempts = count_before(~np.isnan(highest))
        ahead = np.maximum(np.maximum(least, share * before), drifted)
        new = (highest >= before + ahead) & (highest - drifted >= _FROM_M)
        for run in past.asked(new & (attempts >= 5)):
            climb = history.climbs.iloc[which[run]]
            length = format_distance(climb["length_m"], past.units)
            told = format_height(before[run], past.units)
            begin_s, begin_m = (
                float(climb["started_at_s"]),
                float(climb["started_at_m"]),
            )
            rows.append(
                past.candidate(
                    run,
                    held_by=holder[run],
                    label=f"Biggest single climb: {'about ' if rough else ''}"
                    f"{format_height(highest[run], past.units)}",
                    detail=f"{past.before(holder[run], told)}; this one over {length}",
                    value=highest[run],
                    unit="m up",
                    previous=before[run],
                    margin=highest[run] - before[run],
                    since_n=float(attempts[run]),
                    size=3.5,
                    stretch=(
                        begin_s,
                        begin_s + float(climb["elapsed_s"]),
                        begin_m,
                        begin_m + float(climb["length_m"]),
                    ),
                    rule="Higher from foot to top than any climb before with a like source of "
                    f"altitude, by at least {least:.0f} m and {100 * share:.0f} %, with five runs "
                    "with climbs to compare with.",
                )
            )
    return candidates(rows)


def _drifted(history: History, past: Past, which: Ints) -> Floats:
    """Return the metres that a drift may have added to each run's highest climb unseen."""
    drifted = np.zeros(len(past))
    has = np.flatnonzero((which >= 0) & (hidden_drift(past) > 0))
    climb_s = history.climbs["elapsed_s"].to_numpy(dtype=np.float64)[which[has]]
    drifted[has] = hidden_drift(past)[has] * climb_s / past.numbers("elapsed_s")[has]
    return drifted


def _highest(history: History, past: Past) -> tuple[Floats, Ints]:
    """Return each run's highest climb, NaN for none, and which it is of all climbs."""
    highest = np.full(len(past), np.nan)
    which = np.full(len(past), -1, dtype=np.int64)
    place = past.owners(history.climbs)
    if not len(past) or not len(place):
        return highest, which
    distance = past.numbers("distance_m")[place]
    gain = history.climbs["gain_m"].to_numpy(dtype=np.float64)
    known = (place >= 0) & past.outdoors()[place] & (distance >= _RUN_FROM_M)
    known &= gain <= _STEEPEST * distance
    began = history.climbs["started_at_m"].to_numpy(dtype=np.float64)
    chosen = np.flatnonzero(known)
    best = chosen[least_of_each(place[chosen], -gain[chosen], began[chosen])]
    highest[place[best]] = gain[best]
    which[place[best]] = best
    return highest, which

"""Biggest four weeks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_ago, format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_SPAN, _LEAST_M, _MARGIN = 28, 30_000.0, 1.03
_SINCE_DAYS, _APART_DAYS = 120, 56


@detector("biggest-four-weeks", family="consistency")
def biggest_four_weeks(history: History) -> pd.DataFrame:
    """The most distance in 28 days: ever, or for four months.

    From 30 km up, by 3 % over every earlier 28 days that do not overlap these, and at most once
    in 56 days. A log younger than 56 days has nothing to compare with.
    """
    past = Past(history)
    distance = np.nan_to_num(past.numbers("distance_m"))
    total = np.concatenate([[0.0], np.cumsum(distance)])
    first = np.searchsorted(past.days, past.days - _SPAN, side="right")
    rolling = total[1:] - total[first]
    apart = np.searchsorted(past.days, past.days - _SPAN, side="right")
    most = np.maximum.accumulate(rolling) if len(rolling) else rolling
    rows = []
    told: int | None = None
    due = (rolling >= _LEAST_M) & (past.days >= _first_day(past) + 2 * _SPAN)
    for run in np.flatnonzero(due).tolist():
        before = int(apart[run])
        day = int(past.days[run])
        if not before or (told is not None and day - told < _APART_DAYS):
            continue
        ever = bool(rolling[run] >= _MARGIN * most[before - 1])
        if ever:
            held = int(np.argmax(rolling[:before]))
        else:
            as_big = np.flatnonzero(rolling[:before] >= rolling[run])
            if not len(as_big) or day - past.days[as_big[-1]] < _SINCE_DAYS:
                continue
            if rolling[run] < _MARGIN * rolling[as_big[-1] + 1 : before].max(initial=0.0):
                continue
            held = int(as_big[-1])
        told = day
        days = day - int(past.days[held])
        far = format_distance(rolling[run], past.units, 0)
        mark = format_distance(rolling[held], past.units, 0)
        since_n = (day - _first_day(past) if ever else days) // _SPAN
        rows.append(
            past.candidate(
                run,
                held_by=held,
                label=f"Biggest four weeks {'yet' if ever else 'in ' + format_ago(days)}: {far}",
                detail=past.before(held, mark, "before" if ever else "last as big"),
                value=rolling[run],
                unit="m",
                previous=rolling[held],
                margin=rolling[run] - rolling[held] if ever else None,
                since=not ever,
                since_n=float(since_n),
                size=3.0 if ever else 2.0,
                rule="The distance of the last 28 local days, from 30 km up, by 3 % over every "
                "earlier 28 days that do not overlap, "
                + ("ever" if ever else f"for at least {_SINCE_DAYS} days")
                + "; at most once in 56 days.",
            )
        )
    return candidates(rows)


def _first_day(past: Past) -> int:
    return int(past.days[0]) if len(past) else 0

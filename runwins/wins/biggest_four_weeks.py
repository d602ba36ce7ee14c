"""Biggest four weeks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_ago, format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.past import Floats, Past
from runwins.wins.spaced import spaced
from runwins.wins.spans import best_within

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
    before = np.searchsorted(past.days, past.days - _SPAN, side="right")
    rolling = total[1:] - total[before]
    most = np.concatenate([[0.0], np.maximum.accumulate(rolling)])[before]
    lately = np.searchsorted(past.days, past.days - _SINCE_DAYS, side="right")
    due = (rolling >= _LEAST_M) & (past.days >= _first_day(past) + 2 * _SPAN) & (before > 0)
    due &= rolling >= _MARGIN * np.minimum(most, best_within(rolling, lately, before))
    runs = np.flatnonzero(due)

    def holds(at: int) -> bool:
        run = runs[at]
        if rolling[run] >= _MARGIN * most[run]:
            return True
        held = _last_as_big(rolling[: before[run]], rolling[run])
        between = rolling[held + 1 : before[run]].max(initial=0.0)
        long_ago = held >= 0 and past.days[run] - past.days[held] >= _SINCE_DAYS
        return bool(long_ago and rolling[run] >= _MARGIN * between)

    asked = int(np.searchsorted(runs, past.since))
    rows = []
    for run in runs[spaced(past.days[runs], _APART_DAYS, holds, asked)].tolist():
        ever = bool(rolling[run] >= _MARGIN * most[run])
        earlier = rolling[: before[run]]
        held = int(np.argmax(earlier)) if ever else _last_as_big(earlier, rolling[run])
        days = int(past.days[run] - past.days[held])
        far = format_distance(rolling[run], past.units, 0)
        mark = format_distance(rolling[held], past.units, 0)
        since_n = (int(past.days[run]) - _first_day(past) if ever else days) // _SPAN
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


def _last_as_big(earlier: Floats, value: float) -> int:
    """Return where the last value at least as large stands; -1 where there is none."""
    return int(np.append(-1, np.flatnonzero(earlier >= value))[-1])


def _first_day(past: Past) -> int:
    return int(past.days[0]) if len(past) else 0

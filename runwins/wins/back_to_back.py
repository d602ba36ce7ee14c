"""Biggest weekend: two days in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_ago, format_distance, format_height
from runwins.wins.base import candidates, detector
from runwins.wins.past import Floats, Ints, Past, best_before, day_of
from runwins.wins.spans import begins, best_within, sums_so_far

_DAY_FROM = 8.0
_EARLIER, _MARGIN = 3, 1.03
_SINCE_PAIRS, _SINCE_DAYS = 12, 90
_SATURDAY = 5


@detector("back-to-back", family="distance")
def back_to_back(history: History) -> pd.DataFrame:
    """The biggest two days in a row, as ultra runners train: a weekend, mostly.

    Measured in km-effort: kilometres plus a hundredth of the metres climbed. Both days need 8 of
    them. Told when it beats the biggest before by 3 %, with three such pairs to compare with, or
    when it is the biggest in 12 pairs and 90 days.
    """
    past = Past(history)
    km = np.nan_to_num(past.numbers("distance_m")) / 1000.0
    up = np.nan_to_num(past.numbers("ascent_m"))
    today = np.column_stack([sums_so_far(values, past.days) for values in (km, up)])
    begun = begins(past.days)
    last = np.maximum(begun - 1, 0)
    in_a_row = (begun > 0) & (past.days[last] == past.days - 1)
    yesterday = np.where(in_a_row[:, None], today[last], 0.0)
    big = in_a_row & (_effort(today) >= _DAY_FROM) & (_effort(yesterday) >= _DAY_FROM)
    return candidates(_biggest(past, np.flatnonzero(big), (today + yesterday)[big]))


def _effort(days: Floats) -> Floats:
    effort: Floats = days[:, 0] + days[:, 1] / 100.0
    return effort


def _biggest(past: Past, run: Ints, both: Floats) -> Iterator[dict[str, Any]]:
    """Yield what is told of pairs of days, as each stood after a run; once a day."""
    day, effort = past.days[run], _effort(both)
    whole = np.append(np.diff(day) != 0, True)[: len(day)]
    held_by, held = run[whole], effort[whole]
    earlier = np.searchsorted(held_by, run[begins(day)])
    most, most_at = (values[earlier] for values in best_before(np.append(held, np.nan)))
    lately = best_within(held, np.maximum(earlier - _SINCE_PAIRS, 0), earlier)
    ever = effort >= _MARGIN * most
    asked = run >= begins(past.days)[past.since] if past.since < len(past) else False
    told = None
    for at in np.flatnonzero((earlier >= _EARLIER) & (ever | (effort > lately)) & asked).tolist():
        as_big = np.flatnonzero(held[: earlier[at]] >= effort[at])
        if day[at] == told or not (ever[at] or len(as_big)):
            continue
        before = int(most_at[at] if ever[at] else as_big[-1])
        since_n = int(earlier[at] if ever[at] else earlier[at] - 1 - before)
        apart = int(day[at] - past.days[held_by[before]])
        if not ever[at] and (since_n < _SINCE_PAIRS or apart < _SINCE_DAYS):
            continue
        told = day[at]
        if run[at] >= past.since:
            holder, mark = int(held_by[before]), float(held[before])
            yield _row(past, int(run[at]), both[at], holder, mark, bool(ever[at]), since_n)


def _row(
    past: Past,
    run: int,
    both: Floats,
    holder: int,
    mark: float,
    ever: bool,
    since_n: int,
) -> dict[str, Any]:
    effort = float(both[0] + both[1] / 100.0)
    apart = format_ago(int(past.days[run] - past.days[holder]))
    return past.candidate(
        run,
        held_by=holder,
        label=_label(past, run, both, "" if ever else f" in {apart}"),
        detail=past.before(holder, f"{mark:.0f} km-effort", "before" if ever else "last as big")
        + f"; these two days {effort:.0f}",
        value=effort,
        unit="km-effort",
        previous=mark,
        margin=effort - mark if ever else None,
        since=not ever,
        since_n=float(since_n),
        size=3.0 if ever else 1.5,
        rule="Kilometres plus a hundredth of the metres climbed, over two local days in a row with "
        f"at least {_DAY_FROM:.0f} each; "
        + (
            "3 % more than the biggest before, with three pairs to compare with."
            if ever
            else f"at least {_SINCE_PAIRS} pairs and {_SINCE_DAYS} days since one as big."
        ),
    )


def _label(past: Past, run: int, both: Floats, span: str) -> str:
    day: dt.date = day_of(int(past.days[run]))
    name = "weekend" if day.weekday() == _SATURDAY + 1 else "two days in a row"
    climbed = f", {format_height(both[1], past.units)} up" if both[1] >= 50 else ""
    far = format_distance(both[0] * 1000.0, past.units, 0)
    return f"Biggest {name}{span}: {far}{climbed}"

"""Biggest weekend: two days in a row."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_ago, format_distance, format_height
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, day_of

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
    pairs: list[tuple[int, float, int]] = []
    biggest: list[tuple[float, int]] = []
    told: set[int] = set()
    rows: list[dict[str, Any]] = []
    yesterday = today = (0.0, 0.0)
    last = None
    for run, day in enumerate(past.days.tolist()):
        if day != last:
            yesterday = today if last == day - 1 else (0.0, 0.0)
            today, last = (0.0, 0.0), day
        today = (today[0] + float(km[run]), today[1] + float(up[run]))
        if min(_effort(today), _effort(yesterday)) < _DAY_FROM:
            continue
        both = (today[0] + yesterday[0], today[1] + yesterday[1])
        if pairs and pairs[-1][0] == day:
            pairs.pop()
            biggest.pop()
        row = _judged(past, run, both, pairs, biggest)
        pairs.append((day, _effort(both), run))
        biggest.append(max((biggest or [(0.0, 0)])[-1], (_effort(both), -run)))
        if row is not None and day not in told:
            told.add(day)
            rows.append(row)
    return candidates(rows)


def _effort(day: tuple[float, float]) -> float:
    return day[0] + day[1] / 100.0


def _judged(
    past: Past,
    run: int,
    both: tuple[float, float],
    pairs: list[tuple[int, float, int]],
    biggest: list[tuple[float, int]],
) -> dict[str, Any] | None:
    """Return the candidate of two days, against earlier pairs: their day, size and last run."""
    if len(pairs) < _EARLIER:
        return None
    effort, day = _effort(both), int(past.days[run])
    before, holder = biggest[-1][0], -biggest[-1][1]
    ever, since_n, last_day = effort >= _MARGIN * before, len(pairs), day
    if not ever:
        as_big = next((at for at in range(len(pairs))[::-1] if pairs[at][1] >= effort), None)
        if as_big is None:
            return None
        since_n = len(pairs) - 1 - as_big
        last_day, before, holder = pairs[as_big]
        if since_n < _SINCE_PAIRS or day - last_day < _SINCE_DAYS:
            return None
    return past.candidate(
        run,
        held_by=holder,
        label=_label(past, run, both, "" if ever else f" in {format_ago(day - last_day)}"),
        detail=past.before(holder, f"{before:.0f} km-effort", "before" if ever else "last as big")
        + f"; these two days {effort:.0f}",
        value=effort,
        unit="km-effort",
        previous=before,
        margin=effort - before if ever else None,
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


def _label(past: Past, run: int, both: tuple[float, float], span: str) -> str:
    day: dt.date = day_of(int(past.days[run]))
    name = "weekend" if day.weekday() == _SATURDAY + 1 else "two days in a row"
    climbed = f", {format_height(both[1], past.units)} up" if both[1] >= 50 else ""
    far = format_distance(both[0] * 1000.0, past.units, 0)
    return f"Biggest {name}{span}: {far}{climbed}"

"""Three quarters of your old week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_date, format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.breaks import Break, breaks
from runwins.wins.past import Floats, Past

_BEFORE_DAYS, _RUNS, _WEEK_M = 28, 6, 10_000.0
_WITHIN_DAYS, _LONG_BREAK, _LONG_RUN_M = 120, 28, 8000.0
_BEYOND = 1.2
_NAMES = {0.5: "Half of", 0.75: "Three quarters of", 1.0: "Back to"}


@detector("back-to-level", family="comeback", calendar=True)
def back_to_level(history: History) -> pd.DataFrame:
    """Back to three quarters, then to the whole, of what you ran before a break.

    Measured on seven days of running against the mean week of the 28 days before the break, and
    on the longest run (from 8 km up) against the longest of those 28 days. The 28 days need six
    runs and 10 km a week; after a break of 28 days or more, half counts as well. Within 120 days
    of the return, the highest level a run reached.
    """
    past = Past(history)
    distance = np.nan_to_num(past.numbers("distance_m"))
    pauses = breaks(history)
    rows: list[dict[str, Any]] = []
    for place, pause in enumerate(pauses):
        end = pauses[place + 1].back if place + 1 < len(pauses) else len(past)
        if end <= past.since:
            continue
        last = int(past.days[pause.back - 1])
        old = np.flatnonzero(past.days[: pause.back] > last - _BEFORE_DAYS)
        if len(old) >= _RUNS and distance[old].sum() >= 4 * _WEEK_M:
            rows.extend(_climbed(past, distance, pause, end, old))
    return candidates(rows)


def _climbed(
    past: Past, distance: Floats, pause: Break, end: int, old: Any
) -> Iterator[dict[str, Any]]:
    levels = [level for level in _NAMES if level > 0.5 or pause.days >= _LONG_BREAK]
    old_week = float(distance[old].sum()) / 4
    old_long = float(distance[old].max())
    done = {"week": 0.0, "long run": 0.0}
    days = past.days[pause.back : end]
    lately = np.searchsorted(days, days - 7, side="right") + pause.back
    for run, first in enumerate(lately.tolist(), pause.back):
        if past.days[run] - past.days[pause.back] > _WITHIN_DAYS:
            return
        week = float(distance[first : run + 1].sum())
        for measure, now, then in (
            ("week", week, old_week),
            ("long run", float(distance[run]), old_long),
        ):
            if measure == "long run" and now < _LONG_RUN_M:
                continue
            level = max((step for step in levels if now >= step * then), default=0.0)
            if level <= done[measure]:
                continue
            done[measure] = level
            if run < past.since:
                continue
            far, mark = (format_distance(metres, past.units) for metres in (now, then))
            name = "Beyond" if level == 1.0 and now >= _BEYOND * then else _NAMES[level]
            yield past.candidate(
                run,
                held_by=int(old[np.argmax(distance[old])]) if measure == "long run" else None,
                key=f"{measure} {level:.2f}",
                label=f"{name} your old {measure}: {far}",
                detail=f"before the break: {mark} (to {format_date(past.date(pause.back - 1))})",
                value=now,
                unit="m",
                previous=then,
                since_n=0.0,
                size=3.0 if level == 1.0 else 2.5,
                rule="Seven days of running against the mean week, or a run against the longest, "
                "of the 28 days before a break; within 120 days of the return; 75 and 100 %, and "
                "50 % after a break of 28 days or more.",
            )

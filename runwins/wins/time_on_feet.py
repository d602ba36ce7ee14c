"""First three hours on your feet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_span
from runwins.wins.base import candidates, detector
from runwins.wins.distance_marks import reached
from runwins.wins.past import Floats, Past, best_before, count_before

_HOUR = 3600.0
_MARKS = tuple(h * _HOUR for h in (0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12))
_NAMES = {0.5 * _HOUR: "half hour", _HOUR: "hour", 1.5 * _HOUR: "hour and a half"}
_MOSTLY_MOVING = 0.7
_LONGEST_FROM_S, _LEAST_S, _EARLIER = 1.5 * _HOUR, 300.0, 5


@detector("time-on-feet", family="distance")
def time_on_feet(history: History) -> pd.DataFrame:
    """The first half hour, hour, two, three … twelve hours of running, and the longest of all.

    On the clock when you moved for at least 70 % of it, otherwise the moving time. The longest
    counts from an hour and a half up, by 5 minutes and 5 %, with five runs to compare with. When
    the same run brought a new distance, that line says it.
    """
    past = Past(history)
    time = _on_feet(past)
    longest, holder = best_before(time)
    now, then = reached(time, _MARKS), reached(longest, _MARKS)
    earlier = count_before(~np.isnan(time))
    first = (now > then) & (earlier > 0)
    more = (time >= longest + np.maximum(_LEAST_S, 0.05 * longest)) & (time >= _LONGEST_FROM_S)
    more &= earlier >= _EARLIER
    rows = []
    for run in past.asked(first | more):
        is_first = bool(first[run])
        mark = float(now[run])
        name = _NAMES.get(mark, f"{mark / _HOUR:.0f} hours")
        label = f"First {name} on your feet"
        if not is_first:
            label = f"Longest time on your feet: {format_span(time[run])}"
        rows.append(
            past.candidate(
                run,
                held_by=holder[run],
                key=f"{mark:.0f}" if is_first else "longest",
                label=label,
                detail=past.before(holder[run], format_span(longest[run])),
                value=time[run],
                unit="s",
                previous=longest[run],
                margin=time[run] - longest[run],
                since_n=float(earlier[run]),
                size=3.0 if not is_first else 2.5 if mark < _HOUR else 3.5,
                rule="Clock time when at least 70 % of it was moving, otherwise moving time. "
                + (
                    "The first run of the log that long."
                    if is_first
                    else "The longest by at least 5 min and 5 %, from 1 h 30 min up, with five "
                    "runs to compare with."
                ),
            )
        )
    return candidates(rows)


def _on_feet(past: Past) -> Floats:
    elapsed, moving = past.numbers("elapsed_s"), past.numbers("moving_s")
    on_feet: Floats = np.where(moving < _MOSTLY_MOVING * elapsed, moving, elapsed)
    return np.where(np.isnan(on_feet), moving, on_feet)

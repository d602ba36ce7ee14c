"""A big step: much longer than anything lately. A note, never on the line that celebrates.

In 5,205 runners and 588,071 sessions, a run more than 10 % longer than the longest of the 30 days
before went along with more injuries (Frandsen and others, British Journal of Sports Medicine,
2025); single sessions carry little risk, so the note is rare and says what many do next.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from runwins.model import History
from runwins.units import format_distance
from runwins.wins.past import Past

_STEP, _DAYS, _APART_DAYS, _FROM_M = 1.10, 30, 14, 5000.0


def big_step(history: History) -> list[dict[str, Any]]:
    """Return the runs, no races, that were more than 10 % longer than the last 30 days' longest.

    From 5 km up and at most once in 14 days. After 30 days without a run there is no comparison.
    """
    past = Past(history)
    distance = past.numbers("distance_m")
    rows: list[dict[str, Any]] = []
    told: int | None = None
    first = np.searchsorted(past.days, past.days - _DAYS, side="left")
    today = np.searchsorted(past.days, past.days, side="left")
    for run in np.flatnonzero((distance >= _FROM_M) & ~past.races).tolist():
        lately = distance[first[run] : today[run]]
        lately = lately[~np.isnan(lately)]
        day = int(past.days[run])
        if not len(lately) or distance[run] <= _STEP * lately.max():
            continue
        if told is not None and day - told < _APART_DAYS:
            continue
        told = day
        longest = float(lately.max())
        times = float(distance[run]) / longest
        longer = (
            f"{times:.1f} times as long as"
            if times > 2
            else f"{100 * (times - 1):.0f} % longer than"
        )
        rows.append(
            {
                "run": int(run),
                "remark": "big step",
                "kind": "longest-run",
                "label": f"That was {longer} anything in your last {_DAYS} days "
                f"({format_distance(longest, past.units)}): a big step. Many runners follow one "
                "with 2–3 easier days.",
                "value": float(distance[run]),
                "unit": "m",
                "mark": longest,
            }
        )
    return rows

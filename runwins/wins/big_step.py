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
from runwins.wins.spaced import spaced
from runwins.wins.spans import best_within

_STEP, _DAYS, _APART_DAYS, _FROM_M = 1.10, 30, 14, 5000.0


def big_step(history: History) -> list[dict[str, Any]]:
    """Return the runs, no races, that were more than 10 % longer than the last 30 days' longest.

    From 5 km up and at most once in 14 days. After 30 days without a run there is no comparison.
    """
    past = Past(history)
    distance = past.numbers("distance_m")
    first = np.searchsorted(past.days, past.days - _DAYS, side="left")
    today = np.searchsorted(past.days, past.days, side="left")
    lately = best_within(distance, first, today)
    big = (distance >= _FROM_M) & ~past.races & np.isfinite(lately) & (distance > _STEP * lately)
    runs = np.flatnonzero(big)
    rows: list[dict[str, Any]] = []
    asked = int(np.searchsorted(runs, past.since))
    for run in runs[spaced(past.days[runs], _APART_DAYS, lambda _: True, asked)].tolist():
        longest = float(lately[run])
        times = float(distance[run]) / longest
        longer = (
            f"{times:.1f} times as long as"
            if times > 2
            else f"{100 * (times - 1):.0f} % longer than"
        )
        rows.append(
            {
                "run": run,
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

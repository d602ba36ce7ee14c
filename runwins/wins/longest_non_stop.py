"""Longest stretch without a stop."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_ago, format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.nonstop_stretches import BREAK_RULE, stretches
from runwins.wins.past import Past, best_before, count_before, last_as_good

_LEAST_M = 200.0
_EVER_FROM = 3
_SINCE_RUNS, _SINCE_DAYS, _SINCE_M = 24, 90, 3000.0


@detector("longest-non-stop", family="non-stop")
def longest_non_stop(history: History) -> pd.DataFrame:
    """Your longest stretch without a stop: ever, or for a long time.

    Longer than the longest before by 0.2 km and 1 %, with at least three runs to compare with;
    or the longest in 24 runs and 90 days, from 3 km up. On roads a walk of more than 20 s ends
    the stretch; on trails and over hills walking counts as moving, and such runs are compared
    with each other.
    """
    past = Past(history)
    found = stretches(past)
    moved = np.nan_to_num(found.moving_m)
    rows = []
    for rough in (False, True):
        stretch = np.where(found.rough == rough, found.told_m, np.nan)
        longest, holder = best_before(stretch)
        attempts = count_before(~np.isnan(stretch))
        ever = (stretch >= longest + np.maximum(_LEAST_M, 0.01 * longest)) & (
            attempts >= _EVER_FROM
        )
        as_good = last_as_good(stretch, past.since)
        between = attempts - attempts[as_good] - 1
        since = (as_good >= 0) & (between >= _SINCE_RUNS) & (stretch >= _SINCE_M)
        since &= past.days - past.days[as_good] >= _SINCE_DAYS
        where = " on trails" if rough else ""
        for run in past.asked(ever | since):
            is_ever = bool(ever[run])
            held = int(holder[run] if is_ever else as_good[run])
            told = format_distance(stretch[run], past.units)
            first = 0 if is_ever else held + 1
            farther = moved[first:run].max(initial=0.0) >= stretch[run]
            walks = " or a walk" if farther and not rough else ""
            ago = format_ago(int(past.days[run] - past.days[held]))
            span = "yet" if is_ever else f"in {ago}"
            count = int(attempts[run] if is_ever else between[run])
            words = "before" if is_ever else "last as long"
            before = past.before(held, format_distance(stretch[held], past.units), words)
            rows.append(
                past.candidate(
                    run,
                    held_by=held,
                    key="trail" if rough else "",
                    label=f"Longest stretch without a stop{walks}{where} {span}: {told}",
                    detail=before if is_ever else f"{before}, {count} runs ago",
                    value=stretch[run],
                    unit="m",
                    previous=stretch[held],
                    margin=stretch[run] - stretch[held] if is_ever else None,
                    since=not is_ever,
                    since_n=float(count),
                    size=3.0 if is_ever else 1.5,
                    rule=f"{BREAK_RULE}. "
                    + (
                        "Longer than the longest before by at least 0.2 km and 1 %."
                        if is_ever
                        else f"At least {_SINCE_RUNS} runs and {_SINCE_DAYS} days since one as "
                        "long, from 3 km up."
                    ),
                )
            )
    return candidates(rows)

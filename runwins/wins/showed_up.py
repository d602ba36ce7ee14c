"""You went anyway."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_HARD, _APART_DAYS = -1, 7
_WINDOW_DAYS, _ENOUGH = 14, 2


@detector("showed-up", family="tough days", calendar=True)
def showed_up(history: History) -> pd.DataFrame:
    """A run on a day that you noted as hard: any length counts.

    From your own note (a feel of -1 or -2), once in 7 days. After two hard notes in 14 days it
    stays a fact of the log and is not told as a win: then rest may be the better answer.
    """
    past = Past(history)
    rows = []
    distance = past.numbers("distance_m")
    told = -_APART_DAYS
    hard_days: list[int] = []
    for run in _hard_runs(history, past):
        day = int(past.days[run])
        lately = sum(1 for earlier in hard_days if day - earlier <= _WINDOW_DAYS)
        hard_days.append(day)
        if lately >= _ENOUGH or day - told < _APART_DAYS:
            continue
        told = day
        if run < past.since:
            continue
        known = bool(np.isfinite(distance[run]))
        far = f": {format_distance(distance[run], past.units)}" if known else ""
        rows.append(
            past.candidate(
                run,
                label=f"You went anyway{far}",
                detail="on a day you noted as hard; any length counts",
                value=float(distance[run]) if known else 1.0,
                unit="m" if known else "runs",
                since_n=0.0,
                size=3.0,
                rule="A run that the runner noted as a hard day, whatever its length or pace; "
                "once in 7 days, and not after two hard notes within 14 days.",
            )
        )
    return candidates(rows)


def _hard_runs(history: History, past: Past) -> list[int]:
    """Return the runs whose note says that the day was hard, in order."""
    if history.notes is None:
        return []
    notes = history.notes
    hard = notes.loc[notes["feel"].to_numpy(dtype=np.float64) <= _HARD, "run_id"]
    runs = np.unique(past.place(hard))
    return [int(run) for run in runs if run >= 0]

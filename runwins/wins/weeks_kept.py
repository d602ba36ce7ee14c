"""6 of the last 6 weeks kept: the milestones."""

from __future__ import annotations

import pandas as pd

from runwins.model import History
from runwins.wins.base import candidates, detector
from runwins.wins.kept_weeks import WINDOW, keepings
from runwins.wins.past import Past

_OPENING = (4, 8)
_NEEDED = 10
_AGAIN_AFTER_WEEKS = 13


@detector("weeks-kept", family="consistency", calendar=True)
def weeks_kept(history: History) -> pd.DataFrame:
    """Weeks kept: your first four of four, eight of eight, ten of twelve, then once a season.

    A week is kept with your usual number of runs: the median of your last eight weeks with a run,
    less one, at least two. Two weeks of twelve are a reserve for illness, travel and rest: nothing
    is reset by an empty week. After the first ten of twelve it is told every 13 weeks while ten of
    the last twelve are kept.
    """
    past = Past(history)
    rows = []
    told: int | None = None
    for now in keepings(history):
        kept, of = now.kept, now.of
        opening = now.week in _OPENING and kept == now.week
        steady = of == WINDOW and kept >= _NEEDED
        if steady:
            if told is not None and now.week - told < _AGAIN_AFTER_WEEKS:
                continue
            first, told = told is None, now.week
        elif opening:
            first = True
        else:
            continue
        if now.run < past.since:
            continue
        reserve = of - kept
        plural = "s" if reserve > 1 else ""
        weeks = f"{of} weeks" if of == now.week and opening else f"last {of} weeks"
        rows.append(
            past.candidate(
                now.run,
                key=f"{now.week}",
                label=f"{kept} of your {'first' if opening else 'last'} {of} weeks kept",
                detail=f"{now.goal} runs keep a week now; "
                f"{reserve} reserve week{plural} used in the {weeks}"
                if reserve
                else f"{now.goal} runs keep a week now; no reserve week used",
                value=float(kept),
                unit="weeks",
                since_n=0.0,
                size=3.5 if first else 3.0,
                rule="A week is kept with the median number of runs of the last eight weeks with "
                "a run, less one, and at least two. Told at 4 of the first 4, 8 of the first 8, "
                "the first 10 of 12, then every 13 weeks while 10 of the last 12 are kept.",
            )
        )
    return candidates(rows)

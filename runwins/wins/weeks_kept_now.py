"""9 of the last 12 weeks kept: for quiet spells."""

from __future__ import annotations

import pandas as pd

from runwins.model import History
from runwins.wins.base import candidates, detector
from runwins.wins.kept_weeks import WINDOW, keepings
from runwins.wins.past import Past

_NEEDED = 8


@detector("weeks-kept-now", family="consistency", calendar=True)
def weeks_kept_now(history: History) -> pd.DataFrame:
    """How many of the last twelve weeks were kept, said in quiet spells.

    Shown after 14 days without a win, at most once in 28 days, while eight of the last twelve
    weeks are kept. A week is kept with your usual number of runs (see weeks-kept).
    """
    past = Past(history)
    return candidates(
        past.candidate(
            now.run,
            label=f"{now.kept} of the last {WINDOW} weeks kept",
            detail=f"each by your own measure of its time, now {now.goal} runs",
            value=float(now.kept),
            unit="weeks",
            since_n=0.0,
            size=1.75,
            rule="A week is kept with the median number of runs of the last eight weeks "
            "with a run, less one, and at least two. Said after 14 days without a win, "
            "at most once in 28 days, while 8 of the last 12 weeks are kept.",
        )
        for now in keepings(history)
        if now.run >= past.since and now.of == WINDOW and now.kept >= _NEEDED
    )

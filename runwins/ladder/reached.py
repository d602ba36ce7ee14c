"""Which runs reached which rungs, for the wins."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from runwins.frames import REACHED
from runwins.goal import Ladder


def reached(ladders: Iterable[Ladder]) -> pd.DataFrame:
    """Return frame `REACHED`: rungs reached on or after the day of their goal, and the next ones.

    A rung that stood before its goal was set is shown on the ladder with its date, and is no news.
    """
    rows = []
    for ladder in ladders:
        rungs = ladder.rungs
        numbered = rungs.assign(number=range(1, len(rungs) + 1), of=len(rungs))
        earned = (
            (numbered["state"] == "done")
            & numbered["run_id"].notna()
            & (numbered["done_date"] >= pd.Timestamp(ladder.goal.set_on))
        )
        told = numbered[earned | (numbered["state"] == "next")]
        columns = [name for name in REACHED.names if name != "goal"]
        rows.append(told[columns].assign(goal=ladder.goal.name))
    return REACHED.check(pd.concat(rows, ignore_index=True)) if rows else REACHED.empty()

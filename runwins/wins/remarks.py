"""What is true and worth saying beside the wins, and never called one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.frames import REMARKS
from runwins.model import History
from runwins.wins.almost import almost
from runwins.wins.base import asked_about, together
from runwins.wins.big_step import big_step
from runwins.wins.not_counted import not_counted
from runwins.wins.past import Past
from runwins.wins.progress import progress

_ORDER = ("almost", "not counted", "big step", "progress")


def find_remarks(
    history: History,
    wins: pd.DataFrame,
    before: pd.DataFrame | None = None,
    since: int = 0,
) -> pd.DataFrame:
    """Return frame `REMARKS`: almost, not counted, a big step, and progress where nothing was won.

    Parameters
    ----------
    history
        What the wins were found in.
    wins
        Frame `WINS` of the same history.
    before
        What this function returned for the first runs of the same history, where that is known.
    since
        How many runs these were.
    """
    known = REMARKS.empty() if before is None else before
    history = asked_about(history, 0 if before is None else since)
    past = Past(history)
    rows = [
        *almost(history, wins),
        *not_counted(history),
        *big_step(history),
        *progress(history, wins),
    ]
    rows = [row for row in rows if row["run"] >= history.since]
    rows.sort(key=lambda row: (row["run"], _ORDER.index(row["remark"]), row["kind"]))
    columns = {name: [row.get(name) for row in rows] for name in REMARKS.names}
    columns["run_id"] = [past.ids[row["run"]] for row in rows]
    columns["date"] = [np.datetime64(past.date(row["run"]), "s") for row in rows]
    return together(known, REMARKS.check(pd.DataFrame(columns)))

"""Earliest start yet: 05:40."""

import numpy as np
import pandas as pd

from runwins import History
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, best_before


@detector("early-start", family="tough days")
def early_start(history: History) -> pd.DataFrame:
    """The earliest start of a run, by local time: by ten minutes or more, and before seven."""
    past = Past(history)
    start = pd.to_datetime(history.runs["start_time"], utc=True)
    utc_s = (start.dt.hour * 3600 + start.dt.minute * 60 + start.dt.second).to_numpy(dtype=float)
    clock = (utc_s + past.numbers("utc_offset_s")) % 86_400
    earlier, holder = best_before(-clock)
    rows = []
    for run in np.flatnonzero((clock < 7 * 3600) & (clock <= -earlier - 600)).tolist():
        hour, minute = divmod(int(clock[run]) // 60, 60)
        rows.append(
            past.candidate(
                run,
                held_by=int(holder[run]),
                label=f"Earliest start yet: {hour:02d}:{minute:02d}",
                value=clock[run],
                unit="s",
                previous=-earlier[run],
                since_n=float(run),
                size=3.0,
                rule="Earlier by 10 minutes than any start before, and before 07:00.",
            )
        )
    return candidates(rows)

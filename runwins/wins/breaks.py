"""Where a runner came back after a break that is long for them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from runwins.model import History
from runwins.wins.past import Past
from runwins.wins.remembered import remembered

SHORTEST_DAYS = 14
RHYTHMS = 4
FROM_RUN = 5


@dataclass(frozen=True, slots=True)
class Break:
    """Days without a run.

    Attributes
    ----------
    back
        The first run after them.
    days
        From the last run to the first one back.
    usual
        Median days between runs before.
    """

    back: int
    days: int
    usual: float


@remembered
def breaks(history: History) -> list[Break]:
    """Return every break: 14 days or more, and four times the usual gap of the last 20 runs."""
    days = Past(history).days
    gaps = np.diff(days, prepend=days[:1])
    found = []
    for run in np.flatnonzero(gaps >= SHORTEST_DAYS).tolist():
        if run >= FROM_RUN:
            usual = float(median(gaps[max(1, run - 20) : run].tolist()))
            if gaps[run] >= RHYTHMS * usual:
                found.append(Break(run, int(gaps[run]), usual))
    return found

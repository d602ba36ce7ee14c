"""Which local weeks were kept, as known on the day of each run.

The unit is the week, never a chain of days: a week without a run uses up a reserve and nothing is
reset. A week is kept with as many runs as the runner usually has: the median of the last eight
weeks with a run, less one, and at least two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from runwins.model import History
from runwins.wins.past import Past
from runwins.wins.remembered import remembered
from runwins.wins.spans import runs_so_far
from runwins.wins.windows import medians

WINDOW = 12
_USUAL = 8


@dataclass(frozen=True, slots=True)
class Keeping:
    """The moment a run makes its week a kept one.

    Attributes
    ----------
    run
        The run that did.
    week
        Which week of the log it is; 1 is the first that is judged.
    kept, of
        How many of the last weeks up to this one were kept, and how many there are: at most 12.
    goal
        Runs needed in this week.
    """

    run: int
    week: int
    kept: int
    of: int
    goal: int


def weekly_goals(past: Past) -> dict[int, int]:
    """Return the number of runs that keeps each week with a run."""
    weeks, counts = np.unique(past.weeks(), return_counts=True)
    place = np.arange(len(weeks))
    first = np.maximum(place - _USUAL, 0)
    usual = medians(first, place, lambda _, at: counts[at].astype(np.float64))
    goals = np.maximum(2, np.nan_to_num(usual).astype(np.int64) - 1)
    return dict(zip(weeks.tolist(), goals.tolist(), strict=True))


@remembered
def keepings(history: History) -> list[Keeping]:
    """Return every moment at which a week became a kept one, in order.

    The log's first week is judged when it was kept; otherwise it began too late in the week and
    counting starts with the next.
    """
    past = Past(history)
    if not len(past):
        return []
    weeks = past.weeks()
    _, of_week = np.unique(weeks, return_inverse=True)
    goal = np.array(list(weekly_goals(past).values()))[of_week]
    run = np.flatnonzero(runs_so_far(weeks) == goal)
    kept = weeks[run]
    first = int(weeks[0]) + int(not (kept == weeks[0]).any())
    begin = np.maximum(kept - WINDOW + 1, first)
    count = np.arange(1, len(kept) + 1) - np.searchsorted(kept, begin)
    told = (run, kept - first + 1, count, kept - begin + 1, goal[run])
    return [Keeping(*one) for one in zip(*(values.tolist() for values in told), strict=True)]

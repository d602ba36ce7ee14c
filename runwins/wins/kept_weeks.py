"""Which local weeks were kept, as known on the day of each run.

The unit is the week, never a chain of days: a week without a run uses up a reserve and nothing is
reset. A week is kept with as many runs as the runner usually has: the median of the last eight
weeks with a run, less one, and at least two.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from runwins.wins.past import Past

WINDOW = 12


@dataclass(frozen=True, slots=True)
class Keeping:
    """The moment a run makes its week a kept one.

    Attributes
    ----------
    run
        The run that did.
    week
        Which week of the log it is; 1 is the first that is judged.
    kept
        For each of the last weeks up to this one, newest last, whether it was kept; at most 12.
    goal, before
        Runs needed in this week; runs in it before this run.
    kept_in_all
        How many weeks of the log were kept up to now.
    """

    run: int
    week: int
    kept: tuple[bool, ...]
    goal: int
    kept_in_all: int


def weekly_goals(past: Past) -> dict[int, int]:
    """Return the number of runs that keeps each week with a run."""
    goals: dict[int, int] = {}
    active: list[int] = []
    weeks, counts = np.unique(past.weeks(), return_counts=True)
    for week, count in zip(weeks.tolist(), counts.tolist(), strict=True):
        goals[week] = max(2, int(median(active[-8:])) - 1) if active else 2
        active.append(count)
    return goals


def keepings(past: Past) -> list[Keeping]:
    """Return every moment at which a week became a kept one, in order.

    The log's first week is judged when it was kept; otherwise it began too late in the week and
    counting starts with the next.
    """
    goals = weekly_goals(past)
    weeks = past.weeks().tolist()
    found: list[Keeping] = []
    kept: set[int] = set()
    in_week = 0
    for run, week in enumerate(weeks):
        in_week = in_week + 1 if run and weeks[run - 1] == week else 1
        if in_week != goals[week]:
            continue
        kept.add(week)
        start = weeks[0] if weeks[0] in kept else weeks[0] + 1
        number = week - start + 1
        window = tuple(w in kept for w in range(max(start, week - WINDOW + 1), week + 1))
        found.append(Keeping(run, number, window, goals[week], len(kept)))
    return found

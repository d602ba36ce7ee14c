"""Days without a run, as neutral facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from runwins.ladder.marks import Days

LONG_DAYS = 14
"""A gap of this many days without a run is drawn and spoken of."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring days without a run.

    Attributes
    ----------
    first, last
        The first and the last of them.
    open
        Whether no run has followed yet.
    """

    first: dt.date
    last: dt.date
    open: bool = False

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def find_gaps(days: Days, today: dt.date, least: int) -> list[Gap]:
    """Return the gaps of at least so many days since the first run; today may still see a run."""
    until = np.datetime64(today, "D")
    seen = np.unique(days[days <= until])
    if not len(seen):
        return []
    one = np.timedelta64(1, "D")
    long = np.flatnonzero(np.diff(seen) > least * one)
    gaps = [
        Gap((seen[place] + one).astype(dt.date), (seen[place + 1] - one).astype(dt.date))
        for place in long
    ]
    if until - seen[-1] > least * one:
        gaps.append(Gap((seen[-1] + one).astype(dt.date), (until - one).astype(dt.date), open=True))
    return gaps


def of_build(days: Days, first_day: dt.date, today: dt.date) -> list[Gap]:
    """Return the long gaps that reach into a build."""
    return [gap for gap in find_gaps(days, today, LONG_DAYS) if gap.last >= first_day]

"""Days without a run, as neutral facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from runwins.goal import Away
from runwins.ladder.away import Days

SHORT_DAYS = 7
"""From here on the way back begins gently."""

LONG_DAYS = 14
"""A gap of this many days without a run is drawn and spoken of."""

LONGEST_DAYS = 56
"""Of longer gaps too few are recorded to say how others came back."""


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
    seen = np.sort(days[days <= until])
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


def of_build(
    days: Days, first_day: dt.date, today: dt.date, away: Sequence[Away] = ()
) -> list[tuple[dt.date, dt.date, str]]:
    """Return the long gaps that reach into a build, and the days marked as away, with their words.

    A gap that a mark lies in is told by the mark.
    """
    found = [
        (each.first, each.last, each.text or each.reason)
        for each in away
        if each.last >= first_day and each.first <= today
    ]
    marked = [(first, last) for first, last, _ in found]
    for gap in find_gaps(days, today, LONG_DAYS):
        inside = any(first <= gap.last and last >= gap.first for first, last in marked)
        if gap.last >= first_day and not inside:
            found.append((gap.first, gap.last, ""))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class WayBack:
    """How runners of recorded logs came back from gaps of some length.

    Attributes
    ----------
    gaps, runners
        How many gaps of how many runners it was measured on.
    most_weeks, all_weeks
        Weeks until half of them had three quarters of the old four weeks' volume again, and all.
    """

    gaps: int
    runners: int
    most_weeks: int
    all_weeks: int


_WAYS_BACK = {7: WayBack(250, 14, 4, 9), 14: WayBack(60, 11, 4, 6), 28: WayBack(27, 7, 7, 8)}
"""By the least length in days; measured on 345 gaps of 7 days and more with 40 km or more in the 28
days before (Kaplan-Meier, volume since the return alone). Of gaps of 8 weeks there are six."""


def way_back(gap: Gap) -> WayBack | None:
    """Return how others came back from such a gap; ``None`` under a week and from 8 weeks on."""
    if not SHORT_DAYS <= gap.days < LONGEST_DAYS:
        return None
    return _WAYS_BACK[max(days for days in _WAYS_BACK if days <= gap.days)]

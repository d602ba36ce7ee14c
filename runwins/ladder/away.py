"""The clock of a ladder, and what makes it stand still: illness, injury and holidays.

Days that the runner marked do not age what the runner could do before them, are not asked of a
week, and are no days for building. That holds for 28 days at most: of recorded gaps longer than
that there are too few to say that the old state is still there (6 of 345).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from runwins.goal import Away

MOST_DAYS = 28
"""The clock stands still for so long at most."""

Days = npt.NDArray[np.datetime64]


def away_between(away: Sequence[Away], first: dt.date, last: dt.date) -> int:
    """Return how many days from one to another, both included, are marked."""
    marked: set[int] = set()
    for each in away:
        begin, end = max(each.first, first), min(each.last, last)
        marked.update(range(begin.toordinal(), end.toordinal() + 1))
    return len(marked)


def days_ago(away: Sequence[Away], days: Days, day: dt.date) -> npt.NDArray[np.int64]:
    """Return how many days each day lies before another, without the marked ones between them.

    Negative for days after it.
    """
    ago = (np.datetime64(day, "D") - days).astype(np.int64)
    if not away:
        return ago
    first = min(each.first for each in away)
    marked = np.zeros(max((day - first).days + 1, 0), dtype=np.int64)
    for each in away:
        marked[max((each.first - first).days, 0) : max((each.last - first).days + 1, 0)] = 1
    between = np.r_[np.cumsum(marked[::-1])[::-1], 0]
    place = (days - np.datetime64(first, "D")).astype(np.int64) + 1
    stood: npt.NDArray[np.int64] = between[np.clip(place, 0, len(between) - 1)]
    return np.where(ago >= 0, np.maximum(ago - np.minimum(stood, MOST_DAYS), 0), ago)


def after(away: Sequence[Away], day: dt.date, days: int) -> dt.date:
    """Return the day after so many days that are not marked, counting from the next."""
    marked: set[int] = set()
    for each in away:
        begin = max(each.first, day + dt.timedelta(days=1))
        marked.update(range(begin.toordinal(), each.last.toordinal() + 1))
    last = day.toordinal() + days
    passed = 0
    while (inside := sum(day.toordinal() < one <= last for one in marked)) > passed:
        last += inside - passed
        passed = inside
    return dt.date.fromordinal(last)


def weeks_between(away: Sequence[Away], first: dt.date, last: dt.date) -> float:
    """Return the weeks from a day to another without the marked days after the first."""
    days = (last - first).days
    if days <= 0 or not away:
        return days / 7
    return (days - away_between(away, first + dt.timedelta(days=1), last)) / 7

"""The gentle path: what is suggested, week by week. Never a date to keep, never a chance.

A single run goes at most 10 % beyond the longest of the last 30 days: of 588,071 runs by 5,205
runners those beyond it were followed by more injuries (Frandsen and others, 2025). Every fourth
week holds nothing new, and so does the taper. Most recorded builds took bigger steps at some time;
the caps describe the suggestion, not what runners do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from runwins.ladder.away import Days
from runwins.ladder.base import SINGLE, STATE_DAYS, YEAR_DAYS, Dimension
from runwins.ladder.gaps import SHORT_DAYS, Gap, find_gaps

EASY_EVERY = 4
SOONEST_DAYS = 3
_LONGEST_PATH_WEEKS = 104

# Shares of the level before a gap that are suggested in the first weeks back: in recorded gaps
# runners came back near the old level, sagged in the second week, and had three quarters of it
# again after about four; the suggestion stays below what they did.
_BACK_SUM = {7: (0.80, 0.80), 14: (0.65, 0.75), 28: (0.50, 0.60, 0.70)}
_BACK_SINGLE = {7: (0.80, 0.80), 14: (0.60, 0.60), 28: (0.50,)}


def recent_gap(days: Days, today: dt.date) -> Gap | None:
    """Return the gap of a week or more that a runner is in, or came back from in three weeks."""
    gaps = find_gaps(days, today, SHORT_DAYS)
    if gaps and (gaps[-1].open or (today - gaps[-1].last).days <= 21):
        return gaps[-1]
    return None


def shares_back(gap: Gap, today: dt.date, *, single: bool) -> tuple[float, ...]:
    """Return the shares of the old level for this week and the next, as far as the gap rules.

    Parameters
    ----------
    gap
        A gap of at least 7 days.
    today
        In the gap, or after it.
    single
        For a single run; else for a week's sum.
    """
    table = _BACK_SINGLE if single else _BACK_SUM
    shares = table[max(days for days in table if days <= gap.days)]
    weeks_back = 0 if gap.open else (today - gap.last - dt.timedelta(days=1)).days // 7
    return shares[weeks_back:]


def levels(dimension: Dimension, gap: Gap | None, today: dt.date) -> Iterator[float]:
    """Return the most that is suggested in this week, the next, and so on for two years.

    After a gap the way back begins with shares of the level before it; after more than a year it
    begins anew.
    """
    level = dimension.recent(today)
    shares: tuple[float, ...] = ()
    if gap is not None and gap.days <= YEAR_DAYS:
        shares = shares_back(gap, today, single=dimension.side == SINGLE)
        before = gap.first - dt.timedelta(days=1)
        old = dimension.usually(before)
        since = 0.0 if gap.open else dimension.marks.best(gap.last + dt.timedelta(days=1), today)
        for share in shares:
            level = max(share * old, since)
            yield level
    if level <= 0:
        level = dimension.first / dimension.factor
    for week in range(1, _LONGEST_PATH_WEEKS + 1 - len(shares)):
        if week % EASY_EVERY:
            level *= dimension.factor
        yield level


def way_back_begins(dimension: Dimension, gap: Gap | None, day: dt.date) -> float:
    """Return what is suggested first in a gap after which nothing of late tells a state.

    Zero without such a gap, and where there is nothing to come back to.
    """
    if gap is None or not gap.open or gap.days < STATE_DAYS or not dimension.gentle:
        return 0.0
    level = next(levels(dimension, gap, day))
    return level if level > dimension.first else 0.0


def reach_date(
    dimension: Dimension, value: float, gap: Gap | None, today: dt.date
) -> dt.date | None:
    """Return the Sunday on which the gentle path reaches a value; ``None`` beyond two years.

    With fewer than three days left in a week the path begins in the next.
    """
    ahead = 7 - today.isoweekday()
    sunday = today + dt.timedelta(days=ahead if ahead >= SOONEST_DAYS else ahead + 7)
    for week, level in enumerate(levels(dimension, gap, today)):
        if level >= value * (1 - 1e-9):
            return sunday + dt.timedelta(weeks=week)
    return None

"""When a rung is likely to be reached, and how likely a goal's marks are in time.

The reach model was fitted on 4,419 rungs of 174 recorded marathons and ultras of nine runners,
and checked on each runner with the others' constants. It knows how far a rung is above today's
state and above the best of the last year, and whether it is a single run or a week. Everybody
in those logs got to a start line: what it says holds among runners who did.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from runwins.goal import Away
from runwins.ladder.away import after
from runwins.ladder.base import SINGLE, Dimension

LATE = 0.6
"""Late dates are drawn at this pace of reaching: among all who start a build fewer get there."""

OPEN_HORIZON_DAYS = 26 * 7
"""How far dates are given for a goal without a day; the logs behind the model reach 20 weeks."""

LEAST_WEEKS = 6
"""Weeks with a run that it takes before anything is forecast."""

ON_TRACK, WITHIN_REACH, STRETCH = 0.80, 0.50, 0.20


@dataclass(frozen=True, slots=True)
class Dates:
    """Days by which 1, 5, 8 and 9 in 10 reach a rung; ``None`` is beyond the horizon."""

    p10: dt.date | None
    p50: dt.date | None
    p80: dt.date | None
    p90: dt.date | None


NO_DATES = Dates(None, None, None, None)


def reach_rate(value: float, now: float, year_best: float, side: float) -> float:
    """Return how fast a value is reached: e^η of the reach model.

    Parameters
    ----------
    value, now, year_best
        The rung, today's state and the best of the last 365 days, all in one unit; a state of
        zero counts as very far away.
    side
        −½ for a single run or two days in a row, +½ for weeks and climbing.
    """
    above_now = min(max(_log_ratio(value, now), 0.0), 2.5)
    above_best = min(max(_log_ratio(value, year_best), -1.5), 0.7)
    return math.exp(
        -1.85
        - 0.60 * above_now
        - 2.0 * max(above_best, 0.0)
        - 0.75 * min(above_best, 0.0)
        + 0.70 * side
    )


def _log_ratio(value: float, state: float) -> float:
    return math.log(value / state) if state > 0 else math.inf


def reach_probability(rate: float, weeks: float, pace: float = 1.0) -> float:
    """Return the chance to reach a rung within some weeks."""
    return 1.0 - math.exp(-pace * rate * max(weeks, 0.0) ** 0.9)


def reach_weeks(rate: float, share: float, pace: float = 1.0) -> float:
    """Return the weeks within which a share of runners reach a rung."""
    return float((-math.log(1.0 - share) / (pace * rate)) ** (1 / 0.9))


def rate_of(dimension: Dimension, value: float) -> float:
    """Return how fast a rung of a dimension is reached from today's state.

    Zero where the reach model says nothing of the dimension.
    """
    if dimension.side is None:
        return 0.0
    return reach_rate(value, dimension.now, dimension.year_best, dimension.side)


def likely_dates(
    dimension: Dimension,
    value: float,
    today: dt.date,
    horizon: dt.date,
    away: Sequence[Away] = (),
) -> Dates:
    """Return the dates of a rung, as far as they lie before the horizon.

    The early dates are those of runners who got to their start line, the late ones are drawn
    more slowly, so that a range is rather too wide than too narrow. Days marked as away put them
    off.
    """
    rate = rate_of(dimension, value)

    def when(share: float, pace: float = 1.0) -> dt.date | None:
        days = math.ceil(7 * reach_weeks(rate, share, pace))
        if days > (horizon - today).days:
            return None
        there = after(away, today, days)
        return there if there <= horizon else None

    return Dates(when(0.1), when(0.5), when(0.8, LATE), when(0.9, LATE))


def goal_probability(still_open: Sequence[tuple[Dimension, float]], weeks: float) -> float:
    """Return the chance that all base marks that are still open stand within some weeks.

    Marks are neither independent nor one: √(smallest · product) fits the recorded builds.
    """
    chances = [reach_probability(rate_of(dimension, base), weeks) for dimension, base in still_open]
    return math.sqrt(min(chances) * math.prod(chances)) if chances else 1.0


def status_of(probability: float) -> str:
    """Return the word for a goal's chance."""
    if probability >= ON_TRACK:
        return "on track"
    if probability >= WITHIN_REACH:
        return "within reach"
    return "a stretch" if probability >= STRETCH else "unlikely by this date"


def next_weeks(dimension: Dimension) -> float:
    """Return within how many weeks a next rung should be likely: 6 for single runs, 3 for sums."""
    return 6.0 if dimension.side == SINGLE else 3.0

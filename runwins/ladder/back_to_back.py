"""Two days in a row, for ultras."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import SINGLE, STATE_DAYS, YEAR_DAYS, Dimension, down_to, rung_kind
from runwins.ladder.targets import profile
from runwins.model import History

LEAST_DAY = 8.0
"""Each of the two days holds at least so many km-effort."""


@rung_kind("back-to-back", order=3)
def back_to_back(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Two long days in a row.

    For races of 50 km and longer: the km-effort (kilometres plus a hundredth of the metres
    climbed) of one day and the next together, at least 8 on each. It teaches to run on tired
    legs without a single run of the race's length.
    """
    shares = profile(goal).two_days
    if shares is None:
        return None
    efforts = reached.km_effort(history)
    any_two = reached.of_two_days(history, efforts, least=0.0)
    return Dimension(
        base=shares[0] * goal.km_effort,
        full=shares[1] * goal.km_effort,
        unit="km-effort",
        marks=reached.of_two_days(history, efforts, least=LEAST_DAY),
        now=any_two.recent(day, STATE_DAYS),
        year_best=any_two.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=SINGLE,
        factor=1.15,
        grid=down_to(1.0),
        first=2 * LEAST_DAY,
        label=lambda value: f"{value:.0f} km-effort on two days in a row",
        round_numbers=(20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0),
    )

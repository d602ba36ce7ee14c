"""Two long days in a row: for ultras, and both days long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Goal
from runwins.ladder import kinds
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]
Make = Callable[..., Goal]


def test_no_marathon_asks_for_it(history: Log, goal: Make, today: dt.date) -> None:
    assert kinds()["back-to-back"](goal(42_195), history([]), today) is None


def test_a_long_day_and_a_jog_are_no_two_long_days(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    log = history([(4, 30.0, 0.0), (3, 7.9, 0.0)])
    found = side("back-to-back", ultra, log, today)
    assert found.first_reach(16.0, ultra.first_day) is None
    # it says how far they are, though
    assert found.now == pytest.approx(37.9)


def test_three_quarters_of_the_race_on_two_days(history: Log, ultra: Goal, today: dt.date) -> None:
    log = history([(4, 25.0, 1_000.0), (3, 15.0, 1_000.0)])
    found = side("back-to-back", ultra, log, today)
    assert (found.base, found.full) == pytest.approx((60.0, 68.0))
    assert found.first_reach(60.0, ultra.first_day) == (today - dt.timedelta(days=3), "run-1")

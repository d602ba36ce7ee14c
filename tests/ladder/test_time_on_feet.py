"""Hours on the feet: beyond the marathon, by the watch's own clock."""

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


def test_a_marathon_does_not_ask_for_it(history: Log, goal: Make, today: dt.date) -> None:
    assert kinds()["time-on-feet"](goal(42_195), history([]), today) is None


def test_stops_of_the_watch_do_not_count(history: Log, ultra: Goal, today: dt.date) -> None:
    four = {"elapsed_s": 18_000.0, "timer_s": 14_400.0, "moving_s": 13_000.0}
    found = side("time-on-feet", ultra, history([(3, 25.0, 0.0, four)]), today)
    assert (found.base, found.full) == pytest.approx((13_500.0, 18_000.0))
    assert found.now == 14_400.0
    assert found.label(9_000.0) == "2 h 30 min on your feet"
    untold = side("time-on-feet", ultra, history([(3, 25.0, 0.0, four | {"timer_s": None})]), today)
    assert untold.now == 13_000.0

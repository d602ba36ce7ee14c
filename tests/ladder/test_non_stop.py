"""Running without a stop: short road races, and whoever asks for it."""

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


def test_long_races_allow_a_stop(history: Log, goal: Make, today: dt.date) -> None:
    kind = kinds()["non-stop"]
    assert kind(goal(), history([]), today) is None
    assert kind(goal(10_000, terrain="trail"), history([]), today) is None
    asked = kind(goal(without_stop=True), history([]), today)
    assert asked is not None
    assert asked.critical
    assert not side("non-stop", goal(10_000), history([]), today).critical


def test_pauses_that_are_not_known_earn_nothing(history: Log, goal: Make, today: dt.date) -> None:
    log = history([(3, 9.0, 0.0), (2, 10.0, 0.0, {"nonstop_moving_m": 6_500.0})])
    found = side("non-stop", goal(10_000, in_days=20), log, today)
    assert (found.base, found.full) == pytest.approx((8_000, 10_000))
    assert found.now == 6_500
    assert found.first_reach(7_000, today) is None

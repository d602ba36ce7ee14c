"""The race itself: on its day, and nearly all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Goal
from runwins.model import History
from tests.ladder.conftest import earned

Log = Callable[..., History]
Make = Callable[..., Goal]


@pytest.mark.parametrize(("ago", "km", "done"), [(4, 10, False), (3, 9.6, False), (3, 9.7, True)])
def test_a_race_is_run_on_its_day(
    history: Log, goal: Make, today: dt.date, ago: int, km: float, done: bool
) -> None:
    aim = goal(10_000, in_days=-3, set_ago=60)
    assert (earned("race", aim, history([(ago, km, 0)]), today) == "run-0") is done


def test_without_a_day_all_of_it_counts_since_the_build_began(
    history: Log, goal: Make, today: dt.date
) -> None:
    aim = goal(10_000, in_days=None, set_ago=10)
    log = history([(11, 12, 0), (5, 9.9, 0), (4, 10, 0), (3, 11, 0)])
    assert earned("race", aim, log, today) == "run-2"


def test_a_stop_undoes_what_was_to_be_run_without(history: Log, goal: Make, today: dt.date) -> None:
    aim = goal(10_000, in_days=None, set_ago=10, without_stop=True)
    stopped = (4, 12, 0, {"nonstop_moving_m": 9_900.0})
    whole = (2, 11, 0, {"nonstop_moving_m": 10_500.0})
    assert earned("race", aim, history([stopped]), today) is None
    assert earned("race", aim, history([stopped, whole]), today) == "run-1"

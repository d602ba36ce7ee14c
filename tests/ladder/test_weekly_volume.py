"""The week: what it asks for, and what a usual one is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwins.goal import Away, Goal
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]
Make = Callable[..., Goal]


def test_one_big_week_is_no_state(history: Log, goal: Make, today: dt.date) -> None:
    # four weeks of 10 km, but for one of 40: the best is 40, their mean 17.5
    runs = [(7 * week + day, 5.0, 0.0) for week in range(4) for day in (1, 2)]
    found = side("weekly-volume", goal(42_195), history([*runs, (10, 30.0, 0.0)]), today)
    assert found.recent(today) == 40_000
    assert found.now == pytest.approx(17_500)


def test_a_usual_week_held_its_longest_run(history: Log, goal: Make, today: dt.date) -> None:
    found = side("weekly-volume", goal(42_195), history([(3, 30.0, 0.0)]), today)
    assert found.now == pytest.approx(7_500)
    assert found.usually(today) == 30_000


def test_marked_days_are_no_week(history: Log, goal: Make, today: dt.date) -> None:
    log = history((7 * week + day, 5.0, 0.0) for week in (1, 2, 3, 4) for day in (1, 2))
    assert side("weekly-volume", goal(42_195), log, today).now == pytest.approx(10_000)
    week = Away(today - dt.timedelta(days=6), today, "ill")
    marked = side("weekly-volume", goal(42_195), replace(log, away=(week,)), today)
    assert marked.now == pytest.approx(10_000)
    alone = history((7 * week + day, 5.0, 0.0) for week in (1, 2) for day in (1, 2))
    assert side("weekly-volume", goal(42_195), alone, today).now == pytest.approx(5_000)


def test_steps_are_whole_kilometres_and_then_fives(
    goal: Make, history: Log, today: dt.date
) -> None:
    grid = side("weekly-volume", goal(42_195), history([]), today).grid
    assert (grid(29_900), grid(34_900), grid(64_000)) == (29_000, 30_000, 60_000)

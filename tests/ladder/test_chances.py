"""First the logs from which nothing can be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Goal
from runwins.ladder.base import dimensions_of
from runwins.ladder.chances import can_forecast, goal_chance, open_base
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]


def able(log: History, aim: Goal, day: dt.date) -> bool:
    return can_forecast(dimensions_of(aim, log, day), log, day)


def test_too_few_or_too_old_weeks_forecast_nothing(
    history: Log, goal: Make, today: dt.date
) -> None:
    # Today is a Sunday: 1, 8, 15 … days ago are Saturdays of as many weeks.
    assert not able(history([]), goal(), today)
    assert not able(history((7 * week + 1, 8.0, 0.0) for week in range(5)), goal(), today)
    assert not able(history((day, 8.0, 0.0) for day in range(10)), goal(), today)
    assert not able(history((7 * week + 31, 8.0, 0.0) for week in range(8)), goal(), today)
    a_year_ago = [(365 + 7 * week, 8.0, 0.0) for week in range(3)]
    three = [(7 * week + 1, 8.0, 0.0) for week in range(3)]
    assert not able(history([*three, *a_year_ago]), goal(), today)
    assert able(history((7 * week + 1, 8.0, 0.0) for week in range(6)), goal(), today)


def test_a_mark_is_open_until_a_run_of_the_build_reached_it(
    history: Log, steady: Log, goal: Make, today: dt.date
) -> None:
    # A half marathon asks for 12.66 km in one run and 30 km in a week, on its grid 12 and 30.
    def still(log: History, **more: int) -> list[float]:
        aim = goal(**more)
        return [mark for _, mark in open_base(dimensions_of(aim, log, today), aim.first_day)]

    assert still(history([])) == [12_000, 30_000]
    assert still(steady(long_km=11.9)) == [12_000, 30_000]
    assert still(steady(long_km=14.0)) == [30_000]
    assert still(steady(long_km=15.0)) == []
    assert still(history([(31, 20.0, 0.0)])) == [12_000, 30_000]
    assert still(history([(31, 20.0, 0.0)]), set_ago=2) == [30_000]


def test_what_the_goal_does_not_depend_on_or_no_run_tells_is_no_open_mark(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    dimensions = dimensions_of(ultra, history([(3, 10.0, None)]), today)
    told = {id(each): name for name, each in dimensions.items()}
    names = [told[id(each)] for each, _ in open_base(dimensions, ultra.first_day)]
    assert "long-run" in names
    assert "weekly-ascent" in dimensions
    assert "weekly-ascent" not in names  # no run has an altitude
    assert "consistency" in dimensions
    assert "consistency" not in names


def test_a_chance_needs_a_day_and_a_log_and_is_sure_of_what_stands(
    history: Log, steady: Log, goal: Make, today: dt.date
) -> None:
    assert goal_chance(goal(in_days=None), steady(), today) is None
    assert goal_chance(goal(), history([(1, 8.0, 0.0)]), today) is None
    assert goal_chance(goal(), steady(long_km=15.0), today) == 1.0
    near, far = (goal_chance(goal(in_days=days), steady(), today) for days in (28, 140))
    assert near is not None
    assert far is not None
    assert 0 < near < far < 1


def test_a_mark_of_the_four_weeks_before_the_build_still_stands_in_it(
    history: Log, goal: Make, today: dt.date
) -> None:
    # 16 km a week in two runs, and 20 km 31 days ago: in time for a build begun two days ago.
    weeks = [(7 * week + day, 8.0, 0.0) for week in range(10) for day in (1, 3)]
    log = history([*weeks, (31, 20.0, 0.0)])
    begun, new = (goal_chance(goal(set_ago=ago), log, today) for ago in (2, 0))
    assert begun is not None
    assert new is not None
    assert begun > new


def test_no_week_is_left_once_the_taper_has_begun(steady: Log, goal: Make, today: dt.date) -> None:
    assert goal_chance(goal(in_days=10), steady(), today) == pytest.approx(0)

"""The longest run: kilometres on the road, km-effort on the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Goal
from runwins.ladder.long_run import long_run_pace
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]
Make = Callable[..., Goal]


def test_two_runs_tell_no_pace(history: Log, today: dt.date) -> None:
    assert long_run_pace(history([(3, 20, 0), (1, 20, 0)]), today) is None
    assert long_run_pace(history([(200, 20, 0), (3, 20, 0), (1, 20, 0)]), today) is None


def test_the_pace_is_that_of_the_five_longest(history: Log, today: dt.date) -> None:
    def run(ago: int, km: float, pace: float) -> tuple[object, ...]:
        return (ago, km, 0.0, {"elapsed_s": pace * km})

    runs = [run(9, 5, 200), *(run(ago, 20, 10 * ago + 360) for ago in (1, 2, 3, 4, 5))]
    assert long_run_pace(history(runs), today) == pytest.approx(390)


def test_climbing_counts_on_the_trail_alone(history: Log, goal: Make, today: dt.date) -> None:
    log = history([(3, 20.0, 1_000.0)])
    assert side("long-run", goal(50_000, terrain="trail", ascent_m=2e3), log, today).now == 30.0
    assert side("long-run", goal(50_000), log, today).now == 20_000.0


def test_it_ends_where_a_training_run_is_long_enough(
    steady: Log, history: Log, goal: Make, today: dt.date
) -> None:
    # of a marathon 72 % are 30.4 km; 195 minutes at 12 minutes a km hold 16, and base is 23.2 km
    assert side("long-run", goal(42_195), history([]), today).full == pytest.approx(30_380.4)
    slow = history((day, 10.0, 0.0, {"elapsed_s": 7_200.0}) for day in range(1, 9))
    found = side("long-run", goal(42_195), slow, today)
    assert found.full == found.base == pytest.approx(23_207.25)

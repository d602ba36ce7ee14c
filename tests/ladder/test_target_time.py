"""What is said of the time a runner wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwins.goal import Goal
from runwins.ladder import build_ladder
from runwins.ladder.what_if import what_if
from runwins.metrics.prediction import predict
from runwins.model import History
from runwins.units import format_duration

Log = Callable[..., History]
Make = Callable[..., Goal]


def about_time(aim: Goal, log: History, today: dt.date) -> list[str]:
    return [one for one in build_ladder(aim, log, today).sentences if "Your time of" in one]


def test_without_a_time_nothing_is_said_of_it(steady: Log, goal: Make, today: dt.date) -> None:
    assert about_time(goal(), steady(), today) == []


def test_too_little_running_says_so(history: Log, goal: Make, today: dt.date) -> None:
    few = history((7 * week + 1, 12.0, 0.0) for week in range(8))
    (said,) = about_time(goal(time_s=6000.0), few, today)
    assert said.startswith("Your time of 1:40:00: whether it is in reach cannot be said yet (")


@pytest.mark.parametrize(
    ("factor", "chance"),
    [(0.7, "fewer than 1 in 10"), (1.0, "about 5 in 10"), (1.5, "more than 9 in 10")],
)
def test_the_chance_is_the_predictions(
    steady: Log, goal: Make, today: dt.date, factor: float, chance: str
) -> None:
    aim = goal()
    made = predict(steady(), aim.distance_m, day=today)
    (said,) = about_time(replace(aim, time_s=factor * made.p50_s), steady(), today)
    assert f": {chance} such races" in said
    assert said.endswith(f"faster than {format_duration(made.p50_s)}.")


def test_nobody_who_has_not_run_is_told_a_chance(goal: Make, today: dt.date) -> None:
    ladder = what_if(goal(in_days=140, time_s=6000.0), 4, 12_000.0, today)
    assert not [one for one in ladder.sentences if "Your time of" in one]

"""Warm runs, where the race may be warmer than home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from runwins.goal import Goal
from runwins.ladder import kinds
from runwins.model import History
from tests.ladder.conftest import earned

Log = Callable[..., History]


def warm(days: list[int], celsius: float = 29.0, km: float = 8.0) -> list[tuple[Any, ...]]:
    return [(day, km, 0.0, {"avg_temperature_c": celsius}) for day in days]


def test_heat_is_asked_for_where_it_is_warmer_than_home(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    mild = history(warm(list(range(61, 120, 3)), 15.0))
    hot = history(warm(list(range(61, 120, 3)), 26.0))
    kind = kinds()["heat"]
    assert kind(ultra, mild, today) is None
    assert kind(replace(ultra, temperature_c=19.9), mild, today) is None
    assert kind(replace(ultra, temperature_c=30.0), hot, today) is None
    assert kind(replace(ultra, temperature_c=24.9), history([]), today) is None
    found = kind(replace(ultra, temperature_c=30.0), mild, today)
    assert found is not None
    assert found.label(8) == "8 runs of 45 min at 27 °C or warmer in three weeks"
    miles = kind(replace(ultra, temperature_c=30.0), replace(mild, units="mi"), today)
    assert miles is not None
    assert "81 °F" in miles.label(8)


def test_eight_warm_runs_in_three_weeks_and_no_fewer(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    aim = replace(ultra, temperature_c=31.0)
    eight = [20, 18, 15, 12, 9, 6, 3, 0]
    assert earned("heat", aim, history(warm(eight)), today) == "run-7"
    assert earned("heat", aim, history(warm(eight[1:])), today) is None
    assert earned("heat", aim, history(warm([21, *eight[1:]])), today) is None  # 22 days
    assert earned("heat", aim, history(warm(eight, celsius=27.9)), today) is None
    assert earned("heat", aim, history(warm(eight, km=7.4)), today) is None  # 44 minutes
    # eleven weeks before the race they are forgotten by then
    early = [day + 30 for day in eight]
    assert earned("heat", replace(aim, set_on=today - dt.timedelta(days=90)),
                  history(warm(early)), today) is None  # fmt: skip

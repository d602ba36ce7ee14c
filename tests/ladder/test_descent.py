"""A long way down in one run."""

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
Make = Callable[..., Goal]


def test_a_long_way_down(history: Log, ultra: Goal, goal: Make, today: dt.date) -> None:
    def down(ago: int, metres: float | None) -> tuple[Any, ...]:
        return (ago, 20.0, 1_500.0, {"descent_m": metres})

    assert earned("descent", ultra, history([down(3, 1_199.0)]), today) is None
    assert earned("descent", ultra, history([down(3, None)]), today) is None
    assert earned("descent", ultra, history([down(11, 1_300.0)]), today) is None  # 71 days before
    assert earned("descent", ultra, history([down(9, 1_200.0)]), today) == "run-0"
    flat_end = replace(ultra, descent_m=900.0)
    assert kinds()["descent"](flat_end, history([]), today) is None
    assert kinds()["descent"](goal(50_000, ascent_m=3_000.0), history([]), today) is None

"""Which rung is next: the highest that is likely, and after a gap the smallest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from runwins.goal import Goal
from runwins.ladder.standing import Rung
from runwins.ladder.states import next_of
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]
Make = Callable[..., Goal]
DAY = dt.date(2026, 11, 8)


def rung(log: History, goal: Goal, value: float, soon: float | None, **more: Any) -> Rung:
    found = Rung("long-run", 0, side("long-run", goal, log, DAY), value, soon=soon)
    for name, what in more.items():
        setattr(found, name, what)
    return found


def test_nothing_is_next_of_nothing() -> None:
    assert next_of([]) is None


def test_the_highest_that_is_likely_and_no_matter_of_course(steady: Log, goal: Make) -> None:
    log, aim = steady(), goal()
    sure, likely, higher, rare = (
        rung(log, aim, 1000.0 * km, soon, reached_gently=DAY + dt.timedelta(days=km))
        for km, soon in ((15, 0.95), (16, 0.80), (17, 0.56), (18, 0.40))
    )
    assert next_of([rare, sure, likely, higher]) is higher
    assert next_of([rare, sure, likely, higher], coming_back=True) is sure


def test_where_none_is_likely_the_gentle_path_decides(steady: Log, goal: Make) -> None:
    log, aim = steady(), goal()
    far = rung(log, aim, 15_000.0, 0.3, reached_gently=DAY)
    week = rung(log, aim, 20_000.0, 0.2, reached_gently=DAY - dt.timedelta(days=7))
    week.kind = "weekly-volume"
    assert next_of([far, week]) is week
    untold = rung(log, aim, 15_000.0, None)
    assert next_of([untold]) is untold

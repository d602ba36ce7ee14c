"""First the climbing that is not of one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from runwins.goal import Goal
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]
KIND = "single-run-ascent"


def test_two_runs_of_a_day_are_two_and_an_old_one_is_no_state(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    log = history([(2, 9.0, 600.0), (2, 9.0, 500.0), (31, 20.0, 1_400.0), (400, 9.0, 3_000.0)])
    found = side(KIND, ultra, log, today)
    assert found.now == 600
    assert found.year_best == 1_400
    assert found.first_reach(1_000.0, today) is None


def test_a_run_earns_it_on_its_day(history: Log, ultra: Goal, today: dt.date) -> None:
    log = history([(9, 20.0, 1_000.0), (2, 9.0, 1_200.0)])
    found = side(KIND, ultra, log, today)
    assert found.first_reach(1_000.0, today) == (today - dt.timedelta(days=9), "run-0")
    assert found.first_reach(1_001.0, today) == (today - dt.timedelta(days=2), "run-1")
    assert found.label(found.grid(1_249.0)) == "1,200 m of climbing in one run"
    assert (found.first, found.window_days) == (50.0, 30)

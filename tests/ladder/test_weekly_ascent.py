"""First the climbing that is not of one week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from runwins.goal import Goal
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]
KIND = "weekly-ascent"


def test_sunday_and_monday_are_two_weeks_and_an_old_week_is_no_state(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    # Today is a Sunday: 7 days ago was one, 6 days ago a Monday.
    log = history([(7, 9.0, 700.0), (6, 9.0, 400.0), (0, 9.0, 350.0), (40, 9.0, 2_000.0)])
    found = side(KIND, ultra, log, today)
    assert found.now == 750
    assert found.year_best == 2_000
    assert found.first_reach(800.0, today) is None


def test_the_run_that_fills_the_week_earns_it(history: Log, ultra: Goal, today: dt.date) -> None:
    log = history([(6, 9.0, 400.0), (5, 9.0, None), (3, 9.0, 350.0), (0, 9.0, 50.0)])
    found = side(KIND, ultra, log, today)
    assert found.first_reach(750.0, today) == (today - dt.timedelta(days=3), "run-2")
    assert found.first_reach(800.0, today) == (today, "run-3")
    assert found.first_reach(801.0, today) is None
    assert found.label(found.grid(799.0)) == "750 m of climbing in a week"
    assert (found.first, found.window_days) == (100.0, 28)

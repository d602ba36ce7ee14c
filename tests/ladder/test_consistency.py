from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from runwins.goal import Goal
from runwins.ladder.base import kinds
from runwins.ladder.consistency import runs_a_week
from runwins.ladder.marks import run_days
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]


def test_a_week_is_kept_by_one_run_fewer_than_usual(steady: Log, history: Log) -> None:
    assert runs_a_week(run_days(steady())) == 2
    often = history((7 * n + d, 5, 0) for n in range(8) for d in range(1, 6))
    assert runs_a_week(run_days(often)) == 4
    assert runs_a_week(run_days(history([]))) == 2


def test_an_empty_week_costs_one_and_resets_nothing(
    steady: Log, goal: Make, today: dt.date
) -> None:
    whole = kinds()["consistency"](goal(), steady(weeks=14), today)
    log = steady(weeks=14)
    runs = log.runs[(today - log.runs["local_date"].dt.date).map(lambda ago: ago.days // 7) != 5]
    gap = kinds()["consistency"](
        goal(), History(runs.reset_index(drop=True), log.efforts, log.climbs), today
    )
    assert whole is not None
    assert gap is not None
    assert whole.marks.values[-1] == 12
    assert gap.marks.values[-1] == 11


def test_the_run_that_kept_the_week_is_the_one_that_counts(
    history: Log, goal: Make, today: dt.date
) -> None:
    # Tuesday, Thursday and Saturday: two runs keep a week, so Thursday did
    log = history((7 * n + d, 5, 0) for n in range(4) for d in (1, 3, 5))
    kept = kinds()["consistency"](goal(), log, today)
    assert kept is not None
    assert kept.marks.first(4, today - dt.timedelta(days=60)) == (
        today - dt.timedelta(days=3), "run-1",
    )  # fmt: skip


def test_the_runners_own_number_keeps_a_week(history: Log, goal: Make, today: dt.date) -> None:
    log = history((7 * n + d, 5, 0) for n in range(4) for d in (1, 3, 5))
    four = kinds()["consistency"](goal(runs_per_week=4), log, today)
    three = kinds()["consistency"](goal(runs_per_week=3), log, today)
    assert four is not None
    assert three is not None
    assert len(four.marks.values) == 0
    assert three.marks.values.tolist() == [1, 2, 3, 4]
    assert three.label(8) == "8 of 12 weeks with 3 runs or more"

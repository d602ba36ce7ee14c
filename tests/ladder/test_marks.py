"""What was reached when: by single runs, weeks, and two days in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from runwins.ladder.marks import km_effort, of_runs, of_two_days, of_weeks
from runwins.model import History

Log = Callable[..., History]


def test_a_run_whose_climb_nobody_measured_is_credited_with_none(history: Log) -> None:
    log = history([(2, 10.0, 500.0), (1, 10.0, None)])
    assert km_effort(log).tolist() == [15.0, 10.0]


def test_what_is_not_known_is_no_mark(history: Log, today: dt.date) -> None:
    marks = of_runs(history([(3, 5, 0), (2, 6, 0)]), [np.nan, 7.0])
    assert marks.first(0.0, today - dt.timedelta(days=9)) == (today - dt.timedelta(days=2), "run-1")
    assert marks.best(today - dt.timedelta(days=9), today) == 7.0
    assert marks.best(today - dt.timedelta(days=1), today) == 0.0


def test_the_first_run_that_reached_a_value_since_a_day(history: Log, today: dt.date) -> None:
    marks = of_runs(history([(9, 12, 0), (5, 10, 0), (1, 11, 0)]), [12.0, 10.0, 11.0])
    since = today - dt.timedelta(days=6)
    assert marks.first(10.0, since) == (today - dt.timedelta(days=5), "run-1")
    assert marks.first(11.0, since) == (today - dt.timedelta(days=1), "run-2")
    assert marks.first(11.1, since) is None


def test_a_week_begins_on_monday(history: Log) -> None:
    # today is a Sunday: the Sunday before and the Monday after it are of two weeks
    log = history([(7, 9, 0), (6, 5, 0), (6, 2, 0), (0, 4, 0)])
    assert of_weeks(log, log.runs["distance_m"]).values.tolist() == [9e3, 5e3, 7e3, 11e3]


def test_two_days_are_neighbours_and_each_holds_enough(history: Log) -> None:
    log = history([(6, 20, 0), (4, 10, 0), (3, 5, 0), (3, 4, 0), (2, 30, 0)])
    both = of_two_days(log, log.runs["distance_m"], least=8_000.0)
    # the third day holds 5, then 9 km
    assert dict(zip(both.run_ids, both.values, strict=True)) == {"run-3": 19e3, "run-4": 39e3}

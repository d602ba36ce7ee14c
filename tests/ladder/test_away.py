"""The clock stands still for marked days, and for no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.goal import Away, Goal
from runwins.ladder import build_ladder
from runwins.ladder.away import MOST_DAYS, after, away_between, days_ago, weeks_between
from runwins.ladder.consistency import weeks_kept, weeks_so_far
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]
DAY = dt.date(2026, 10, 1)


def ill(first: int, last: int) -> Away:
    """Days before DAY, both included."""
    return Away(DAY - dt.timedelta(days=first), DAY - dt.timedelta(days=last), "ill")


def test_marked_days_are_counted_once_and_inside_alone() -> None:
    away = (ill(10, 6), ill(8, 5))
    assert away_between(away, DAY - dt.timedelta(days=20), DAY) == 6
    assert away_between(away, DAY - dt.timedelta(days=6), DAY) == 2
    assert away_between((), DAY, DAY) == 0


def test_days_ago_leave_the_marked_ones_out() -> None:
    days = np.array([DAY - dt.timedelta(days=ago) for ago in (40, 11, 10, 3, -2)], "datetime64[D]")
    assert days_ago((), days, DAY).tolist() == [40, 11, 10, 3, -2]
    # five of them, 10 to 6 days ago: a run eleven days ago is six days old; one on the first
    # marked day has four of them after it
    assert days_ago((ill(10, 6),), days, DAY).tolist() == [35, 6, 6, 3, -2]
    # a mark in the future changes nothing of the past
    assert days_ago((ill(-3, -9),), days, DAY).tolist() == [40, 11, 10, 3, -2]


def test_the_clock_stands_still_for_four_weeks_at_most() -> None:
    days = np.array([DAY - dt.timedelta(days=100)], "datetime64[D]")
    assert days_ago((ill(90, 1),), days, DAY).tolist() == [100 - MOST_DAYS]


def test_days_ahead_are_passed_over() -> None:
    away = (ill(-3, -5),)  # the third to the fifth day from now
    assert after(away, DAY, 2) == DAY + dt.timedelta(days=2)
    assert after(away, DAY, 3) == DAY + dt.timedelta(days=6)
    assert after((), DAY, 3) == DAY + dt.timedelta(days=3)
    assert weeks_between(away, DAY, DAY + dt.timedelta(days=10)) == pytest.approx(1.0)
    assert weeks_between((), DAY, DAY + dt.timedelta(days=10)) == pytest.approx(10 / 7)


marks = st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 20)), max_size=4)


@given(marks, st.integers(0, 60))
def test_after_lands_so_many_free_days_on(spans: list[tuple[int, int]], days: int) -> None:
    away = [ill(-first, -(first + more)) for first, more in spans]
    there = after(away, DAY, days)
    passed = (there - DAY).days
    assert passed - away_between(away, DAY + dt.timedelta(days=1), there) == days


def test_an_illness_does_not_age_what_was_there(history: Log, goal: Make, today: dt.date) -> None:
    log = history((31 + 3 * n, 12, 0) for n in range(60))
    marked = replace(log, away=(Away(today - dt.timedelta(days=28), today, "ill"),))
    assert build_ladder(goal(), log, today).status == "too early to say"
    after_ill = build_ladder(goal(), marked, today)
    assert after_ill.probability is not None
    # what is suggested is as gentle as without the mark
    first, second = (
        next(s for s in build_ladder(goal(), one, today).sentences if s.startswith("This week"))
        for one in (log, marked)
    )
    assert first == second


def test_a_mark_never_changes_which_rungs_there_are(
    steady: Log, goal: Make, today: dt.date
) -> None:
    aim = goal(set_ago=20)
    marked = replace(steady(), away=(Away(today - dt.timedelta(days=25), today, "holiday"),))
    one, other = (build_ladder(aim, log, today).rungs for log in (steady(), marked))
    assert set(one["rung_id"]) == set(other["rung_id"])
    assert set(one.loc[one["state"] == "done", "rung_id"]) == set(
        other.loc[other["state"] == "done", "rung_id"]
    )


def test_a_holiday_ahead_puts_dates_off_and_lowers_the_chance(
    steady: Log, goal: Make, today: dt.date
) -> None:
    aim = goal(42_195, in_days=100)
    weeks = (Away(today + dt.timedelta(days=1), today + dt.timedelta(days=14), "holiday"),)
    free = build_ladder(aim, steady(), today)
    busy = build_ladder(aim, replace(steady(), away=weeks), today)
    assert free.probability is not None
    assert busy.probability is not None
    assert busy.probability < free.probability
    early, late = (ladder.rungs.set_index("rung_id")["p50"].dropna() for ladder in (free, busy))
    for rung_id, day in late.items():
        assert day > early[rung_id]


def test_marks_name_the_gap_they_lie_in(history: Log, goal: Make, today: dt.date) -> None:
    log = history([(60, 5, 0), (58, 5, 0), (30, 5, 0), (2, 5, 0)])
    mark = Away(today - dt.timedelta(days=50), today - dt.timedelta(days=45), "ill", "flu")
    ladder = build_ladder(goal(set_ago=62), replace(log, away=(mark,)), today)
    assert [(why, (today - first).days) for first, _, why in ladder.gaps] == [("flu", 50), ("", 29)]


def test_free_weeks_are_left_out_of_the_twelve(history: Log, today: dt.date) -> None:
    # three runs in each of ten weeks but for the weeks 3 and 4 ago; today is a Sunday
    log = history((7 * w + d, 5, 0) for w in range(12) if w not in {3, 4} for d in (1, 3, 5))
    assert weeks_kept(log, 3).values[-1] == 10
    assert weeks_so_far(log, 3, today - dt.timedelta(days=76), today) == (3, 8, 10)
    week = Away(today - dt.timedelta(days=27), today - dt.timedelta(days=25), "holiday")
    assert weeks_so_far(replace(log, away=(week,)), 3, today - dt.timedelta(days=76), today) == (
        3, 8, 9,
    )  # fmt: skip
    longer = history((7 * w + d, 5, 0) for w in range(15) if w not in {3, 4} for d in (1, 3, 5))
    assert weeks_kept(longer, 3).values[-1] == 10
    assert weeks_kept(replace(longer, away=(week,)), 3).values[-1] == 11

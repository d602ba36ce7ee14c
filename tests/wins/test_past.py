from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
from histories import history, run
from hypothesis import given
from hypothesis import strategies as st

from runwins.wins.past import Past, best_before, count_before, last_as_good

values = st.lists(st.one_of(st.just(float("nan")), st.integers(0, 6).map(float)), max_size=30)


@given(values)
def test_best_before_is_the_largest_of_all_earlier(numbers: list[float]) -> None:
    best, holder = best_before(np.array(numbers, dtype=float))
    for here in range(len(numbers)):
        earlier = [value for value in numbers[:here] if value == value]
        if earlier:
            assert best[here] == max(earlier)
            assert holder[here] == numbers[:here].index(max(earlier))
        else:
            assert np.isnan(best[here])
            assert holder[here] == -1


@given(values)
def test_last_as_good_is_the_latest_at_least_as_large(numbers: list[float]) -> None:
    found = last_as_good(np.array(numbers, dtype=float))
    for here, value in enumerate(numbers):
        as_good = [j for j in range(here) if numbers[j] >= value]
        assert found[here] == (as_good[-1] if as_good else -1)


@given(values, st.integers(0, 30))
def test_last_as_good_can_begin_late(numbers: list[float], since: int) -> None:
    every = last_as_good(np.array(numbers, dtype=float))
    late = last_as_good(np.array(numbers, dtype=float), since)
    assert late[since:].tolist() == every[since:].tolist()
    assert (late[:since] == -1).all()


def test_runs_asked_about_are_those_from_a_place_on() -> None:
    known = replace(history([run(day) for day in range(5)]), since=2)
    past = Past(known)
    assert past.asked(np.array([True, True, False, True, True])) == [3, 4]
    assert past.owners(known.runs).tolist() == [0, 1, 2, 3, 4]
    assert past.place([known.runs["run_id"].iloc[3], "nobody"]).tolist() == [3, -1]


def test_what_is_altered_stays_ones_own() -> None:
    known = history([run(0, book="trail"), run(1, quality="poor")])
    past = Past(known)
    for flags in (past.outdoors(), past.sound(), past.in_book("trail"), past.owners(known.runs)):
        flags[:] = 0
    again = Past(known)
    assert again.outdoors().all()
    assert again.sound().tolist() == [True, False]
    assert again.in_book("trail").tolist() == [True, False]
    assert again.owners(known.runs).tolist() == [0, 1]


def test_count_before() -> None:
    attempts = np.array([True, False, True, True])
    assert count_before(attempts).tolist() == [0, 1, 1, 2]


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    days = ["2026-01-04", "2026-01-05", "2026-01-11", "2026-01-12", "2026-02-01"]
    past = Past(history([run(dt.date.fromisoformat(day)) for day in days]))
    weeks = past.weeks()
    assert (weeks - weeks[0]).tolist() == [0, 1, 1, 2, 4]
    assert (past.months() - past.months()[0]).tolist() == [0, 0, 0, 0, 1]
    assert past.date(2) == dt.date(2026, 1, 11)

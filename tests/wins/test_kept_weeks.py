from __future__ import annotations

from typing import Any

from histories import history, run
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.model import History
from runwins.wins.kept_weeks import WINDOW, keepings, weekly_goals
from runwins.wins.past import Past


def log(counts: list[int]) -> History:
    runs: list[dict[str, Any]] = [
        run(7 * week + day) for week, count in enumerate(counts) for day in range(count)
    ]
    return history(runs)


def test_goals_are_the_median_of_eight_weeks_less_one_and_at_least_two() -> None:
    goals = weekly_goals(Past(log([1, 4, 4, 6, 0, 6, 6])))
    # earlier weeks: none; 1; 1 4; 1 4 4; 1 4 4 6; 1 4 4 6 6
    assert list(goals.values()) == [2, 2, 2, 3, 3, 3]


def test_a_week_becomes_kept_with_its_last_needed_run() -> None:
    now = keepings(log([3, 3]))
    assert [(one.run, one.week, one.goal) for one in now] == [(1, 1, 2), (4, 2, 2)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(2, 3), min_size=14, max_size=20), st.integers(1, 10))
def test_an_empty_week_costs_one_and_resets_nothing(counts: list[int], empty: int) -> None:
    full = keepings(log(counts))[-1]
    holed = keepings(log([*counts[:empty], 0, *counts[empty + 1 :]]))[-1]
    assert full.of == holed.of == WINDOW
    assert full.kept - holed.kept in (0, 1)

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from runwins.wins.spaced import spaced

facts = st.lists(st.tuples(st.integers(-1, 12), st.booleans()), max_size=40)


def told_one_by_one(days: list[int], held: list[bool], apart: int) -> list[int]:
    told: list[int] = []
    for at, day in enumerate(days):
        if held[at] and (not told or day - days[told[-1]] >= apart):
            told.append(at)
    return told


@given(facts, st.integers(1, 20), st.integers(0, 41))
def test_from_any_fact_on_the_same_is_told(
    steps: list[tuple[int, bool]], apart: int, first: int
) -> None:
    # a day may be before the one of the run before: who flies over the date line lives it twice
    days = np.cumsum([step for step, _ in steps], dtype=np.int64)
    held = [holds for _, holds in steps]
    told = told_one_by_one(days.tolist(), held, apart)
    assert spaced(days, apart, held.__getitem__) == told
    assert spaced(days, apart, held.__getitem__, first) == [at for at in told if at >= first]


def test_no_more_is_asked_than_needed() -> None:
    asked: list[int] = []

    def holds(at: int) -> bool:
        asked.append(at)
        return at % 2 == 0

    days = np.array([0, 10, 20, 60, 61, 100], dtype=np.int64)
    assert spaced(days, 28, holds, 5) == []
    assert asked == [5]
    asked.clear()
    assert spaced(np.append(days, 120), 28, holds, 6) == [6]
    assert min(asked) >= 3  # nothing within 28 days before day 60: what held then was told

from __future__ import annotations

from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from runwins.wins.steady_runs import running_median
from runwins.wins.windows import medians, window_begin

rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60)), max_size=30).map(sorted)


@given(rows, st.integers(1, 40))
def test_a_window_holds_the_last_days_of_its_own_group(
    known: list[tuple[int, int]], days: int
) -> None:
    group, day = (np.array([row[at] for row in known], dtype=np.int64) for at in (0, 1))
    begin = window_begin(group * 5 - 7, day, days)
    for at, (mine, today) in enumerate(known):
        inside = [
            place
            for place, (other, then) in enumerate(known)
            if other == mine and today - days < then and place <= at
        ]
        assert begin[at] == inside[0]


@given(st.lists(st.floats(1, 9), max_size=15))
def test_medians_of_all_windows(numbers: list[float]) -> None:
    values = np.array(numbers)
    pairs = [(a, b) for a in range(len(numbers)) for b in range(a, len(numbers) + 1)]
    begin, end = (np.array([pair[at] for pair in pairs], dtype=np.int64) for at in (0, 1))
    found = medians(begin, end, lambda _, places: values[places])
    for (a, b), middle in zip(pairs, found.tolist(), strict=True):
        assert middle == median(numbers[a:b]) if a < b else np.isnan(middle)


@given(st.lists(st.floats(90, 180), max_size=20), st.integers(0, 20))
def test_running_medians_begin_late(numbers: list[float], first: int) -> None:
    found = running_median(np.array(numbers, dtype=float), first)
    for at in range(len(numbers)):
        if at < first:
            assert np.isnan(found[at])
        else:
            assert found[at] == median(numbers[: at + 1])

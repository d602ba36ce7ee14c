from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from runwins.wins.spans import begins, best_within, least_of_each, runs_so_far, sums_so_far

values = st.lists(st.one_of(st.just(float("nan")), st.integers(0, 6).map(float)), max_size=30)
spans = st.lists(st.integers(0, 2), max_size=30).map(lambda steps: np.cumsum(steps, dtype=np.int64))


@given(values, st.randoms(use_true_random=False))
def test_best_within_is_the_largest_of_a_stretch(numbers: list[float], random: object) -> None:
    pairs = [(a, b) for a in range(len(numbers) + 1) for b in range(len(numbers) + 1)]
    first, end = (np.array([pair[at] for pair in pairs], dtype=np.int64) for at in (0, 1))
    found = best_within(np.array(numbers, dtype=float), first, end)
    for (a, b), best in zip(pairs, found.tolist(), strict=True):
        known = [value for value in numbers[a:b] if value == value]
        assert best == max(known, default=-np.inf)


@given(spans)
def test_runs_and_sums_of_a_span_grow_run_by_run(span: np.ndarray) -> None:
    metres = np.sqrt(np.arange(1.0, len(span) + 1))
    counts, sums, begun = runs_so_far(span), sums_so_far(metres, span), begins(span)
    for at in range(len(span)):
        mine = [earlier for earlier in range(at + 1) if span[earlier] == span[at]]
        total = 0.0
        for one in mine:
            total = float(metres[one]) + total
        assert (counts[at], sums[at], begun[at]) == (len(mine), total, mine[0])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)), max_size=20))
def test_least_of_each_is_the_first_of_the_sorted(rows: list[tuple[int, int, int]]) -> None:
    key = np.array([row[0] for row in rows], dtype=np.int64)
    one, other = (np.array([row[at] for row in rows], dtype=float) for at in (1, 2))
    best = {}
    for at in sorted(range(len(rows)), key=lambda at: (*rows[at], at)):
        best.setdefault(rows[at][0], at)
    assert least_of_each(key, one, other).tolist() == list(best.values())

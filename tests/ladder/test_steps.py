from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.ladder.base import down_to
from runwins.ladder.steps import MERGE, Chain, friendly, geometric, select


@pytest.mark.parametrize(
    ("start", "target", "factor", "count"),
    [
        (5, 10, 1.10, 8),
        (10, 16, 1.10, 5),
        (18, 35, 1.10, 7),
        (24, 40, 1.10, 6),
        (30, 50, 1.10, 6),
        (30, 65, 1.10, 9),
        (400, 1500, 1.20, 8),
    ],
)
def test_numbers_of_steps(start: float, target: float, factor: float, count: int) -> None:
    steps = geometric(start, target, factor)
    assert len(steps) == count
    assert steps[-1] == target


def test_no_steps_to_what_is_already_there() -> None:
    assert geometric(10, 10, 1.1) == []
    assert geometric(12, 10, 1.1) == []
    assert geometric(0, 10, 1.1) == []


def test_steps_come_down_to_whole_kilometres() -> None:
    assert friendly(geometric(5, 10, 1.10), 5, down_to(1)) == [6, 7, 8, 9, 10]


def test_a_step_past_a_round_number_comes_down_to_it() -> None:
    # 14 → 15.4, 16.9, 18.6, 20.5, 22.5, 23
    steps = friendly(geometric(14, 23, 1.10), 14, down_to(1), (15.0, 21.0975))
    assert steps == [15, 16, 18, 20, 21.0975, 23]


@given(st.floats(1, 100), st.floats(1, 200), st.sampled_from([1.1, 1.15, 1.2]))
def test_friendly_steps_rise_to_the_target(start: float, target: float, factor: float) -> None:
    values = geometric(start, target, factor)
    steps = friendly(values, start, down_to(1))
    assert steps == sorted(set(steps))
    assert all(step > start * 0.99 for step in steps)
    assert all(step <= target + 1e-6 for step in steps)
    assert all(high >= MERGE * low for low, high in pairwise(steps[:-1]))
    if target >= start + 1:
        assert steps[-1] == down_to(1)(target)


def chain(name: str, origin: float, start: float, steps: Sequence[float], base: float) -> Chain:
    return Chain(name, True, 1.0, 1.10, origin, start, tuple(steps), base)


WIDE = [20.0, 22.0, 24.0, 26.0, 29.0, 32.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0]


def test_a_step_that_already_stood_is_not_the_first_shown() -> None:
    # 27 km is usual, 37 km was the best week of late: 29 and 35 had been reached
    week = replace(chain("week", 27, 35, [29, 35, 40, 45, 50, 65], 65), weight=1.5)
    assert week.first_step == 40
    assert select([week], 3) == {"week": [35, 40, 65]}
    assert chain("week", 70, 65, [], 65).first_step == 65


def test_many_sides_share_the_room_by_the_width_of_their_jumps() -> None:
    five = [chain(name, 18, 18, WIDE, 60) for name in "abcde"]
    five[0] = replace(five[0], weight=2.0)
    shown = select(five, 11)
    assert sum(map(len, shown.values())) == 11
    # the first step of the first, every end, and one step or more inside every other jump
    assert shown["a"][0] == 20
    assert all(values[-1] == 60 for values in shown.values())
    assert all(len(values) >= 2 for values in shown.values())


def test_few_sides_show_what_stands_and_the_full_mark() -> None:
    one = replace(chain("a", 18, 18, [*WIDE, 66.0], 60), weight=2.0)
    assert select([one], 4) == {"a": [18, 20, 60, 66]}

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.goal import Goal
from runwins.ladder.targets import last_new_days, profile, taper_weeks
from runwins.units import HALF_MARATHON, MARATHON, MILE

Make = Callable[..., Goal]


@pytest.mark.parametrize(
    ("distance_m", "long_run", "week_km", "two_days", "week_ascent", "run_ascent"),
    [
        (MARATHON, (0.55, 0.72), (50, 60), None, (0.45, 0.8), (0.4, 0.5)),
        (50_000, (0.50, 0.65), (65, 75), (0.75, 0.85), (0.7, 1.0), (0.65, 0.9)),
        (50 * MILE, (0.40, 0.55), (75, 90), (0.65, 0.75), (0.6, 0.9), (0.4, 0.6)),
        (100_000, (0.30, 0.50), (75, 95), (0.55, 0.7), (0.55, 0.8), (0.35, 0.6)),
        (100 * MILE, (0.25, 0.35), (90, 110), (0.35, 0.5), (0.5, 0.8), (0.3, 0.55)),
    ],
)
def test_marks_of_the_classes(
    goal: Make,
    distance_m: float,
    long_run: tuple[float, float],
    week_km: tuple[float, float],
    two_days: tuple[float, float] | None,
    week_ascent: tuple[float, float],
    run_ascent: tuple[float, float],
) -> None:
    asked = profile(goal(distance_m))
    assert asked.long_run == pytest.approx(long_run)
    assert asked.week_m == pytest.approx((1000 * week_km[0], 1000 * week_km[1]))
    assert asked.two_days == (None if two_days is None else pytest.approx(two_days))
    assert asked.week_ascent == pytest.approx(week_ascent)
    assert asked.run_ascent == pytest.approx(run_ascent)


@pytest.mark.parametrize(
    ("distance_m", "minutes"),
    [(5_000, 90), (10_000, 100), (HALF_MARATHON, 135), (MARATHON, 195), (50_000, 300),
     (50 * MILE, 420), (100_000, 480), (100 * MILE, 540)],
)  # fmt: skip
def test_time_caps(goal: Make, distance_m: float, minutes: float) -> None:
    assert profile(goal(distance_m)).longest_s == pytest.approx(60 * minutes)


@pytest.mark.parametrize(
    ("distance_m", "weeks", "days"),
    [(5_000, 1, 7), (10_000, 1, 7), (HALF_MARATHON, 2, 14), (MARATHON, 3, 21), (50_000, 2, 21),
     (100 * MILE, 2, 21)],
)  # fmt: skip
def test_tapers(distance_m: float, weeks: int, days: int) -> None:
    assert taper_weeks(distance_m) == weeks
    assert last_new_days(distance_m) == days


@given(st.floats(1_000, 400_000))
def test_between_the_classes_base_stays_below_full(distance_m: float) -> None:
    import datetime as dt

    asked = profile(Goal("x", None, distance_m, dt.date(2026, 1, 1)))
    for base, full in (asked.long_run, asked.week_m, asked.week_ascent, asked.run_ascent):
        assert 0 < base <= full
    assert (asked.two_days is not None) == (distance_m >= 49_000)

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.metrics.race_formulas import (
    cameron,
    fitted_exponent,
    marathon_shape,
    riegel,
    riegel_marathon_exponent,
    shape_share,
    tanda,
    time_for_vdot,
    vdot,
)
from runwins.units import HALF_MARATHON, MARATHON


@pytest.mark.parametrize(
    ("distance_m", "seconds", "expected"),
    [
        (5_000, 20 * 60, 49.81),
        (10_000, 40 * 60, 51.94),
        (HALF_MARATHON, 90 * 60, 50.98),
        (MARATHON, 180 * 60, 53.53),
    ],
)
def test_vdot_of_well_known_races(distance_m: float, seconds: float, expected: float) -> None:
    assert vdot(distance_m, seconds) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("level", "distance_m", "minutes", "seconds"),
    [
        (50, 5_000, 19, 56),
        (50, 10_000, 41, 20),
        (50, HALF_MARATHON, 91, 31),
        (50, MARATHON, 190, 40),
        (40, HALF_MARATHON, 110, 54),
        (40, MARATHON, 229, 37),
    ],
)
def test_time_of_a_vdot(level: float, distance_m: float, minutes: int, seconds: int) -> None:
    assert time_for_vdot(level, distance_m) == pytest.approx(60 * minutes + seconds, abs=1)


@given(st.floats(25, 80), st.floats(1_500, 42_195))
def test_vdot_and_its_time_are_each_others_way_back(level: float, distance_m: float) -> None:
    assert vdot(distance_m, time_for_vdot(level, distance_m)) == pytest.approx(level, abs=1e-3)


@given(st.floats(25, 80), st.floats(25, 80))
def test_a_higher_vdot_is_never_slower(one: float, other: float) -> None:
    slow, fast = sorted((one, other))
    assert time_for_vdot(fast, 10_000) <= time_for_vdot(slow, 10_000)


@pytest.mark.parametrize(("distance_m", "seconds"), [(0, 100), (100, 0), (-5, 10), (5, math.nan)])
def test_no_vdot_without_distance_and_time(distance_m: float, seconds: float) -> None:
    with pytest.raises(ValueError, match="a race needs"):
        vdot(distance_m, seconds)


def test_no_time_for_a_vdot_of_zero() -> None:
    with pytest.raises(ValueError, match="above zero"):
        time_for_vdot(0, 5_000)


def test_riegel_from_a_10_km_in_50_minutes() -> None:
    assert riegel(3_000, 10_000, HALF_MARATHON) == pytest.approx(1 * 3600 + 50 * 60 + 19, abs=1)
    assert riegel(3_000, 10_000, MARATHON) == pytest.approx(3 * 3600 + 50 * 60 + 1, abs=1)


def test_riegel_exponent_grows_with_few_kilometres() -> None:
    assert riegel_marathon_exponent(60) == pytest.approx(1.08)
    assert riegel_marathon_exponent(100) == pytest.approx(1.08)
    assert riegel_marathon_exponent(30) == pytest.approx(1.09)


def test_cameron() -> None:
    assert cameron(20 * 60, 5_000, 10_000) == pytest.approx(41 * 60 + 40, abs=1)
    assert cameron(2 * 3600, HALF_MARATHON, MARATHON) == pytest.approx(4 * 3600 + 15 * 60, abs=1)


def test_tanda() -> None:
    assert tanda(96.56, 279.6) == pytest.approx(2 * 3600 + 59 * 60 + 11, abs=1)
    assert tanda(96.56, 279.6) / 42.195 == pytest.approx(254.8, abs=0.05)


def test_own_exponent_is_drawn_towards_the_usual_one() -> None:
    efforts = [5_000, 10_000, HALF_MARATHON], [25 * 60, 53 * 60, 2 * 3600]
    assert fitted_exponent(*efforts) == pytest.approx(1.0837, abs=5e-5)


def test_no_own_exponent_from_two_efforts_or_a_narrow_span() -> None:
    assert fitted_exponent([5_000, 21_097], [1_500, 7_200]) is None
    assert fitted_exponent([5_000, 8_000, 10_000], [1_500, 2_500, 3_200]) is None


def test_shape_of_a_worked_example() -> None:
    # 26 weeks of 50 km: ten runs of 28 km in the last ten weeks, the rest short
    days = np.arange(0, 70, 7)
    rest = np.full(26 * 5, (26 * 50 - 280) / 130)
    kilometres = np.r_[np.full(10, 28.0), rest]
    days_ago = np.r_[days, np.arange(130)]
    assert shape_share(45, kilometres, days_ago) == pytest.approx(54.2, abs=0.05)


def test_shape_takes_something_off_only_where_endurance_lacks() -> None:
    none = np.array([]), np.array([], dtype=np.int64)
    assert marathon_shape(50, *none) == pytest.approx(50 * (0.6 + 0.4 * (1 - 42.195**1.23 / 100)))
    much = np.full(180, 20.0), np.arange(180)
    assert marathon_shape(50, *much) == pytest.approx(50)

from __future__ import annotations

import numpy as np
import pytest

from runwins.units import HALF_MARATHON, MARATHON, MILE
from runwins.wins.distance_marks import BIG, MARKS, credited, mark_name, reached


@pytest.mark.parametrize(
    ("measured", "race", "expected"),
    [
        (10_100.0, False, 9_999.0),
        (9_890.0, True, 9_791.1),  # too short to have been the race over 10 km
        (9_950.0, True, 10_000.0),
        (10_390.0, True, 10_286.1),
        (43_200.0, True, 42_768.0),
        (20_950.0, True, HALF_MARATHON),
    ],
)
def test_credited(measured: float, race: bool, expected: float) -> None:
    found = credited(np.array([measured]), np.array([race]))
    assert found[0] == pytest.approx(expected)


def test_an_unknown_distance_reaches_nothing() -> None:
    distances = np.array([np.nan, 999.0, 1000.0, 21_097.5, 250_000.0])
    assert reached(distances, MARKS["km"]).tolist() == [0, 0, 1000, 21_097.5, 100 * MILE]


def test_marks_hold_the_big_distances_for_all_runners() -> None:
    for marks in MARKS.values():
        assert set(marks) >= BIG
        assert list(marks) == sorted(marks)


def test_names() -> None:
    assert mark_name(1000.0, "km") == "km"
    assert mark_name(MILE, "mi") == "mile"
    assert mark_name(3 * MILE, "mi") == "3 miles"
    assert mark_name(5000.0, "mi") == "5 km"
    assert mark_name(MARATHON, "mi") == "marathon"

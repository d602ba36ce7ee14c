import numpy as np
import pytest

from runwins.metrics.grade import (
    cost_factor,
    flat_equivalent,
    grade,
    running_cost,
    walking_cost,
)

TABLE = [
    (-0.30, 1.498, 0.684, 2.462, 2.208),
    (-0.20, 1.081, 0.500, 1.800, 1.087),
    (-0.10, 0.873, 0.598, 2.152, 1.127),
    (-0.05, 0.891, 0.763, 2.746, 1.659),
    (0.00, 1.000, 1.000, 3.600, 2.500),
    (0.05, 1.201, 1.301, 4.685, 3.600),
    (0.10, 1.488, 1.658, 5.968, 4.899),
    (0.20, 2.264, 2.502, 9.007, 7.877),
    (0.30, 3.157, 3.494, 12.579, 11.184),
]


@pytest.mark.parametrize(("slope", "heart", "minetti", "run", "walk"), TABLE)
def test_the_cost_of_grades(slope, heart, minetti, run, walk):
    assert cost_factor(slope) == pytest.approx(heart, abs=0.001)
    assert cost_factor(slope, "minetti") == pytest.approx(minetti, abs=0.001)
    assert running_cost(slope) == pytest.approx(run, abs=0.001)
    assert walking_cost(slope) == pytest.approx(walk, abs=0.001)


def test_where_it_is_easiest():
    slopes = np.arange(-0.32, 0.1, 0.001)
    assert slopes[np.argmin(cost_factor(slopes))] == pytest.approx(-0.085, abs=0.001)
    assert cost_factor(slopes).min() == pytest.approx(0.869, abs=0.001)
    assert slopes[np.argmin(running_cost(slopes))] == pytest.approx(-0.181, abs=0.001)
    assert slopes[np.argmin(walking_cost(slopes))] == pytest.approx(-0.153, abs=0.001)


def test_beyond_the_measured_range_the_edge_stands_and_a_hair_of_grade_is_none():
    assert cost_factor(0.9) == cost_factor(0.32)
    assert running_cost(0.9) == running_cost(0.45)
    assert cost_factor(0.004) == 1.0


def test_grade_of_a_ramp_and_of_the_flat():
    path = np.arange(0.0, 1000, 3)
    assert grade(path, 0.1 * path) == pytest.approx(np.full(len(path), 0.1))
    assert grade(path, np.full(len(path), 300.0)).tolist() == [0.0] * len(path)


def test_grade_is_nought_without_way_or_altitude():
    assert grade(np.array([0.0, 5, 10]), np.array([0.0, 5, 10])).tolist() == [0, 0, 0]
    assert grade(np.arange(0.0, 90, 3), np.full(30, np.nan)).tolist() == [0.0] * 30


def test_standing_still_does_not_make_a_cliff():
    path = np.concatenate([np.arange(0.0, 300, 3), np.full(60, 300.0), np.arange(300.0, 600, 3)])
    altitude = 100 + np.concatenate([np.zeros(100), np.linspace(0, 2, 60), np.full(100, 2.0)])
    assert np.abs(grade(path, altitude)).max() < 0.05


@pytest.mark.parametrize(
    ("climb_m", "slope", "model", "kilometres"),
    [
        (15_000, 0.20, "hr", 70.2),
        (15_000, 0.20, "minetti", 65.0),
        (25_000, 0.12, "hr", 62.9),
        (25_000, 0.12, "minetti", 59.2),
    ],
)
def test_50_km_with_3000_m_as_flat_kilometres(climb_m, slope, model, kilometres):
    path = np.arange(0.0, 50_001, 10)
    altitude = np.interp(path, [0, climb_m, 2 * climb_m, 50_000], [0, climb_m * slope, 0, 0])
    if 2 * climb_m == 50_000:
        altitude = np.interp(path, [0, climb_m, 50_000], [0, climb_m * slope, 0])
    assert flat_equivalent(path, altitude, model)[-1] / 1000 == pytest.approx(kilometres, abs=0.15)

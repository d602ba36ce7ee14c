import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.metrics.geodesy import distance_m, haversine_m, steps_m


@pytest.mark.parametrize(
    ("ends", "metres"),
    [
        ((0, 0, 1, 0), 111_195.080),
        ((0, 0, 0, 1), 111_195.080),
        ((60, 0, 60, 1), 55_597.011),
        ((0, 179.9995, 0, -179.9995), 111.195),
        ((0, 0, 0, 180), 20_015_114.44),
    ],
)
def test_haversine_gives_textbook_arcs(ends, metres):
    assert haversine_m(*ends) == pytest.approx(metres, abs=0.01)


@pytest.mark.parametrize(
    ("lat", "north", "east"),
    [
        (0, 1.00561, 0.99888),
        (-8, 1.00542, 0.99882),
        (45, 1.00057, 0.99721),
        (60, 0.99805, 0.99637),
    ],
)
def test_sphere_against_ellipsoid_differs_as_computed_by_hand(lat, north, east):
    step = 1e-4
    up = (lat - step / 2, 10, lat + step / 2, 10)
    along = (lat, 10, lat, 10 + step)
    assert haversine_m(*up) / distance_m(*up) == pytest.approx(north, abs=1e-5)
    assert haversine_m(*along) / distance_m(*along) == pytest.approx(east, abs=1e-5)


def test_the_date_line_is_no_barrier():
    assert distance_m(0, 179.9995, 0, -179.9995) == pytest.approx(111.32, abs=0.01)


def test_the_same_place_is_no_distance():
    assert steps_m(np.array([47.0, 47.0]), np.array([8.0, 8.0])).tolist() == [0.0]


def test_far_away_falls_back_to_the_sphere():
    assert distance_m(0, 0, 1, 0) == pytest.approx(111_195.080, abs=0.01)


@given(st.floats(-84, 84), st.floats(-180, 180), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
def test_a_step_is_as_long_back_as_forth(lat, lon, dlat, dlon):
    there = distance_m(lat, lon, lat + dlat, lon + dlon)
    back = distance_m(lat + dlat, lon + dlon, lat, lon)
    assert there == pytest.approx(back, rel=1e-6, abs=1e-6)
    assert there >= 0

"""First the places that are nobody's home."""

import numpy as np

from runwins.metrics.privacy import hidden
from runwins.settings import Zone


def asked(lat, lon, *zones):
    return hidden(np.array(lat, dtype=float), np.array(lon, dtype=float), zones).tolist()


def zone(lat, lon, radius_m):
    return Zone(lat_deg=lat, lon_deg=lon, radius_m=radius_m)


def test_without_a_zone_and_without_a_position_nothing_is_hidden():
    assert asked([1, 2], [3, 4]) == [False, False]
    assert asked([np.nan], [np.nan], zone(0, 0, 1e6)) == [False]


def test_a_zone_is_a_circle_on_the_ground_wherever_it_lies():
    # A thousandth of a degree is 111.2 m north, and at 60 degrees 55.6 m east.
    north, east = ([60.001, 60.0], [5.0, 5.001])
    assert asked(north, east, zone(60, 5, 100)) == [False, True]
    assert asked(north, east, zone(60, 5, 112)) == [True, True]
    assert asked(north, east, zone(60, 5, 55)) == [False, False]
    assert asked([60.0], [5.001], zone(10, 5, 100), zone(60, 5, 56)) == [True]


def test_a_zone_reaches_over_the_date_line():
    assert asked([0.0, 0.0], [-179.9995, 179.0], zone(0, 179.9995, 120)) == [True, False]

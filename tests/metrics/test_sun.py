"""Sunrise and sunset against almanacs (to the minute), and the dark."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.metrics.sun import HORIZON_DEG, elevation_deg, is_dark, sun_times

HOUR = 3600.0


def clock(unix_s, offset_h):
    return dt.datetime.fromtimestamp(unix_s + offset_h * HOUR, dt.UTC)


@pytest.mark.parametrize(
    ("day", "lat", "lon", "offset_h", "sunrise", "sunset"),
    [
        ("2024-06-21", 51.5, -0.12, 1, "04:43", "21:21"),  # London
        ("2024-03-20", 40.71, -74.01, -4, "06:59", "19:08"),  # New York
        ("2024-12-21", -33.87, 151.21, 11, "05:41", "20:05"),  # Sydney
        ("2024-12-21", -36.85, 174.76, 13, "05:58", "20:39"),  # Auckland
        ("2024-01-01", 21.31, -157.86, -10, "07:09", "18:01"),  # Honolulu
    ],
)
def test_sunrise_and_sunset_are_the_almanacs(day, lat, lon, offset_h, sunrise, sunset):
    sun = sun_times(dt.date.fromisoformat(day), lat, lon, offset_h * HOUR)
    for moment, told in ((sun.sunrise_s, sunrise), (sun.sunset_s, sunset)):
        local = clock(moment, offset_h)
        assert str(local.date()) == day
        hour, minute = map(int, told.split(":"))
        assert abs(local.hour * 60 + local.minute + local.second / 60 - hour * 60 - minute) < 2


def test_beyond_the_polar_circle_the_sun_stays_up_or_down():
    for day, always in ((dt.date(2024, 6, 21), "up"), (dt.date(2024, 12, 21), "down")):
        sun = sun_times(day, 69.65, 18.96, HOUR)
        assert (sun.sunrise_s, sun.sunset_s, sun.always) == (None, None, always)


def test_dark_is_before_sunrise_and_after_sunset():
    sun = sun_times(dt.date(2026, 12, 12), -41.27, -66.97, -3 * HOUR)
    moments = np.array([sun.sunrise_s, sun.sunset_s])
    assert list(is_dark(moments - 120, -41.27, -66.97)) == [True, False]
    assert list(is_dark(moments + 120, -41.27, -66.97)) == [False, True]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)), st.floats(-60, 60), st.floats(-180, 180))
def test_the_sun_is_on_the_horizon_when_it_rises_and_sets(day, lat, lon):
    sun = sun_times(day, lat, lon, lon / 15 * HOUR)
    assert sun.sunrise_s < sun.sunset_s
    height = elevation_deg([sun.sunrise_s, sun.sunset_s], lat, lon)
    assert np.abs(height - HORIZON_DEG).max() < 0.1

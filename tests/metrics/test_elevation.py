import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.metrics.elevation import centred_mean, climbed, course_profile, profile


@pytest.mark.parametrize(
    ("altitude", "none", "three", "ten"),
    [
        (np.arange(101.0), 100, 100, 100),
        (np.tile([0.0, 1.0], 50), 50, 0, 0),
        (np.array([0.0, 10, 8, 20]), 22, 20, 20),
        (np.array([0.0, 10, 5, 20]), 25, 25, 20),
        (np.array([100.0, 50, 100]), 50, 50, 50),
        (np.array([0.0, 4, 0, 4, 0]), 8, 8, 0),
    ],
)
def test_full_legs_count_once_they_turn(altitude, none, three, ten):
    assert climbed(altitude, 1e-9)[0] == pytest.approx(none)
    assert climbed(altitude, 3)[0] == pytest.approx(three)
    assert climbed(altitude, 10)[0] == pytest.approx(ten)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_up_less_down_is_the_way_between_the_ends_but_for_what_did_not_turn(heights):
    altitude = np.array(heights, dtype=float)
    up, down = climbed(altitude)
    assert up >= 0
    assert down >= 0
    assert abs((up - down) - (altitude[-1] - altitude[0])) < 6.0
    assert climbed(altitude[::-1])[0] == pytest.approx(down)


def flat_hours(spread_m, lasts_s):
    """Return 40 flat hours of noise that is forgotten in so many seconds."""
    chance, kept = np.random.default_rng(1), np.exp(-1 / lasts_s) if lasts_s else 0.0
    noise = np.empty((40, 3600))
    noise[:, 0] = chance.normal(0, spread_m, 40)
    for second in range(1, 3600):
        fresh = chance.normal(0, spread_m * np.sqrt(1 - kept**2), 40)
        noise[:, second] = kept * noise[:, second - 1] + fresh
    return noise


@pytest.mark.parametrize(
    ("spread_m", "lasts_s", "width", "hysteresis_m", "climbed_m"),
    [
        (1.5, 0, 1, 1e-9, 3049),
        (1.5, 0, 15, 3, 3.2),
        (4.0, 60, 1, 1e-9, 1030),
        (4.0, 60, 31, 3, 126),
    ],
    ids=["barometer raw", "smoothed", "satellites raw", "smoothed, 3 m"],
)
def test_what_a_flat_hour_of_noise_climbs(spread_m, lasts_s, width, hysteresis_m, climbed_m):
    hours = flat_hours(spread_m, lasts_s)
    found = np.mean([climbed(centred_mean(hour, width), hysteresis_m)[0] for hour in hours])
    assert found == pytest.approx(climbed_m, rel=0.1, abs=3)


def test_turns_of_10_m_leave_some_noise_of_satellites():
    # 42 m are one hour's: hours differ by more than that, and their mean is 58.
    found = [climbed(centred_mean(hour, 31), 10)[0] for hour in flat_hours(4.0, 60)]
    assert np.quantile(found, 0.1) < 42 < np.quantile(found, 0.9)


def test_a_ramp_keeps_its_height():
    found = profile(np.arange(1001.0), 0.1 * np.arange(1001.0))
    assert found.ascent_m == pytest.approx(100, abs=0.01)
    assert found.descent_m == 0
    assert not found.poor
    assert found.altitude_m[500] == pytest.approx(50)


def test_smart_recording_climbs_as_much():
    time = np.arange(0.0, 3600, 7)
    hills = 50 * np.sin(time / 3600 * 4 * np.pi)
    found = profile(time, hills)
    assert found.ascent_m == pytest.approx(200, rel=0.02)


def test_a_step_of_the_sensor_is_not_climbed():
    altitude = np.full(3600, 100.0)
    altitude[1800:] += 300
    found = profile(np.arange(3600.0), altitude)
    assert found.ascent_m == 0
    assert found.removed_m == pytest.approx(300)
    assert found.poor


def test_a_calibration_in_the_first_minute_does_not_spoil_the_rest():
    time = np.arange(3600.0)
    altitude = np.where(time < 30, 0.0, 177.0) + np.interp(time, [1000, 2000], [0, 120])
    found = profile(time, altitude)
    assert found.ascent_m == pytest.approx(120, abs=1)
    assert not found.poor


def test_a_fast_descent_is_real():
    time = np.arange(600.0)
    found = profile(time, 1000 - 1.5 * time)
    assert found.descent_m == pytest.approx(898.5, abs=0.1)


def test_a_lift_during_a_silence_is_not_climbed():
    time = np.concatenate([np.arange(600.0), np.arange(1200.0, 1800)])
    altitude = np.where(time < 900, 500.0, 900.0)
    assert profile(time, altitude).ascent_m == 0


def test_a_car_to_the_pass_is_not_climbed():
    time = np.arange(1800.0)
    altitude = np.interp(time, [600, 1200], [500, 900])
    assert profile(time, altitude, [(590, 1210)]).ascent_m < 15


def test_no_altitude_and_a_dead_sensor_are_unknown():
    time = np.arange(100.0)
    assert profile(time, np.full(100, np.nan)) is None
    assert profile(time, np.zeros(100)) is None


def test_a_course_keeps_its_passes_and_loses_its_noise():
    along = np.arange(0.0, 50_000, 12)
    passes = 600 * (1 - np.cos(along / 50_000 * 6 * np.pi))
    noise = np.random.default_rng(2).normal(0, 2, len(along))
    grid, height = course_profile(along, passes + noise)
    assert np.diff(grid) == pytest.approx(5)
    assert climbed(height)[0] == pytest.approx(3600, rel=0.01)


def test_a_course_without_altitude_has_no_profile():
    grid, height = course_profile(np.arange(10.0), np.full(10, np.nan))
    assert len(grid) == len(height) == 0

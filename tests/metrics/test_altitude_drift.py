import numpy as np
import pytest

from runwins.metrics.altitude_drift import Drift, altitude_drift
from runwins.metrics.elevation import profile
from runwins.metrics.positions import valid_positions

TIME = np.arange(3601.0)
M_PER_DEG = 110_574.0


UNSEEN = Drift(0.0, 40.0)
NOWHERE = TIME, np.full(3601, np.nan), np.full(3601, np.nan)


def seen(north_m, east_m=0.0):
    lat = 10.0 + north_m / M_PER_DEG
    lon = 20.0 + (east_m + 0 * TIME) / M_PER_DEG / np.cos(np.radians(10))
    return valid_positions(TIME, lat, lon)


OUT_M = np.minimum(3 * TIME, 10_800 - 3 * TIME)  # out along a valley, and the same way back
HILLS = 100 + OUT_M / 50 + 5 * np.sin(OUT_M / 300)


@pytest.mark.parametrize("rise", [25, 40, 80])
def test_a_rise_is_found_where_the_way_back_is_higher_than_the_way_out(rise):
    found = altitude_drift(TIME, HILLS + rise * TIME / 3600, seen(OUT_M))
    assert found.mps * 3600 == pytest.approx(rise, abs=2)
    assert found.hidden_m == 0


@pytest.mark.parametrize("rise", [-60, -10, 0, 15])
def test_weather_and_a_fall_are_let_be(rise):
    found = altitude_drift(TIME, HILLS + rise * TIME / 3600, seen(OUT_M))
    assert found.mps == 0
    assert found.hidden_m == pytest.approx(max(rise, 0), abs=2)


def test_a_climb_from_which_nobody_comes_back_is_a_climb():
    assert altitude_drift(TIME, 100 + 0.2 * TIME, seen(3 * TIME)) == UNSEEN


def test_one_round_that_ends_higher_than_it_began_has_drifted():
    angle = 2 * np.pi * TIME / 3600
    around = seen(1500 * np.sin(angle), 1500 * np.cos(angle))
    hilly = 100 + 40 * np.sin(angle)
    assert altitude_drift(TIME, hilly + 40 * TIME / 3600, around).mps * 3600 == pytest.approx(
        40, abs=3
    )
    assert altitude_drift(TIME, hilly, around).mps == 0


def bow(apart_m):
    """Return a round that ends so far from where it began, and never comes to a place again."""
    angle = (2 * np.pi - apart_m / 1500) * TIME / 3600
    return angle, seen(1500 * np.sin(angle), 1500 * np.cos(angle))


@pytest.mark.parametrize("apart_m", [60, 110])
def test_a_round_whose_ends_lie_near_each_other_has_drifted(apart_m):
    angle, around = bow(apart_m)
    flat = 100 + 10 * np.sin(angle)
    assert altitude_drift(TIME, flat + 40 * TIME / 3600, around).mps * 3600 == pytest.approx(
        40, abs=3
    )
    assert altitude_drift(TIME, flat + 15 * TIME / 3600, around).mps == 0
    assert altitude_drift(TIME, flat - 40 * TIME / 3600, around).mps == 0
    assert altitude_drift(TIME, flat, around).mps == 0


def test_a_round_that_ends_further_up_the_slope_has_climbed():
    angle, around = bow(110)
    steep = 100 + 200 * np.sin(2 * angle)
    assert altitude_drift(TIME, steep + 14 * TIME / 3600, around).mps == 0
    assert altitude_drift(TIME, steep + 22 * TIME / 3600, around).mps == 0
    angle, around = bow(400)
    assert altitude_drift(TIME, 100 + 40 * TIME / 3600, around) == UNSEEN


def test_a_short_stand_says_nothing_about_the_rest():
    stands = np.clip(3 * (TIME - 600), 0, 8000)
    assert altitude_drift(TIME, 100 + 30 * TIME / 3600, seen(stands)) == UNSEEN


def test_noise_of_satellites_is_no_drift():
    for seed in range(20):
        chance = np.random.default_rng(seed)
        noise = np.repeat(chance.normal(0, 4, 62), 60)[: len(TIME)]
        assert altitude_drift(TIME, HILLS + noise, seen(OUT_M)).mps == 0


def test_what_drifted_is_neither_climbed_nor_the_highest_point():
    plain = profile(TIME, HILLS, seen=seen(OUT_M))
    found = profile(TIME, HILLS + 40 * TIME / 3600, seen=seen(OUT_M))
    assert found.drift.mps * 3600 == pytest.approx(40, abs=2)
    assert found.ascent_m == pytest.approx(plain.ascent_m, abs=3)
    assert found.descent_m == pytest.approx(plain.descent_m, abs=3)
    assert found.highest_m == pytest.approx(plain.highest_m, abs=3)
    assert profile(TIME, HILLS + 40 * TIME / 3600).ascent_m > plain.ascent_m + 15


def test_without_positions_nothing_is_known():
    assert altitude_drift(TIME, HILLS, valid_positions(*NOWHERE)) == UNSEEN


@pytest.mark.parametrize(("hours", "hidden_m"), [(0.5, 20), (2, 80), (30, 100)])
def test_what_nothing_shows_may_have_risen_as_before_a_storm(hours, hidden_m):
    assert altitude_drift(hours * TIME, HILLS, valid_positions(*NOWHERE)).hidden_m == hidden_m

import dataclasses

import numpy as np
import pytest

from runwins.metrics.cleaning import clean
from runwins.metrics.efficiency import Minutes, decoupling, steady_minutes, steady_state


def with_heart(activity, heart):
    return dataclasses.replace(activity, samples=activity.samples.assign(hr_bpm=heart))


def minutes(activity, stops=(), altitude=None):
    cleaned = clean(activity)
    heights = None if altitude is None else altitude(cleaned.path_m)
    return steady_minutes(cleaned, list(stops), heights)


def test_speed_and_heart_after_the_tenth_minute(recording):
    found = steady_state(minutes(with_heart(recording((3600, 3.0)), 150.0)))
    assert found == pytest.approx((150, 3.0))


def test_six_minutes_a_kilometre_at_150_beats_are_1_111_m_a_beat(recording):
    found = steady_state(minutes(with_heart(recording((3600, 1000 / 360)), 150.0)))
    assert 60 * found.speed_mps / found.hr_bpm == pytest.approx(1.111, abs=0.001)


def test_a_sensor_that_counts_steps_for_most_of_the_run_says_nothing(recording):
    run = recording((3600, 3.0))
    locked = np.where(run.samples["elapsed_s"] < 2400, 168.0, 150.0)
    assert np.isnan(steady_state(minutes(with_heart(run, locked))).hr_bpm)
    locked = np.where(run.samples["elapsed_s"] < 1200, 168.0, 150.0)
    assert steady_state(minutes(with_heart(run, locked))).hr_bpm == pytest.approx(150, abs=4)


def test_uphill_counts_as_faster_than_it_is(recording):
    run = with_heart(recording((3600, 2.0)), 150.0)
    found = steady_state(minutes(run, altitude=lambda path: 0.1 * path))
    assert found.speed_mps == pytest.approx(2.0 * 1.488, rel=0.01)


@pytest.mark.parametrize(
    "heart",
    [np.nan, 172.0, 40.0],
    ids=["none", "counts the steps", "no heart of a runner"],
)
def test_what_is_no_heart_rate_says_nothing(recording, heart):
    found = steady_state(minutes(with_heart(recording((3600, 3.0)), heart)))
    assert np.isnan(found.hr_bpm)
    assert np.isnan(found.speed_mps)


def test_a_short_run_and_minutes_with_stops_say_nothing(recording):
    assert np.isnan(steady_state(minutes(with_heart(recording((1500, 3.0)), 150.0))).hr_bpm)
    run = with_heart(recording((1200, 3.0), (600, 0.0), (1200, 3.0)), 150.0)
    found = minutes(run, stops=[(1200.0, 1800.0)])
    assert ((found.start_s + 60 <= 1200) | (found.start_s >= 1800)).all()


def halves(first, second, count=70):
    start = 600 + 60 * np.arange(count, dtype=float)
    speed = np.where(np.arange(count) < count / 2, first, second) * 150 / 60
    return Minutes(start, speed, np.full(count, 150.0))


@pytest.mark.parametrize(
    ("first", "second", "percent"), [(1.20, 1.14, 5.0), (1.1, 1.1, 0.0), (1.10, 1.12, -1.82)]
)
def test_decoupling(first, second, percent):
    assert decoupling(halves(first, second), 0.0) == pytest.approx(percent, abs=0.01)


def test_decoupling_of_a_short_stopped_or_uneven_run_is_unknown():
    assert decoupling(halves(1.2, 1.1, count=45), 0.0) is None
    assert decoupling(halves(1.2, 1.1), 0.10) is None
    assert decoupling(halves(1.5, 0.9), 0.0) is None

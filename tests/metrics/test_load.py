import math

import numpy as np
import pandas as pd
import pytest

from runwins.metrics.load import (
    banister_trimp,
    long_run_step,
    monotony,
    running_stress,
    smoothed_load,
)


@pytest.mark.parametrize(
    ("reserve", "men", "women"), [(0.5, 50.1, 59.5), (0.7, 103.1, 116.3), (0.0, 0.0, 0.0)]
)
def test_an_hour_by_heart_rate(reserve, men, women):
    heart = np.full(3600, 50 + reserve * 140)
    seconds = np.ones(3600)
    for sex, load in (("men", men), ("women", women)):
        found = banister_trimp(seconds, heart, rest_bpm=50, max_bpm=190, sex=sex)
        assert found == pytest.approx(load, abs=0.06)


@pytest.mark.parametrize(
    ("hours", "intensity", "stress"), [(1, 1.0, 100), (1.5, 0.8, 96), (5, 0.65, 211.25)]
)
def test_running_stress(hours, intensity, stress):
    assert running_stress(hours * 3600, intensity * 3.5, 3.5) == pytest.approx(stress)


def test_smoothed_loads_of_fifty_a_day():
    daily = np.full(84, 50.0)
    long = smoothed_load(daily, 42, start=0)
    assert [long[6], long[27], long[41], long[83]] == pytest.approx(
        [7.68, 24.33, 31.61, 43.23], abs=0.01
    )
    assert smoothed_load(daily, 7, start=0)[6] == pytest.approx(31.61, abs=0.01)
    assert smoothed_load(daily, 42)[0] == 50


def test_monotony_counts_the_days_of_rest():
    week = np.array([50.0, 0, 60, 40, 0, 120, 30])
    assert monotony(week) == pytest.approx(1.126, abs=0.001)
    assert monotony(week) * week.sum() == pytest.approx(337.8, abs=0.2)
    assert math.isnan(monotony(np.full(7, 40.0)))


def steps(*runs):
    frame = pd.DataFrame(
        {
            "run_id": [f"r{k}" for k in range(len(runs))],
            "start_time": pd.to_datetime([f"{day}T06:00Z" for day, _ in runs]),
            "local_date": pd.to_datetime([day for day, _ in runs]),
            "distance_m": [metres for _, metres in runs],
            "quality": "good",
        }
    )
    return long_run_step(frame)


@pytest.mark.parametrize(
    ("metres", "step"), [(19_800, 1.10), (20_000, 1.111), (25_000, 1.389), (40_000, 2.222)]
)
def test_the_step_beyond_the_longest_of_30_days(metres, step):
    found = steps(("2026-02-20", 30_000.0), ("2026-03-10", 18_000.0), ("2026-04-02", float(metres)))
    assert found["r2"] == pytest.approx(step, abs=0.001)


def test_no_run_in_30_days_is_no_step_and_the_same_day_does_not_count():
    found = steps(("2026-01-01", 10_000.0), ("2026-03-01", 12_000.0), ("2026-03-01", 15_000.0))
    assert found.isna().all()
    assert steps(("2026-03-01", 10_000.0), ("2026-03-31", 12_000.0))["r1"] == pytest.approx(1.2)
    assert steps(("2026-03-01", float("nan")), ("2026-03-31", 12_000.0)).isna().all()

"""The race against the plan, from a recording whose every second is known."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.metrics.pacing import pacing_plan
from runwins.metrics.raced import raced

HOUR = 3600.0
SAMPLE = Path(__file__).parent.parent.parent / "sample_data" / "stone_ring_50.gpx"


@pytest.fixture(scope="module")
def ring():
    return measure_course(read_course(SAMPLE))


def race_of(profile, plan, late_s=0.0, **more):
    """A recording that keeps plan A to the last station but one and then loses `late_s`."""
    legs = plan.legs
    at = np.concatenate([[0.0], legs["to_m"]])
    when = np.concatenate([[0.0], legs["a_arrival_s"]])
    when[-1] += late_s
    time = np.arange(0.0, when[-1] + 1, 10.0)
    path = np.interp(time, when, at)
    return pd.DataFrame(
        {
            "elapsed_s": time,
            "distance_m": path * 1.02,  # watches measure trails long or short
            "lat_deg": np.interp(path, profile.along_m, profile.lat_deg),
            "lon_deg": np.interp(path, profile.along_m, profile.lon_deg),
        }
        | more
    )


def test_the_race_against_the_plan(ring):
    plan = pacing_plan(ring, 9 * HOUR)
    legs = raced(ring, plan, race_of(ring, plan, late_s=1200.0))
    assert list(legs["lost_s"]) == pytest.approx([0, 0, 0, 0, 1200], abs=45)
    assert legs["behind_s"].iloc[-1] == pytest.approx(1200, abs=45)
    assert legs["leg_s"].sum() == pytest.approx(10_200 + 9 * HOUR - 9000, abs=60)


def test_without_a_plan_the_race_stands_alone(ring):
    planned = pacing_plan(ring, 9 * HOUR)
    legs = raced(ring, pacing_plan(ring), race_of(ring, planned))
    assert legs["arrival_s"].iloc[-1] == pytest.approx(9 * HOUR, abs=45)
    assert legs[["planned_arrival_s", "behind_s", "lost_s"]].isna().all(axis=None)


def test_a_station_nobody_saw_is_missing(ring):
    plan = pacing_plan(ring, 9 * HOUR)
    race = race_of(ring, plan)
    near = (race["distance_m"] / 1.02 - 21_800).abs() < 1500
    legs = raced(ring, plan, race[~near])
    assert list(legs["arrival_s"].isna()) == [False, True, False, False, False]
    assert legs["lost_s"].isna().sum() == 2
    elsewhere = race_of(ring, plan, lat_deg=50.0)
    assert raced(ring, plan, elsewhere)["arrival_s"].isna().all()
    assert raced(ring, plan, race.iloc[:0])["arrival_s"].isna().all()

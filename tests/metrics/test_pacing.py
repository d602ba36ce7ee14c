"""Pacing plans: legs add up, slopes and fade do what they say, cut-offs bind."""

import datetime as dt
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.course import Course, Waypoint
from runwins.errors import GoalError
from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.metrics.pacing import (
    MODELS,
    pacing_plan,
    time_share,
    usual_fade,
)
from runwins.metrics.prediction import chance_of

M_PER_DEG = 110_574.0
HOUR = 3600.0
SAMPLE = Path(__file__).parent.parent.parent / "sample_data" / "stone_ring_50.gpx"


@pytest.fixture(scope="module")
def ring():
    return measure_course(read_course(SAMPLE))


def hill(rise=300.0, distance=10_000.0, waypoints=()):
    """Half of the way up, half of it level."""
    metres = np.arange(0, distance + 1, 20)
    points = pd.DataFrame(
        {
            "lat_deg": metres / M_PER_DEG,
            "lon_deg": 0.0,
            "altitude_m": np.interp(metres, [0, distance / 2], [0, rise]),
        }
    )
    return measure_course(Course("a.gpx", "A", points, tuple(waypoints)))


def test_time_by_km_effort_by_hand():
    # 5 km with 300 m up are 8 km-effort, 5 km level are 5
    plan = pacing_plan(hill(), 13 * 600.0, fade=0.0, every_m=5000.0)
    assert list(plan.legs["name"]) == ["km 5", "Finish"]
    assert list(plan.legs["a_leg_s"]) == pytest.approx([8 * 600, 5 * 600], rel=0.01)
    assert list(plan.legs["ascent_m"]) == pytest.approx([300, 0], abs=4)
    assert plan.legs["a_pace_s_per_km"].iloc[0] == pytest.approx(960, rel=0.01)


def test_time_by_equal_heart_rate_by_hand():
    # at 10 % a metre is worth 1.488 on the flat
    shares = time_share(hill(500.0), "hr")
    assert np.interp(5000, hill(500.0).along_m, shares) == pytest.approx(1.488 / 2.488, abs=0.005)


def test_fade_slows_the_end_by_its_share():
    level = hill(0.0001)
    plan = pacing_plan(level, 10_000.0, fade=0.2, every_m=500.0)
    pace = plan.legs["a_pace_s_per_km"]
    assert pace.iloc[-1] / pace.iloc[0] == pytest.approx(1.19 / 1.0, abs=0.03)
    assert pace.is_monotonic_increasing
    even = pacing_plan(level, 10_000.0, fade=0.0, every_m=500.0).legs["a_pace_s_per_km"]
    assert even.max() / even.min() == pytest.approx(1, abs=1e-6)


def test_how_much_a_race_usually_fades(ring):
    assert usual_fade(ring) == 0.20
    assert usual_fade(hill(0.0001)) == 0.0
    assert usual_fade(hill(0.0001, 42_195.0)) == 0.05


@settings(deadline=None, max_examples=40)
@given(
    st.floats(4, 30), st.sampled_from(MODELS), st.floats(0, 0.6), st.floats(0, 900), st.booleans()
)
def test_legs_and_stops_add_up_to_the_time(ring, hours, model, fade, stop_s, at_stations):
    plan = pacing_plan(
        ring, hours * HOUR, 1.1 * hours * HOUR, model=model, fade=fade, stop_s=stop_s,
        at_stations=at_stations,
    )  # fmt: skip
    legs = plan.legs
    for one, total in (("a", hours), ("b", 1.1 * hours)):
        assert legs[f"{one}_leg_s"].sum() + legs["stop_s"].sum() == pytest.approx(total * HOUR)
        assert legs[f"{one}_arrival_s"].iloc[-1] == pytest.approx(total * HOUR)
        assert legs[f"{one}_arrival_s"].is_monotonic_increasing
    assert legs["share"].sum() == pytest.approx(1)
    assert (legs["a_earliest_s"] <= legs["a_arrival_s"] + 1e-6).all()
    assert (legs["a_latest_s"] >= legs["a_arrival_s"] - 1e-6).all()
    assert legs["ascent_m"].sum() == pytest.approx(ring.ascent_m)
    assert (legs["to_m"] - legs["from_m"]).sum() == pytest.approx(ring.distance_m)


def test_the_stop_comes_after_the_arrival(ring):
    without, with_stops = (pacing_plan(ring, 9 * HOUR, stop_s=s).legs for s in (0.0, 300.0))
    assert list(with_stops["stop_s"]) == [300.0] * 4 + [0.0]
    assert with_stops["a_arrival_s"].iloc[0] < without["a_arrival_s"].iloc[0]
    gap = with_stops["a_arrival_s"].diff() - with_stops["a_leg_s"]
    assert list(gap[1:]) == pytest.approx([300.0] * 4)


def test_the_slowest_plan_meets_every_cutoff_and_one_of_them_just(ring):
    plan = pacing_plan(ring, 9 * HOUR, stop_s=120.0)
    spare = plan.legs["cutoff_s"] - plan.legs["last_arrival_s"]
    assert spare.min() == pytest.approx(0, abs=1e-6)
    assert plan.legs["name"][int(spare.idxmin())] == plan.tightest
    assert plan.last_s <= 12 * HOUR + 1e-6
    assert list(plan.legs["a_cushion_s"] > 0) == [True] * 5


def test_an_early_cutoff_decides():
    profile = hill(waypoints=[Waypoint("Hut", 5000 / M_PER_DEG, 0, is_aid=True, cutoff_s=4800.0)])
    plan = pacing_plan(profile, fade=0.0)
    assert (plan.tightest, math.isnan(plan.a_s)) == ("Hut", True)
    assert plan.last_s == pytest.approx(13 * 600, rel=0.01)
    assert plan.legs["a_arrival_s"].isna().all()


def test_without_cutoffs_there_is_no_slowest_plan():
    plan = pacing_plan(hill(), 5000.0)
    assert math.isnan(plan.last_s)
    assert plan.tightest == ""


def test_miles():
    plan = pacing_plan(hill(), 5000.0, every_m=1609.344 * 2)
    assert list(plan.legs["name"]) == ["mile 2", "mile 4", "mile 6", "Finish"][: len(plan.legs)]


@pytest.mark.parametrize("more", [{"fade": -0.1}, {"fade": 1.5}, {"stop_s": 3000.0, "a_s": 9000.0}])
def test_what_makes_no_sense_is_refused(ring, more):
    with pytest.raises(GoalError):
        pacing_plan(ring, **({"a_s": 9 * HOUR} | more))


def test_the_dark_is_where_plan_a_runs_after_sunset(ring):
    start = dt.datetime(2026, 12, 12, 10, tzinfo=dt.UTC)  # 07:00 there, the sun sets 20:55
    assert pacing_plan(ring, 9 * HOUR, start=start).dark == ()
    assert math.isnan(pacing_plan(ring, 9 * HOUR).dark_s)
    plan = pacing_plan(ring, 15 * HOUR, start=start)
    ((first, last),) = plan.dark
    assert last == pytest.approx(ring.distance_m, abs=6)
    assert plan.dark_s == pytest.approx(1 * HOUR + 5 * 60, abs=120)
    assert first > ring.stations["at_m"].iloc[3]


def test_a_night_in_the_middle():
    plan = pacing_plan(
        hill(distance=100_000.0), 30 * HOUR, start=dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
    )
    (span,) = plan.dark  # at the equator in March the sun sets and rises near six
    assert 0 < span[0] < span[1] < 100_000
    assert plan.dark_s == pytest.approx(12 * HOUR, abs=900)


def test_how_likely_a_time_is():
    assert chance_of(10_000, 10_000, 12_000) == pytest.approx(0.5)
    assert chance_of(12_000, 10_000, 12_000) == pytest.approx(0.9, abs=1e-3)
    assert chance_of(10_000 / 1.2, 10_000, 12_000) == pytest.approx(0.1, abs=1e-3)

"""Courses measured against geometry done by hand, the made-up race, and official figures."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from runwins.course import Course, Waypoint
from runwins.frames import CLIMBS, DESCENTS, RUNS
from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.metrics.course_climbs import match_climbs
from runwins.metrics.stations import resolve_cutoffs

M_PER_DEG = 110_574.0
HOUR = 3600.0
SAMPLE = Path(__file__).parent.parent.parent / "sample_data" / "stone_ring_50.gpx"

OFFICIAL = Path(__file__).parent.parent / "evaluation" / "courses.csv"


def straight(metres, height=None, waypoints=(), **more):
    """A course due north at the equator: where a waypoint stands is its metre over M_PER_DEG."""
    metres = np.asarray(metres, dtype=float)
    table = {
        "lat_deg": metres / M_PER_DEG,
        "lon_deg": np.zeros(len(metres)),
        "altitude_m": np.full(len(metres), np.nan) if height is None else height,
    }
    return Course("a.gpx", "A", pd.DataFrame(table), tuple(waypoints), **more)


def at(name, metre, **more):
    return Waypoint(name, metre / M_PER_DEG, 0.0, **more)


def test_without_altitudes_ascent_is_unknown_and_not_nought():
    profile = measure_course(straight(np.arange(0, 10_001, 50)))
    assert np.isnan([profile.ascent_m, profile.descent_m, profile.flat_hr_m]).all()
    assert not profile.reliable
    assert profile.climbs.empty
    assert profile.km_effort == pytest.approx(10, rel=1e-3)
    assert "no altitudes" in profile.remarks[0]


def test_altitudes_for_a_part_of_the_way_are_not_believed():
    metres = np.arange(0, 10_001, 50)
    height = np.where(metres < 6000, metres / 10, np.nan)
    assert np.isnan(measure_course(straight(metres, height)).ascent_m)
    height[(metres >= 6000) & (metres % 500 == 0)] = 700
    assert np.isfinite(measure_course(straight(metres, height)).ascent_m)


def test_a_ramp_by_hand():
    metres = np.arange(0, 6001, 20)
    height = np.interp(metres, [0, 2000, 4000, 6000], [100, 300, 300, 100])
    profile = measure_course(straight(metres, height))
    assert profile.distance_m == pytest.approx(6000, rel=1e-3)
    assert profile.ascent_m == pytest.approx(200, abs=3)
    assert profile.descent_m == pytest.approx(200, abs=3)
    assert profile.km_effort == pytest.approx(8, abs=0.05)
    # 2 km at +10 %, 2 km flat, 2 km at -10 %: 2 x 1.488 + 2 + 2 x 0.873
    assert profile.flat_hr_m == pytest.approx(6722, rel=0.01)
    # 2 x 1.658 + 2 + 2 x 0.598
    assert profile.flat_minetti_m == pytest.approx(6512, rel=0.01)
    up, down = profile.climbs.to_dict("records")
    assert (up["kind"], down["kind"]) == ("climb", "descent")
    assert (up["from_m"], up["to_m"]) == (pytest.approx(0, abs=60), pytest.approx(2000, abs=60))
    assert (up["grade"], up["steepest_grade"]) == (
        pytest.approx(0.10, abs=0.004), pytest.approx(0.10, abs=0.004),
    )  # fmt: skip
    assert down["height_m"] == pytest.approx(200, abs=3)


def test_points_on_one_spot_add_no_ascent():
    metres = np.repeat(np.arange(0, 5001, 100), 3)
    noise = np.tile([0.0, 30.0, -30.0], len(metres) // 3)
    base = np.interp(metres, [0, 5000], [0, 100])
    profile = measure_course(straight(metres, base + np.where(noise == 0, 0, noise)))
    assert profile.ascent_m < 400  # a raw sum would be 3,000


def test_a_flat_course_is_called_unreliable_and_the_organiser_is_believed():
    metres = np.arange(0, 21_098, 30)
    height = 5 * np.sin(metres / 400)
    profile = measure_course(straight(metres, height), ascent_m=40.0)
    assert not profile.reliable
    assert "unreliable" in " ".join(profile.remarks)
    assert profile.km_effort == pytest.approx(21.1 + 0.4, abs=0.05)


def test_points_far_apart_are_said():
    assert "2.0 km apart" in measure_course(straight([0, 2000, 4000])).remarks[0]


def test_stations_lie_where_they_are_and_the_finish_is_last():
    course = straight(
        np.arange(0, 10_001, 25),
        waypoints=[at("Start", 0, role="start"), at("Hut", 4000, is_aid=True), at("Peak", 7000),
                   at("Far", 5000), at("Finish", 10_000, role="finish")],
    )  # fmt: skip
    far = course.waypoints[3]
    moved = Waypoint("Far", far.lat_deg, 0.01)
    course = straight(np.arange(0, 10_001, 25), waypoints=[*course.waypoints[:3], moved])
    profile = measure_course(course)
    assert list(profile.stations["name"]) == ["Hut", "Peak", "Finish"]
    assert list(profile.stations["at_m"]) == pytest.approx([4000, 7000, 10_000], rel=1e-3)
    assert "(Far)" in profile.remarks[-1]


def out_and_back(waypoints):
    way = np.concatenate([np.arange(0, 5001, 25), np.arange(4975, -1, -25)])
    return measure_course(straight(way, waypoints=waypoints)).stations


def test_out_and_back_the_kilometre_in_the_words_decides():
    found = out_and_back([at("Hut", 2000, is_aid=True, at_m=8_100.0)])
    assert found["at_m"].iloc[0] == pytest.approx(8000, abs=30)


def test_out_and_back_the_order_of_the_file_decides_next():
    found = out_and_back([at("Hut", 2000), at("Turn", 5000), at("Tree", 1000)])
    assert list(found["name"]) == ["Hut", "Turn", "Tree", "Finish"]
    assert list(found["at_m"][:3]) == pytest.approx([2000, 5000, 9000], abs=30)


def test_a_place_written_twice_is_one():
    found = out_and_back([at("Turn", 5000), at("Turn", 5000)])
    assert list(found["name"]) == ["Turn", "Finish"]


@pytest.mark.parametrize(
    ("told_h", "efforts", "start_h", "hours"),
    [
        ([(3, None), (6, None)], [20, 40], None, [3, 6]),  # said to be after the start
        ([(None, 10), (None, 13)], [20, 40], 7, [3, 6]),  # said to be times of day
        ([(None, 10), (None, 13)], [20, 40], None, [None, None]),  # … and no start is known
        ([(10, 10), (13, 13)], [15, 35], 7, [3, 6]),  # either: 40 min a km-effort is no race
        ([(3, 3), (7, 7)], [15, 35], 6, [3, 7]),  # either: before the start
        ([(3, 3), (7, 7)], [15, 35], None, [3, 7]),
        ([(None, 22), (None, 5), (None, 14), (None, 1)], [20, 60, 100, 140], 17, [5, 12, 21, 32]),
        ([(None, 22), (30, None), (None, 2)], [25, 120, 135], 18, [4, 30, 32]),
    ],
)
def test_cutoffs_in_seconds_after_the_start(told_h, efforts, start_h, hours):
    told = [tuple(None if one is None else one * HOUR for one in pair) for pair in told_h]
    found, _ = resolve_cutoffs(told, efforts, None if start_h is None else start_h * HOUR)
    assert [None if one is None else one / HOUR for one in found] == hours


def test_cutoffs_that_fall_are_said():
    _, said = resolve_cutoffs([(6 * HOUR, None), (3 * HOUR, None)], [20, 40], None)
    assert "do not rise" in said[0]


def own_climbs(*rows):
    full = [
        {"started_at_m": 0, "started_at_s": 0, "length_m": gain / grade, "elapsed_s": 900,
         "vam_m_per_h": 600, "run_id": run_id, "gain_m": gain, "grade": grade}
        for run_id, gain, grade in rows
    ]  # fmt: skip
    return CLIMBS.build(full)


def own_descents(*rows):
    return DESCENTS.build(
        {"run_id": run_id, "started_at_m": 0, "length_m": drop / grade, "drop_m": drop,
         "grade": grade}
        for run_id, drop, grade in rows
    )  # fmt: skip


def runs(*days):
    return RUNS.build(
        {"run_id": day, "start_time": f"{day}T08:00:00Z", "utc_offset_s": 0, "local_date": day,
         "book": "trail", "is_race": False, "quality": "good", "source": "fit", "source_file": "f"}
        for day in days
    )  # fmt: skip


def test_a_climb_is_matched_to_the_nearest_or_the_biggest_of_the_runners():
    metres = np.arange(0, 12_001, 20)
    height = np.interp(metres, [0, 3000, 6000, 9000, 12_000], [0, 300, 0, 500, 0])
    climbs = measure_course(straight(metres, height)).climbs
    own = own_climbs(("2026-03-01", 310, 0.11), ("2026-04-01", 60, 0.10), ("2026-05-01", 420, 0.2))
    days = runs("2026-03-01", "2026-04-01", "2026-05-01")
    matched = match_climbs(climbs, own, DESCENTS.empty(), days)
    small, big = matched[matched["kind"] == "climb"].to_dict("records")
    assert (small["own_run_id"], small["own_bigger"]) == ("2026-03-01", True)
    assert (big["own_run_id"], big["own_bigger"]) == ("2026-05-01", False)
    assert (big["own_height_m"], big["own_date"]) == (420, pd.Timestamp("2026-05-01"))
    assert matched[matched["kind"] == "descent"]["own_run_id"].isna().all()
    assert climbs["own_run_id"].isna().all()


def test_a_descent_is_matched_to_the_runners_own_descents_and_no_climb():
    metres = np.arange(0, 12_001, 20)
    height = np.interp(metres, [0, 3000, 6000, 9000, 12_000], [0, 300, 0, 500, 0])
    climbs = measure_course(straight(metres, height)).climbs
    own = own_descents(("2026-03-01", 310, 0.11), ("2026-04-01", 60, 0.1), ("2026-05-01", 330, 0.3))
    days = runs("2026-03-01", "2026-04-01", "2026-05-01")
    matched = match_climbs(climbs, CLIMBS.empty(), own, days)
    small, big = matched[matched["kind"] == "descent"].to_dict("records")
    # 300 m at 10 %: 310 m at 11 % is nearer than 330 m at 30 %; 500 m is more than any
    assert (small["own_run_id"], small["own_bigger"]) == ("2026-03-01", True)
    assert (big["own_run_id"], big["own_bigger"]) == ("2026-05-01", False)
    assert matched[matched["kind"] == "climb"]["own_run_id"].isna().all()
    assert not matched[matched["kind"] == "climb"]["own_bigger"].any()


def test_nobody_without_climbs_is_matched():
    climbs = measure_course(read_course(SAMPLE)).climbs
    matched = match_climbs(climbs, CLIMBS.empty(), DESCENTS.empty(), RUNS.empty())
    assert matched["own_run_id"].isna().all()
    assert not matched["own_bigger"].any()


def test_the_made_up_race_is_as_it_was_made(sample_index):
    course = read_course(SAMPLE)
    profile = measure_course(course)
    truth = sample_index["course_truth"]
    assert profile.distance_m == pytest.approx(truth["true_m"], rel=0.002)
    assert profile.ascent_m == pytest.approx(truth["true_ascent_m"], rel=0.01)
    assert (course.start_clock_s, course.date) == (7 * HOUR, dt.date(2026, 12, 12))
    stations = profile.stations
    assert list(stations["at_m"] / 1000) == pytest.approx([11.2, 21.8, 33.4, 42.6, 50.0], abs=0.05)
    assert list(stations["cutoff_s"] / HOUR) == pytest.approx([3 + 1 / 6, 5.75, 8.5, 10.5, 12])
    assert list(stations["is_aid"]) == [True] * 4 + [False]
    assert (profile.climbs["kind"] == "climb").sum() == 9


def test_official_lengths_and_ascents_are_met(corpus):
    official = pd.read_csv(OFFICIAL)
    lengths, ascents = [], []
    for row in official.to_dict("records"):
        (path,) = (corpus / "routes").rglob(row["file"])
        profile = measure_course(read_course(path))
        lengths.append(profile.distance_m / 1000 / row["length_km"] - 1)
        ascents.append(profile.ascent_m / row["ascent_m"] - 1)
    ascents = np.abs([off for off in ascents if np.isfinite(off)])
    assert len(ascents) == 9
    assert np.median(ascents) <= 0.03
    assert np.sort(ascents)[-2] <= 0.12  # in one file all rises come to less than is told
    assert np.median(np.abs(lengths)) <= 0.03


def test_city_courses_are_unreliable(corpus):
    for name in ("inverness-half-marathon.gpx", "manchester-marathon-2026.gpx"):
        (path,) = (corpus / "routes").rglob(f"*{name}")
        assert not measure_course(read_course(path)).reliable


def test_the_summits_of_a_fell_round_come_in_their_order(corpus):
    (path,) = (corpus / "routes").rglob("*bob-graham-round.gpx")
    names = list(measure_course(read_course(path)).stations["name"])
    order = ["Skiddaw", "Blencathra - Hallsfell Top", "Helvellyn", "Bowfell", "Scafell Pike",
             "Great Gable", "Robinson", "Moot Hall"]  # fmt: skip
    assert [name for name in names if name in order] == order

import dataclasses

import numpy as np
import pytest

from runwins.frames import CLIMBS, EFFORTS, RUNS
from runwins.metrics.summary import measure
from runwins.model import Totals

FROM_ELSEWHERE = {
    "run_id", "start_time", "utc_offset_s", "local_date", "name", "is_race", "source",
    "source_file",
}  # fmt: skip
BY_GAIT = {"nonstop_by_gait_m", "cadence_histogram_s"}


def hills(path):
    return 100 + 40 * (1 - np.cos(path / 2000 * 2 * np.pi))


def test_a_run_becomes_a_row_with_efforts_and_climbs(recording):
    found = measure(recording((3600, 3.0), altitude=hills, altitude_source="baro"))
    assert set(found.row) == set(RUNS.names) - FROM_ELSEWHERE | BY_GAIT
    assert found.row["distance_m"] == pytest.approx(10_800)
    assert found.row["moving_s"] == 3600
    assert found.row["ascent_m"] == pytest.approx(472.4, rel=0.01)
    assert found.row["ascent_source"] == "baro"
    assert found.row["quality"] == "good"
    assert found.row["quality_reasons"] is None
    assert found.row["avg_cadence_spm"] == 170
    assert np.isnan(found.row["avg_hr_bpm"])
    assert found.efforts.columns.tolist() == EFFORTS.names
    assert found.climbs.columns.tolist() == CLIMBS.names
    assert found.climbs["gain_m"].tolist() == pytest.approx([79] * 5 + [71], abs=3)


def test_the_activity_is_left_alone(recording):
    run = recording((900, 3.0), altitude=hills)
    before = run.samples.copy()
    first, second = measure(run), measure(run)
    assert run.samples.equals(before)
    assert first.efforts.equals(second.efforts)
    assert str(first.row) == str(second.row)


def test_a_ride_typed_as_a_run_is_a_ride(recording):
    by_car = measure(recording((600, 3.0), (1200, 15.0)))
    assert by_car.row["quality"] == "ride"
    assert (by_car.efforts["quality"] == "rejected").all()
    assert by_car.climbs.empty
    by_bicycle = measure(recording((1800, 6.0), (130, 7.55), (300, 6.0), cadence=None))
    assert by_bicycle.row["quality"] == "ride"
    assert np.isnan(by_bicycle.row["nonstop_run_m"])


def test_totals_alone_are_taken_as_they_are_and_nothing_is_made_up(recording):
    run = recording((10, 3.0), totals=Totals(distance_m=8000, moving_s=2700))
    found = measure(dataclasses.replace(run, samples=run.samples.iloc[:0]))
    assert found.row["distance_m"] == 8000
    assert found.row["distance_source"] == "summary"
    assert found.row["moving_s"] == 2700
    assert found.row["quality"] == "fair"
    for unknown in ("elapsed_s", "ascent_m", "avg_hr_bpm", "nonstop_run_m", "avg_cadence_spm"):
        assert np.isnan(found.row[unknown])
    assert found.efforts.empty
    assert found.climbs.empty


def test_a_treadmill_has_no_ascent_no_climbs_and_its_own_book(recording):
    run = recording((1800, 3.0), positions=False, sub_sport="treadmill", altitude=hills)
    found = measure(run)
    assert found.row["book"] == "treadmill"
    assert np.isnan(found.row["ascent_m"])
    assert found.climbs.empty


@pytest.mark.parametrize(
    ("sub_sport", "steep", "book"),
    [
        ("trail", 0, "trail"),
        ("track", 0, "track"),
        ("virtual_activity", 0, "virtual"),
        (None, 0, "road"),
        (None, 1, "trail"),
        ("street", 1, "road"),
    ],
)
def test_the_recording_s_word_decides_the_book_then_the_ascent(recording, sub_sport, steep, book):
    run = recording((1800, 3.0), sub_sport=sub_sport, altitude=lambda path: steep * hills(path))
    assert measure(run).row["book"] == book


def test_no_positions_and_no_word_is_on_the_road_and_says_so(recording):
    found = measure(recording((1800, 3.0), positions=False))
    assert found.row["book"] == "road"
    assert "no positions" in found.row["quality_reasons"]
    assert (found.efforts["quality"] == "unverified").all()


def test_altitude_that_stepped_gives_way_to_the_device_s_ascent(recording):
    stepped = np.full(3601, 100.0)
    stepped[1800:] += 400
    run = recording((3600, 3.0), altitude=stepped, totals=Totals(ascent_m=25))
    found = measure(run)
    assert (found.row["ascent_m"], found.row["ascent_source"]) == (25, "device")
    assert "altitude stepped" in found.row["quality_reasons"]
    assert found.climbs.empty
    assert found.efforts["net_gain_m"].isna().all()


def test_unknown_altitude_is_unknown_ascent(recording):
    assert np.isnan(measure(recording((600, 3.0))).row["ascent_m"])


def test_means_are_over_time_not_over_samples(recording):
    run = recording((600, 3.0))
    time_s = run.samples["elapsed_s"]
    heart = np.where(time_s <= 300, 120.0, 160.0)
    sparse = run.samples.assign(hr_bpm=heart)[(time_s <= 300) | (time_s % 5 == 0)]
    found = measure(dataclasses.replace(run, samples=sparse))
    assert found.row["avg_hr_bpm"] == pytest.approx(140, abs=0.5)
    assert found.row["max_hr_bpm"] == 160

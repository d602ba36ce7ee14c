from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from runwins.metrics.duplicates import richness, same_recording

START = dt.datetime(2026, 5, 3, 6, 0, tzinfo=dt.UTC)


def run(
    after_s: float = 0, km: float | None = 10.0, minutes: float | None = 50.0, **more: Any
) -> Any:
    return {
        "sport": "running",
        "start_time": START + dt.timedelta(seconds=after_s),
        "distance_m": None if km is None else km * 1000,
        "elapsed_s": None if minutes is None else minutes * 60,
        **more,
    }


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (run(), run(86_400)),
        (run(km=2, minutes=10), run(660)),  # a warm-up, then the race
        (run(km=1, minutes=1.5), run(100, 5, 25)),  # starts within 120 s, but one after the other
        (run(), run(sport="cycling")),
        (run(), run(3600 * 26)),
        (run(), run(7200, km=10.2)),
        (run(), run(7200 + 60)),  # not on the quarter-hour
        (run(), run(7200, km=None)),
    ],
)
def test_different_runs(a: Any, b: Any) -> None:
    assert same_recording(a, b) is None
    assert same_recording(b, a) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (run(), run()),
        (run(), run(100, 10.4, 51.0)),
        (run(), run(3, km=None)),
        (run(), run(3, km=None, minutes=None)),
        (run(), run(240, 9.7, 46.0)),  # the phone was started four minutes later
        (run(), {**run(2, None, None), "totals": {"distance_m": 10_030.0, "timer_s": 3010.0}}),
        (run(), {**run(), "start_time": "2026-05-03T06:00:30+00:00"}),
    ],
)
def test_the_same_run(a: Any, b: Any) -> None:
    assert same_recording(a, b) == "same"
    assert same_recording(b, a) == "same"


@pytest.mark.parametrize("hours", [-8, 2, 5.75, 14])
def test_shifted_by_a_time_zone_is_suspected(hours: float) -> None:
    assert same_recording(run(), run(hours * 3600, 10.02, 50.1)) == "suspected"


@pytest.mark.parametrize("hours", [-8, 2, 5.75, 14])
def test_the_same_run_with_a_wrong_time_zone(hours: float) -> None:
    shifted = run(hours * 3600 + 1, 10.05)
    assert same_recording(run(), shifted) == "shifted"
    assert same_recording(shifted, run()) == "shifted"


@pytest.mark.parametrize(
    "other",
    [
        run(7200, 10.0, 50.05),  # three seconds longer
        run(7204, 10.0),  # four seconds off the quarter-hour
        run(7200, 10.0, source_format="fit"),  # watches count in UTC
    ],
)
def test_a_second_lap_of_the_day_is_not_taken_for_a_copy(other: Any) -> None:
    assert same_recording(run(source_format="fit"), other) == "suspected"


@pytest.mark.parametrize(
    "other",
    [
        run(300, 5.0, 40.0, source_format="gpx"),  # satellites saw it otherwise
        run(0, 4.1, 20.0, source_format="fit"),  # cut off
        run(1500, 3.0, 15.0, source_format="tcx"),  # begun anew in the middle
        run(1500, None, 15.0, source_format="gpx"),
    ],
)
def test_files_of_one_time_are_of_one_run_however_far_they_lead(other: Any) -> None:
    watch = run(source_format="fit")
    assert same_recording(watch, other) == "at once"
    assert same_recording(other, watch) == "at once"


@pytest.mark.parametrize("kind", ["csv", "strava-csv", None])
def test_an_entry_of_a_table_at_one_time_with_another_is_only_suspected(kind: str | None) -> None:
    entry = run(0, 5.0, 40.0, source_format=kind)
    assert same_recording(run(source_format="fit"), entry) == "suspected"


def test_the_order_of_riches() -> None:
    def of(kind: str, **more: Any) -> Any:
        return richness({"source_format": kind, "totals": {"distance_m": 5000.0}, **more})

    assert of("fit") > of("tcx") > of("gpx") > of("strava-csv")
    assert of("gpx", avg_hr_bpm=150.0) > of("gpx")
    assert of("gpx", quality="good") > of("gpx", quality="fair") > of("gpx", quality="poor")
    assert of("gpx", avg_hr_bpm=150.0, quality="poor") > of("gpx", quality="good")
    assert richness({"source_format": "gpx", "totals": {}}) < of("strava-csv")

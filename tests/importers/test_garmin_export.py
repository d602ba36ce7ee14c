"""Garmin's "Export Your Data": recordings in zips, summaries in centimetres and milliseconds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from made_files import START, fit, run_fit, zipped

from runwins.importers import find_members, read_member
from runwins.model import Activity

FOLDER = "DI_CONNECT/DI-Connect-Fitness"
RUN = {"name": "Hills", "activityType": "running", "startTimeGmt": START * 1000.0,
       "distance": 180_000.0, "duration": 600_000.0}  # fmt: skip


def export(path: Path, summary: object, files: Mapping[str, bytes]) -> Path:
    """Make an export with one table of summaries and one zip of uploaded files."""
    held = {"DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": zipped(files)}
    held[f"{FOLDER}/me_0_summarizedActivities.json"] = json.dumps(summary).encode()
    path.write_bytes(zipped(held))
    return path


def test_garmins_export(tmp_path: Path, runs_in: Callable[[Path], list[Activity]]) -> None:
    """Centimetres, milliseconds, nested zips; days and sleep are left alone, parents skipped."""
    run = {"name": "Hills", "activityType": "trail_running", "startTimeGmt": START * 1000.0,
           "startTimeLocal": (START + 7200) * 1000.0, "distance": 180_000.0,
           "duration": 600_000.0}  # fmt: skip
    lost = {**run, "name": "Band", "activityType": "treadmill_running",
            "startTimeGmt": (START + 90_000) * 1000.0, "startTimeLocal": None}  # fmt: skip
    parent = {**run, "parent": True, "startTimeGmt": (START + 180_000) * 1000.0}
    day = fit(
        [("file_id", {"type": 32, "manufacturer": 1, "product": 3113, "time_created": START})]
    )
    folder = "DI_CONNECT/DI-Connect-Fitness"
    path = tmp_path / "garmin.zip"
    path.write_bytes(zipped({
        f"{folder}/me_0_summarizedActivities.json":
            json.dumps([{"summarizedActivitiesExport": [run]}]).encode(),
        f"{folder}/me_1001_summarizedActivities.json": json.dumps([lost, parent]).encode(),
        "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip":
            zipped({"me_1.fit": run_fit(600), "me_2.fit": day, "me_3.txt": b"x"}),
        "DI_CONNECT/DI-Connect-User/user_profile.json": b"{}",
    }))  # fmt: skip
    members = list(find_members([path]))
    assert len(members) == 2
    recorded, summed = runs_in(path)
    assert (recorded.name, recorded.sub_sport, len(recorded.samples)) == ("Hills", "trail", 601)
    assert (summed.name, summed.totals.distance_m, summed.totals.timer_s) == ("Band", 1800.0, 600.0)
    assert (summed.sub_sport, len(summed.samples)) == ("treadmill", 0)


def test_a_summary_in_words_of_the_service(
    tmp_path: Path, runs_in: Callable[[Path], list[Activity]]
) -> None:
    told = {
        "beginTimestamp": START * 1000, "activityType": {"typeKey": "track_running"},
        "startTimeLocal": (START + 20_700) * 1000, "description": "windy", "eventTypeId": 1,
        "distance": 1_000_000.0, "duration": 2_400_000.0, "elapsedDuration": 2_500_000.0,
        "movingDuration": 2_300_000.0, "elevationGain": 12_300.0, "avgHr": 151, "maxHr": 0,
    }  # fmt: skip
    (run,) = runs_in(export(tmp_path / "a.zip", [{"summarizedActivitiesExport": [told]}], {}))
    assert run.start_time == dt.datetime.fromtimestamp(START, dt.UTC)
    assert (run.utc_offset_s, run.tz_source, run.sub_sport) == (20_700, "file", "track")
    assert (run.note, run.is_race, run.name) == ("windy", True, None)
    totals = run.totals
    assert (totals.distance_m, totals.ascent_m) == (10_000.0, 123.0)
    assert (totals.timer_s, totals.elapsed_s, totals.moving_s) == (2400.0, 2500.0, 2300.0)
    assert (totals.avg_hr_bpm, totals.max_hr_bpm) == (151.0, None)
    assert run.problems == ("no recording in the export",)


def test_days_and_sleep_are_told_by_their_first_bytes_alone(tmp_path: Path) -> None:
    """What is cut off behind its first message is no failure where it is no recording."""
    kinds = {
        f"me_{kind}.fit": fit([("file_id", {"type": kind, "time_created": START})], big=big)
        for kind, big in ((32, False), (44, True), (49, False))
    }
    torn = {name: content[:-2] + bytes(9000) for name, content in kinds.items()}
    path = export(tmp_path / "a.zip", [], {**torn, "me_run.fit": run_fit(60)})
    (member,) = find_members([path])
    assert member.inner[-1] == "me_run.fit"


@pytest.mark.parametrize(("seconds", "name"), [(4, "Hills"), (-5, "Hills"), (7, None)])
def test_a_recording_has_the_words_of_the_summary_of_its_start(
    tmp_path: Path, seconds: int, name: str | None
) -> None:
    path = export(tmp_path / "a.zip", [RUN], {"me_1.fit": run_fit(600, start=START + seconds)})
    members = list(find_members([path]))
    assert read_member(members[0])[0].name == name
    assert len(members) == (1 if name else 2), "a summary without its recording is a run too"


def test_a_zip_that_is_torn_is_a_member_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({
        f"{FOLDER}/me_0_summarizedActivities.json": b"no json",
        "DI_CONNECT/UploadedFiles_0-_Part1.zip": zipped({"me_1.fit": run_fit(60)})[:-30],
    }))  # fmt: skip
    (member,) = find_members([path])
    with pytest.raises(Exception, match="zip is damaged"):
        read_member(member)

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from made_files import START, fit, gpx, point, run_fit, zipped

from runwins.errors import NotARun, UnreadableFile
from runwins.importers import find_members, read, read_member
from runwins.importers.tables import table_number
from runwins.model import Activity


def runs_in(path: Path) -> list[Activity]:
    found: list[Activity] = []
    for member in find_members([path]):
        try:
            found += read_member(member)
        except NotARun:
            continue
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [("9.62", 9.62), ("9,62", 9.62), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("2,000", None),
     ("", None), (None, None), ("x", None), ("inf", None), ("12 000,5", 12000.5)],
)  # fmt: skip
def test_numbers_as_tables_write_them(text: str | None, value: float | None) -> None:
    plain = text.replace(" ", "\u202f") if text else text
    assert table_number(plain) == value


class TestHandKept:
    def write(self, tmp_path: Path, text: str) -> Path:
        path = tmp_path / "log.csv"
        path.write_text(text, encoding="utf-8")
        return path

    def test_a_table_without_runs_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(NotARun):
            read(self.write(tmp_path, "date,weight\n2026-05-03,70\n"))
        with pytest.raises(NotARun):
            read(self.write(tmp_path, "date,steps,distance\n2026-05-03,9000,7.2\n"))
        with pytest.raises(NotARun, match="1 other"):
            read(self.write(tmp_path, "date,km,sport\n2026-05-03,70,ride\n"))
        with pytest.raises(UnreadableFile, match="row 2"):
            read(self.write(tmp_path, "date,km\nsoon,7\n"))

    def test_rows_are_runs(self, tmp_path: Path) -> None:
        text = (
            "Date;km;Time;Name;race\n2026-05-03;10,5;52:30;Park;\n2026-05-04;42.195;3:59:59;M;yes\n"
        )
        first, second = read(self.write(tmp_path, text))
        assert first.start_time == dt.datetime(2026, 5, 3, tzinfo=dt.UTC)
        assert (first.totals.distance_m, first.totals.elapsed_s) == (10_500.0, 3150.0)
        assert (first.name, first.is_race, second.is_race) == ("Park", False, True)
        assert second.totals.elapsed_s == 14_399.0

    def test_miles_and_missing_values(self, tmp_path: Path) -> None:
        (run,) = read(self.write(tmp_path, "day,miles,note\n3 May 2026,10,\n"))
        assert run.totals.distance_m == pytest.approx(16_093.44)
        assert run.totals.elapsed_s is None

    def test_two_rows_of_a_day_are_two_runs_and_a_bad_row_is_named(self, tmp_path: Path) -> None:
        text = "date,km\n2026-05-03,5\n2026-05-03,5\nsoon,5\n"
        first, second = read(self.write(tmp_path, text))
        assert (second.start_time - first.start_time).total_seconds() > 120
        assert "row 4" in first.problems[-1]


def test_garmins_export(tmp_path: Path) -> None:
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


def test_runkeepers_export(tmp_path: Path) -> None:
    head = "Activity Id,Date,Type,Route Name,Distance (mi),Duration,Climb (ft),GPX File,Notes"
    rows = ["a,2026-05-03 08:00:00,Running,,6.2,50:00,100,2026-05-03-0800.gpx,warm",
            "b,2026-05-04 08:00:00,Running,,3.1,25:01,0,,",
            "c,2026-05-05 08:00:00,Cycling,,20,1:05:12,0,,"]  # fmt: skip
    track = gpx("".join(point(at) for at in range(300)), kind="").encode()
    path = tmp_path / "runkeeper.zip"
    path.write_bytes(zipped({"cardioActivities.csv": "\n".join([head, *rows]).encode(),
                             "2026-05-03-0800.gpx": track}))  # fmt: skip
    recorded, by_hand = runs_in(path)
    assert (recorded.note, len(recorded.samples)) == ("warm", 300)
    assert recorded.totals.distance_m == pytest.approx(6.2 * 1609.344)
    assert by_hand.totals.timer_s == 1501.0


APPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [<!ELEMENT HealthData (Workout*)>
<!ATTLIST Workout duration CDATA #IMPLIED>]>
<HealthData locale="en"><Record type="HKQuantityTypeIdentifierStepCount" value="9"/>
<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="5" durationUnit="min"
 startDate="2026-05-03 08:00:00 +0200" endDate="2026-05-03 08:05:00 +0200">
 <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="0.9" unit="km"/>
 <WorkoutRoute><FileReference path="/workout-routes/route_1.gpx"/></WorkoutRoute></Workout>
<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30.5" durationUnit="min"
 totalDistance="3.1" totalDistanceUnit="mi" startDate="2026-05-04 08:00:00 +0200"
 endDate="2026-05-04 08:31:00 +0200"><MetadataEntry key="HKIndoorWorkout" value="1"/></Workout>
<Workout workoutActivityType="HKWorkoutActivityTypeWalking" duration="9" durationUnit="min"
 startDate="2026-05-05 08:00:00 +0200" endDate="2026-05-05 08:09:00 +0200"/>
</HealthData>"""


class TestAppleHealth:
    def write(self, tmp_path: Path, text: str) -> Path:
        track = gpx("".join(point(at) for at in range(300)), kind="").encode()
        path = tmp_path / "export.zip"
        path.write_bytes(zipped({
            "apple_health_export/export.xml": text.encode(),
            "apple_health_export/workout-routes/route_1.gpx": track,
        }))  # fmt: skip
        return path

    def test_workouts_and_their_routes(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, APPLE)
        assert len(list(find_members([path]))) == 3
        outside, inside = runs_in(path)
        assert (len(outside.samples), outside.totals.distance_m) == (300, 900.0)
        assert (outside.utc_offset_s, outside.tz_source) == (7200, "position")
        assert (len(inside.samples), inside.sub_sport) == (0, "indoor_running")
        assert inside.totals.distance_m == pytest.approx(3.1 * 1609.344)
        assert (inside.totals.timer_s, inside.totals.elapsed_s) == (1830.0, 1860.0)
        assert (inside.utc_offset_s, inside.tz_source) == (7200, "file")

    def test_entities_are_refused(self, tmp_path: Path) -> None:
        text = APPLE.replace("<!ELEMENT HealthData (Workout*)>", '<!ENTITY a "b">')
        (member, *_) = find_members([self.write(tmp_path, text)])
        with pytest.raises(UnreadableFile, match="refused"):
            read_member(member)

    def test_a_table_that_breaks_off_gives_the_workouts_before(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, APPLE[: APPLE.index("HKIndoorWorkout")])
        first, broken = find_members([path])
        assert read_member(first)
        with pytest.raises(UnreadableFile, match="breaks off"):
            read_member(broken)

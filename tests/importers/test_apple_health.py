"""Apple Health's export: one table, streamed, and the routes of workouts beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_files import gpx, point, zipped

from runwins.errors import NotARun, UnreadableFile
from runwins.importers import find_members, read_member
from runwins.importers.containers import Zip
from runwins.model import Activity

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

    def test_workouts_and_their_routes(
        self, tmp_path: Path, runs_in: Callable[[Path], list[Activity]]
    ) -> None:
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

    def test_a_walk_is_named(self, tmp_path: Path) -> None:
        *_, walk = find_members([self.write(tmp_path, APPLE)])
        with pytest.raises(NotARun, match="a walk"):
            read_member(walk)

    def test_the_beats_of_a_workout_are_its_totals(
        self, tmp_path: Path, runs_in: Callable[[Path], list[Activity]]
    ) -> None:
        beats = (
            '<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="151" '
            'maximum="176"/>'
        )
        text = APPLE.replace("<MetadataEntry", beats + "<MetadataEntry")
        _, inside = runs_in(self.write(tmp_path, text))
        assert (inside.totals.avg_hr_bpm, inside.totals.max_hr_bpm) == (151.0, 176.0)

    def test_a_route_that_is_lost_leaves_the_totals(
        self, tmp_path: Path, runs_in: Callable[[Path], list[Activity]]
    ) -> None:
        path = tmp_path / "export.zip"
        path.write_bytes(zipped({"apple_health_export/export.xml": APPLE.encode()}))
        outside, _ = runs_in(path)
        assert (len(outside.samples), outside.totals.distance_m) == (0, 900.0)
        assert outside.problems == ("recorded without a route",)

    def test_folder_and_table_may_have_local_names(
        self, tmp_path: Path, runs_in: Callable[[Path], list[Activity]]
    ) -> None:
        track = gpx("".join(point(at) for at in range(300)), kind="").encode()
        path = tmp_path / "Export.zip"
        path.write_bytes(zipped({
            "apple_health_export/Exportación.xml": APPLE.encode(),
            "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
            "apple_health_export/electrocardiograms/ecg_1.csv": b"Name,x",
            "apple_health_export/workout-routes/route_1.gpx": track,
        }))  # fmt: skip
        assert [len(run.samples) for run in runs_in(path)] == [300, 0]

    def test_the_table_is_never_read_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It has up to gigabytes; a file is read whole by `Zip.read`, and only a route is one."""
        whole: list[str] = []
        real = Zip.read

        def read(zipped: Zip, name: str) -> bytes:
            whole.append(name)
            return real(zipped, name)

        monkeypatch.setattr(Zip, "read", read)
        many = '<Record type="HKQuantityTypeIdentifierStepCount" value="9"/>' * 50_000
        text = APPLE.replace("<Workout ", many + "<Workout ", 1)
        route, *_ = find_members([self.write(tmp_path, text)])
        assert read_member(route)
        assert whole == ["apple_health_export/workout-routes/route_1.gpx"]

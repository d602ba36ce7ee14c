"""What is left out for its sport or its date, and how it comes in all the same."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from runwins import TrainingLog
from runwins.training_log import importing
from tests.cli.in_process import ask
from tests.importers.made_files import FILE_ID, START, fit, gpx, point, records, run_fit, session

TODAY = dt.date(2026, 10, 24)


def log_of(home: Path) -> TrainingLog:
    return TrainingLog(home, units="km", today=TODAY)


class TestOtherSports:
    """At the runner's word a recording of any sport is a run, but for one too fast for a runner."""

    @staticmethod
    def made(folder: Path, speed: float = 3.0) -> list[Path]:
        """The same ten minutes as a FIT, a GPX and a TCX file of other sports, days apart."""
        folder.mkdir()
        points = "".join(point(at, speed=speed) for at in range(600))
        trackpoints = "".join(
            f"<Trackpoint><Time>2026-06-07T08:{at // 60:02d}:{at % 60:02d}Z</Time><Position>"
            f"<LatitudeDegrees>{47 + at * speed / 111_195}</LatitudeDegrees>"
            "<LongitudeDegrees>11</LongitudeDegrees></Position></Trackpoint>"
            for at in range(600)
        )
        files = {
            "a.fit": fit([FILE_ID, *records(range(600), speed=speed), session(600, sport=2)]),
            "b.gpx": gpx(points, kind="<type>hiking</type>").encode(),
            "c.tcx": (
                '<TrainingCenterDatabase><Activities><Activity Sport="Other">'
                "<Id>2026-06-07T08:00:00Z</Id><Lap><Track>"
                f"{trackpoints}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
            ).encode(),
        }
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return [folder / name for name in files]

    def test_it_is_skipped_until_the_runner_says_so(self, tmp_path):
        files = self.made(tmp_path / "in")
        with log_of(tmp_path / "log") as log:
            first = log.import_files(files, jobs=1)
            assert first.counts["skipped"] == 3
            second = log.import_files(files, jobs=1, as_run=True)
            assert second.counts["imported"] == 3
            said = [line.reason for line in second.lines]
            assert said == [
                "taken for a run at your word: it calls itself cycling",
                "taken for a run at your word: it calls itself hiking",
                "taken for a run at your word: it calls itself Other",
            ]
            assert set(log.runs()["book"]) == {"road"}
            assert log.import_files(files, jobs=1, as_run=True).counts["unchanged"] == 3

    def test_what_is_too_fast_for_a_runner_stays_a_ride(self, tmp_path):
        with log_of(tmp_path / "log") as log:
            report = log.import_files(self.made(tmp_path / "in", 9.0), jobs=1, as_run=True)
            assert report.counts["skipped"] == 3
            assert {line.reason for line in report.lines} == {
                "its speeds, usually 9.0 and up to 9.0 m/s, are no runner's"
            }

    def test_a_triathlon_keeps_its_sports_and_a_run_is_as_it_was(self, tmp_path):
        legs = [FILE_ID, *records(range(600)), session(300, sport=5, metres=300),
                session(300, start=START + 300, sport=2, metres=900)]  # fmt: skip
        (tmp_path / "tri.fit").write_bytes(fit(legs))
        (tmp_path / "run.fit").write_bytes(run_fit(600))
        (tmp_path / "course.gpx").write_text(gpx("".join(point(a, time="") for a in range(99))))
        with log_of(tmp_path / "log") as log:
            report = log.import_files(sorted(tmp_path.glob("*.*")), jobs=1, as_run=True)
        assert [(line.outcome, line.reason) for line in report.lines] == [
            ("skipped", "this is a course, not a run: see runwins course"),
            ("imported", None),
            ("skipped", "a swim and a ride, not a run"),
        ]

    def test_the_command_says_how(self, tmp_path):
        self.made(tmp_path / "in")
        said = ask(tmp_path, "import", "in")
        assert "runwins import FILE --as-run" in said.stdout
        done = ask(tmp_path, "import", "in", "--as-run", "--json")
        assert json.loads(done.stdout)["imported"] == 3


def test_a_ride_that_is_called_a_run_is_marked_and_said(tmp_path):
    (tmp_path / "ride.gpx").write_text(gpx("".join(point(at, speed=9.0) for at in range(3600))))
    with log_of(tmp_path / "log") as log:
        (line,) = log.import_files([tmp_path / "ride.gpx"]).lines
        assert line.outcome == "imported"
        assert line.reason is not None
        assert "a ride by its speed" in line.reason
        assert list(log.runs()["quality"]) == ["ride"]
        assert log.wins(all_found=True).empty
        assert log.weeks().empty


def test_a_day_to_come_needs_a_date_and_comes_in_when_it_has_come(tmp_path, monkeypatch):
    start = int(dt.datetime(2026, 10, 27, 6, tzinfo=dt.UTC).timestamp())
    (tmp_path / "run.fit").write_bytes(run_fit(600, start=start))
    os.utime(tmp_path / "run.fit", (1_700_000_000, 1_700_000_000))
    monkeypatch.setattr(importing, "_day_here", lambda: TODAY)
    with log_of(tmp_path / "log") as log:
        (line,) = log.import_files([tmp_path / "run.fit"]).lines
        assert (line.outcome, line.reason) == (
            "failed", "its clock says 2026-10-27, which is to come: needs a date",
        )  # fmt: skip
    later = TODAY + dt.timedelta(days=2)
    with TrainingLog(tmp_path / "log", units="km", today=later) as log:
        assert log.import_files([tmp_path / "run.fit"]).counts["imported"] == 1

"""What an export's table says of a run is added wherever it came from, and taken back again."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from runwins import TrainingLog
from runwins.store import salvage_into

HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,"
    "Filename\r\n"
)
ROW = '1,"Mar 1, 2026, 10:00:00 AM",{name},{kind},{note},400,1.20,,,false,,,activities/1.gpx\r\n'
POINT = '<trkpt lat="{lat:.6f}" lon="-66.9"><ele>900</ele><time>2026-03-01T10:{at}Z</time></trkpt>'
POINTS = "".join(
    POINT.format(lat=-41 + i * 30 / 111_133, at=f"{i // 6:02}:{i % 6}0") for i in range(41)
)
GPX = (
    '<gpx version="1.1" creator="made up"><trk><name>As the watch says</name><type>running</type>'
    f"<trkseg>{POINTS}</trkseg></trk></gpx>"
)


def export(path: Path, name: str, note: str = "", kind: str = "Run") -> Path:
    """Make an export whose table tells of the one recording."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("activities.csv", HEADER + ROW.format(name=name, kind=kind, note=note))
        made.writestr("activities/1.gpx", GPX)
    return path


def log_of(folder: Path) -> TrainingLog:
    return TrainingLog(folder / "log", units="km", today=pd.Timestamp("2026-03-08").date())


@pytest.fixture
def alone(tmp_path) -> Path:
    """A log that holds the recording as it came from the watch."""
    file = tmp_path / "watch.gpx"
    file.write_text(GPX, encoding="utf-8")
    with log_of(tmp_path) as log:
        assert log.import_files([file]).count("imported") == 1
    return tmp_path


def held(folder: Path) -> dict[str, list[tuple]]:
    """Return all rows of the log that say anything of runs, with what was measured."""
    tables = (
        "batch", "recording", "run", "table_word", "measured", "measured_effort", "measured_climb",
    )  # fmt: skip
    with closing(sqlite3.connect(folder / "log" / "runwins.db")) as db:
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def test_undo_takes_back_what_a_table_said_of_a_run_that_was_there(alone):
    before = held(alone)
    archive = export(alone / "export.zip", "Hills with Ana", "windy", "Trail Run")
    with log_of(alone) as log:
        told = log.runs()
        report = log.import_files([archive])
        assert report.counts["merged"] == len(report.lines) == 1
        run = log.runs().iloc[0]
        assert (run["name"], run["book"]) == ("Hills with Ana", "trail")
        assert told.iloc[0]["book"] == "road"
        assert log.brought(report.batch) == (0, 1)
        assert log.undo() == 0
        pd.testing.assert_frame_equal(log.runs(), told)
        assert log.check() == []
    assert held(alone) == before


def test_the_import_before_is_left_until_undo_is_asked_once_more(alone):
    with log_of(alone) as log:
        log.import_files([export(alone / "export.zip", "Hills with Ana")])
        log.undo()
        assert list(log.runs()["name"]) == ["As the watch says"]
        assert log.undo() == 1
        assert log.runs().empty
    assert not any(held(alone).values())


def test_the_export_can_tell_it_again_after_an_undo(alone):
    archive = export(alone / "export.zip", "Hills with Ana")
    with log_of(alone) as log:
        log.import_files([archive])
        log.undo()
        assert log.import_files([archive]).counts["merged"] == 1
        assert list(log.runs()["name"]) == ["Hills with Ana"]
        assert log.import_files([archive]).counts["unchanged"] == 1


@pytest.mark.parametrize(
    ("taken_back", "name", "note"),
    [(0, "Hills once more", "windy"), (1, "Hills", None)],
)
def test_what_another_export_said_stays(alone, taken_back, name, note):
    """The second has no word on the weather, and the first another name."""
    archives = [
        export(alone / "one.zip", "Hills"),
        export(alone / "two.zip", "Hills once more", "windy"),
    ]
    with log_of(alone) as log:
        batches = [log.import_files([archive]).batch for archive in archives]
        log.undo(batches[taken_back])
        (recording,) = log._store.recordings()
        assert (recording.facts["name"], recording.facts["note"]) == (name, note)
        log.undo(batches[1 - taken_back])
        (recording,) = log._store.recordings()
        assert (recording.facts["name"], recording.facts["note"]) == ("As the watch says", None)


def test_a_run_that_goes_takes_along_what_was_said_of_it(alone):
    with log_of(alone) as log:
        first = log.imports()[0]["batch"]
        log.import_files([export(alone / "export.zip", "Hills with Ana")])
        assert log.undo(first) == 1
        assert log.runs().empty
        assert log.check() == []
        with pytest.raises(Exception, match="nothing has been imported that could be taken back"):
            log.undo()


def test_a_rehearsal_says_nothing_of_the_run(alone):
    before = held(alone)
    with log_of(alone) as log:
        report = log.import_files([export(alone / "export.zip", "Hills")], dry_run=True)
        assert report.counts["merged"] == 1
        assert report.batch is None
    assert held(alone) == before


def test_undone_in_a_salvaged_log_too(alone):
    with log_of(alone) as log:
        log.import_files([export(alone / "export.zip", "Hills with Ana")])
    found = salvage_into(alone / "log" / "runwins.db", alone / "runwins.db")
    assert (found.recordings, found.said, found.lost) == (1, 0, [])
    (alone / "log" / "runwins.db").unlink()
    (alone / "runwins.db").rename(alone / "log" / "runwins.db")
    with log_of(alone) as log:
        assert log.undo() == 0
        assert list(log.runs()["name"]) == ["As the watch says"]
    assert json.loads(held(alone)["recording"][0][6])["note"] is None

"""``runwins undo``: an import goes with all it brought, and what it held down comes back."""

import json
import zipfile

import pytest

from tests.conftest import SAMPLE

EASY, LONG = (
    str(SAMPLE / "watch" / name) for name in ("2026-10-22-18-00-29.fit", "2026-10-24-07-30-36.fit")
)


def runs(tool):
    return [run["run_id"] for run in json.loads(tool("runs", "--json").stdout)["runs"]]


@pytest.fixture
def twice(tool):
    """A tool whose log two imports have filled, a run each."""
    for file in (EASY, LONG):
        assert tool("import", file).returncode == 0
    return tool


def test_it_takes_the_newest_and_then_the_one_before(twice):
    assert len(runs(twice)) == 2
    done = twice("undo", "--yes")
    assert done.stdout.splitlines()[0].endswith("is taken back, 1 recording with it")
    assert runs(twice) == ["20261022-1800"]
    assert twice("undo", "--yes").returncode == 0
    assert runs(twice) == []
    done = twice("undo", "--yes")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing has been imported that could be taken back" in done.stderr


def test_a_rehearsal_says_what_would_go_and_asks_nobody(twice):
    done = twice("undo", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("rehearsal, nothing is taken back: import 20")
    assert done.stdout.endswith("would go, with 1 recording\n")
    assert len(runs(twice)) == 2


def test_an_older_import_by_its_name(twice):
    _, oldest = json.loads(twice("imports", "--json").stdout)["imports"]
    assert twice("undo", oldest["batch"], "--yes").returncode == 0
    assert runs(twice) == ["20261024-0730"]
    again = twice("undo", oldest["batch"], "--yes")
    assert (again.returncode, again.stdout) == (2, "")
    assert "there is no import" in again.stderr


def test_the_files_can_come_in_again(twice):
    before = twice("runs", "--json").stdout
    twice("undo", "--yes")
    assert twice("import", LONG).returncode == 0
    assert twice("runs", "--json").stdout == before


def test_nobody_there_to_ask_changes_nothing(twice):
    done = twice("undo")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Say --yes" in done.stderr
    asked = twice("undo", answers="n\n")
    assert (asked.returncode, asked.stdout.strip()) == (130, "")
    assert len(runs(twice)) == 2


def test_what_a_table_said_of_a_run_that_was_there_goes_alone(twice, tmp_path):
    """The run stays; its name was the export's word."""
    export = tmp_path / "export.zip"
    with zipfile.ZipFile(export, "w") as made:
        made.writestr(
            "activities.csv",
            "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,"
            "Elapsed Time,Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,"
            "Activity Gear,Filename\r\n"
            '1,"Oct 22, 2026, 11:00:29 AM",To the dam,Run,,1,1,,,false,,,activities/1.fit\r\n',
        )
        made.write(EASY, "activities/1.fit")
    before = twice("runs", "--json").stdout
    assert twice("import", str(export)).returncode == 0
    assert "To the dam" in twice("runs", "--json").stdout
    rehearsal = twice("undo", "--dry-run").stdout
    assert rehearsal.endswith("would go, with what its table said of 1 run\n")
    done = twice("undo", "--yes").stdout.splitlines()[0]
    assert done.endswith("is taken back, what its table said of 1 run with it")
    assert twice("runs", "--json").stdout == before

"""Files that are as they were are not opened again; whatever changed is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from runwins import TrainingLog
from runwins.training_log import heaps, reading, unchanged
from tests.conftest import SAMPLE

EXPORT = SAMPLE / "export_41350669.zip"
WALK = "activities/22108485652.gpx.gz"
YESTERDAY_S = time.time() - 86_400


def aged(path: Path, when_s: float = YESTERDAY_S) -> Path:
    """Make a file one that was not changed just now."""
    os.utime(path, (when_s, when_s))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three runs, a walk and a text, as old as yesterday."""
    made = tmp_path / "watch"
    made.mkdir()
    with zipfile.ZipFile(EXPORT) as export:
        fits = [name for name in export.namelist() if name.endswith(".fit.gz")]
        for name in (*fits[:3], WALK):
            (made / Path(name).name).write_bytes(export.read(name))
    (made / "notes.txt").write_text("slept badly")
    for file in made.iterdir():
        aged(file)
    return made


@pytest.fixture
def log(tmp_path: Path):
    with TrainingLog(tmp_path / "log", units="km") as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that were read since it was emptied last."""
    names: list[str] = []
    usual = reading.read_one

    def seen(member, known):
        names.append(Path(member.path).name)
        return usual(member, known)

    monkeypatch.setattr(reading, "read_one", seen)
    return names


def again(log: TrainingLog, folder: Path, read: list[str]) -> list[tuple[str, str | None]]:
    read.clear()
    report = log.import_files([folder], jobs=1)
    return sorted((line.outcome, line.reason) for line in report.lines)


EVERYTHING = [
    ("skipped", "a walk, not a run"),
    ("skipped", "text of another kind, not a recording"),
    *[("unchanged", None)] * 3,
]


def test_nothing_is_opened_where_nothing_changed(log, folder, read, monkeypatch):
    first = log.import_files([folder], jobs=1)
    assert (first.count("imported"), first.count("skipped")) == (3, 2)
    assert len(read) == 5
    monkeypatch.setattr(heaps, "find_members", lambda paths: pytest.fail("it looked inside"))
    assert again(log, folder, read) == EVERYTHING
    assert read == []
    lines = log.import_lines()
    assert {(line["outcome"], line["reason"]) for line in lines} == set(EVERYTHING)


def test_the_answer_is_that_of_a_new_reading(log, folder, read):
    log.import_files([folder], jobs=1)
    quick = log.import_files([folder], jobs=1)
    log._store._db.execute("DELETE FROM cache_seen")
    assert log.import_files([folder], jobs=1).lines == quick.lines


def test_one_more_file_is_read_alone(log, folder, read):
    log.import_files([folder], jobs=1)
    aged(folder / "notes.txt").rename(folder / "other.txt")
    assert again(log, folder, read) == EVERYTHING
    assert read == ["other.txt"]


def test_a_file_that_was_changed_is_read_again_though_it_is_as_large(log, folder, read):
    log.import_files([folder], jobs=1)
    (folder / "notes.txt").write_text("slept wells")
    aged(folder / "notes.txt", YESTERDAY_S + 1)
    again(log, folder, read)
    assert read == ["notes.txt"]


def test_what_was_changed_a_moment_ago_is_read_again(log, folder, read):
    aged(folder / "notes.txt", time.time())
    log.import_files([folder], jobs=1)
    assert again(log, folder, read) == EVERYTHING
    assert read == ["notes.txt"]


def test_what_was_taken_back_comes_in_again(log, folder, read):
    log.import_files([folder], jobs=1)
    log.undo()
    assert log.import_files([folder], jobs=1).count("imported") == 3


def test_another_importer_sees_what_held_no_run(log, folder, read, monkeypatch):
    log.import_files([folder], jobs=1)
    monkeypatch.setattr(unchanged, "readers", lambda: "one more")
    again(log, folder, read)
    assert sorted(read) == sorted([Path(WALK).name, "notes.txt"])


def test_a_zip_and_single_files_are_known_too(log, folder, tmp_path, read):
    packed = tmp_path / "runs.zip"
    with zipfile.ZipFile(packed, "w") as made:
        for file in folder.iterdir():
            made.write(file, file.name)
    given = [aged(packed), *sorted(folder.iterdir())]
    log.import_files(given, jobs=1)
    read.clear()
    second = log.import_files(given, jobs=1)
    assert read == []
    assert (len(second.lines), second.count("unchanged"), second.count("skipped")) == (10, 6, 4)


def test_a_table_that_names_files_elsewhere_is_always_read(log, tmp_path, read):
    """Its own time of change tells nothing of theirs."""
    with zipfile.ZipFile(EXPORT) as export:
        export.extractall(tmp_path / "export")
    table = next((tmp_path / "export").rglob("activities.csv"))
    for file in table.parent.rglob("*"):
        aged(file)
    log.import_files([table], jobs=1)
    assert not log._store.seen(unchanged.key(str(table))).look
    log.import_files([table.parent], jobs=1)
    assert log._store.seen(unchanged.key(str(table.parent))).look


def test_an_import_of_nothing_new_loads_no_table_library(folder, tmp_path):
    script = (
        "import sys\n"
        "from runwins.cli import main\n"
        f"sys.argv = ['runwins', '--home', {str(tmp_path / 'log')!r}, 'import', {str(folder)!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    print('CODE', end.code)\n"
        "print('LOADED', 'pandas' in sys.modules or 'numpy' in sys.modules)\n"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert told[0][-1] == "LOADED True"
    assert told[1][-2:] == ["CODE 0", "LOADED False"]
    assert told[1][0] == "nothing new: 3 in the log already, 2 not runs"

"""A log damaged in any place is known, left alone, and what can be read of it is saved.

Each protection was tried with it taken out; `tests/faults/mutating.py` does it again.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.in_process import ask
from tests.faults.damaging import a_log, digest, recordings, trial
from tests.faults.killing import content, to_first_shape
from tests.importers.made_files import run_fit


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    return a_log(tmp_path_factory.mktemp("damage"))


@pytest.fixture
def home(whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> Path:
    shutil.copytree(whole[0], tmp_path / "home")
    return tmp_path / "home"


def log_of(home: Path) -> Path:
    return home / "log" / "runwins.db"


def change(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(log_of(home))) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def test_a_sample_of_damage(whole: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    rng = random.Random(20)
    for _ in range(5):
        trial(*whole, tmp_path / "damaged", rng)


def test_a_changed_letter_is_found(home: Path) -> None:
    change(home, "UPDATE recording SET facts = replace(facts, 'running', 'runninG')")
    for words in (("runs",), ("db", "check")):
        done = ask(home, *words)
        assert done.returncode == 4
        assert "not as it was written" in done.stderr


def test_letters_that_are_none_are_damage(home: Path) -> None:
    """Python cannot read them, neither in a row nor in the name of a column."""
    change(home, "UPDATE recording SET facts = CAST(x'7b22a6a6' AS TEXT) WHERE recording_id = 2")
    assert ask(home, "runs").returncode == 4
    assert ask(home, "db", "salvage", "saved.db").returncode == 1
    data = log_of(home).read_bytes()
    log_of(home).write_bytes(data.replace(b"start_epoch REAL", b"start_ep\xa6ch REAL"))
    assert ask(home, "runs").returncode == 4
    assert ask(home, "db", "salvage", "again.db").returncode == 1


def test_a_changed_number_of_a_run_is_found(home: Path) -> None:
    change(home, "UPDATE measured_effort SET elapsed_s = elapsed_s - 1 WHERE rowid = 1")
    done = ask(home, "db", "check")
    assert done.returncode == 4
    assert "measured again it has another effort" in done.stderr
    assert ask(home, "db", "rebuild").returncode == 0
    assert ask(home, "db", "check").returncode == 0


def test_rows_without_their_run_are_found(home: Path) -> None:
    change(home, "INSERT INTO run VALUES (99, NULL)", "INSERT INTO edit VALUES (99, 'name', 'x')")
    done = ask(home, "db", "check")
    assert done.returncode == 4
    assert "edit has 1 rows of runs without a recording" in done.stderr


def test_an_emptied_log_is_not_taken_for_a_new_one(home: Path) -> None:
    with closing(sqlite3.connect(log_of(home))) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("INSERT INTO goal VALUES ('a', '{}')")
        db.commit()
        waiting = Path(f"{log_of(home)}-wal").read_bytes()
    log_of(home).write_bytes(b"")
    Path(f"{log_of(home)}-wal").write_bytes(waiting)
    done = ask(home, "runs")
    assert done.returncode == 4
    assert "holds runs" in done.stderr
    assert Path(f"{log_of(home)}-wal").read_bytes() == waiting


def test_another_programs_database_is_left_alone(home: Path) -> None:
    log_of(home).unlink()
    change(home, "CREATE TABLE diary (day TEXT)")
    before = digest(log_of(home))
    done = ask(home, "runs")
    assert done.returncode == 4
    assert "no log of runwins" in done.stderr
    assert digest(log_of(home)) == before


def test_without_its_first_page(home: Path, whole: tuple[Path, dict[str, Any]]) -> None:
    """All of it is saved from the pages themselves, put in place, and used again."""
    log = log_of(home)
    everything = recordings(log)
    log.write_bytes(bytes(4096) + log.read_bytes()[4096:])
    assert ask(home, "db", "restore", "nowhere.db", "--yes").returncode == 2
    saved = ask(home, "db", "salvage", "saved.db")
    assert saved.returncode == 0
    assert "14 recordings, 1 words of yours" in saved.stdout
    assert ask(home, "db", "salvage", "saved.db").returncode == 4, "a file is never overwritten"
    assert recordings(home / "saved.db") == everything
    before = digest(log)
    assert ask(home, "db", "restore", "saved.db").returncode == 2, "nobody was there to say yes"
    assert digest(log) == before
    done = ask(home, "db", "restore", "saved.db", "--yes")
    assert done.returncode == 0, done.stderr
    (kept,) = (home / "log").glob("damaged-*.db")
    assert digest(kept) == before
    assert str(kept) in done.stdout
    now = content(home / "log")
    assert {name: now[name] for name in ("runs", "wins", "said")} == {
        name: whole[1][name] for name in ("runs", "wins", "said")
    }


def test_what_was_taken_back_is_not_salvaged(home: Path) -> None:
    (home / "more").mkdir()
    for day in range(40):
        run = run_fit(300, start=1_603_000_000 + 86_400 * day)
        (home / "more" / f"{day}.fit").write_bytes(run)
    before = recordings(log_of(home))
    assert ask(home, "import", "more").returncode == 0
    newest = "batch_id = (SELECT max(batch_id) FROM batch)"
    change(
        home,
        "PRAGMA secure_delete = OFF",  # Debian's SQLite wipes what is deleted, others do not
        f"DELETE FROM recording WHERE {newest}",
        f"DELETE FROM import_line WHERE {newest}",
        f"DELETE FROM batch WHERE {newest}",
        "DELETE FROM run WHERE run_no NOT IN (SELECT run_no FROM recording)",
    )
    page = bytearray(log_of(home).read_bytes())
    page[100:108] = bytes(8)  # the list of tables; the list of free pages is before it
    log_of(home).write_bytes(page)
    assert ask(home, "runs").returncode == 4
    assert ask(home, "db", "salvage", "saved.db").returncode == 0
    assert recordings(home / "saved.db") == before


def test_salvage_names_the_files_that_are_lost(home: Path) -> None:
    change(home, "UPDATE recording SET samples = x'52575331' WHERE recording_id = 3")
    done = ask(home, "db", "salvage", "saved.db")
    assert done.returncode == 1
    assert "13 recordings" in done.stdout
    assert "lost: 2020-09-" in done.stdout
    assert ".fit: its stream or its facts are damaged" in done.stdout


def test_salvage_of_a_sound_log_loses_nothing(home: Path) -> None:
    everything = recordings(log_of(home))
    done = ask(home, "db", "salvage", "saved.db")
    assert done.returncode == 0
    assert "nothing is lost" in done.stdout
    assert recordings(home / "saved.db") == everything
    assert stat.S_IMODE((home / "saved.db").stat().st_mode) == 0o600


def test_a_copy_is_kept_before_the_log_changes_its_shape(home: Path) -> None:
    log = log_of(home)
    to_first_shape(log)
    everything = recordings(log)
    assert ask(home, "runs").returncode == 0
    (kept,) = (home / "log").glob("before-upgrade-*.db")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert recordings(kept) == everything
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT count(*) FROM migration").fetchone() == (1,)
    assert ask(home, "runs").returncode == 0
    assert list((home / "log").glob("before-upgrade-*.db")) == [kept]


def test_a_backup_while_the_log_is_in_use(home: Path) -> None:
    with closing(sqlite3.connect(log_of(home), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM recording")
        assert ask(home, "db", "backup", "copy.db").returncode == 0
        other.execute("ROLLBACK")
    assert recordings(home / "copy.db") == recordings(log_of(home))
    assert stat.S_IMODE((home / "copy.db").stat().st_mode) == 0o600


def test_the_log_is_private(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(run_fit(60))
    assert ask(tmp_path, "import", "a.fit").returncode == 0
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o700
    assert stat.S_IMODE(log_of(tmp_path).stat().st_mode) == 0o600

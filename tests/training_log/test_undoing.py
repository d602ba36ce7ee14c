"""An import that was undone comes back as it was, to the bit, and nothing comes in twice."""

from __future__ import annotations

import random
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from runwins import TrainingLog
from runwins.errors import UnknownName
from runwins.store import Store, salvage_into
from runwins.store import undone as store_undone
from runwins.training_log import undoing
from tests.importers.made_files import gpx, point, run_fit

FIRST = 1_772_359_200  # 2026-03-01, 10:00 UTC
DAY_S = 86_400
SCRATCH = ("cache_", "measured", "undone", "sqlite_")


def log_of(folder: Path) -> TrainingLog:
    return TrainingLog(folder / "log", units="km", today=pd.Timestamp("2026-04-08").date())


def facts(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that holds facts, with its number."""
    with closing(sqlite3.connect(folder / "log" / "runwins.db")) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: db.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall()
            for (name,) in tables
            if not name.startswith(SCRATCH)
        }


def conclusions(log: TrainingLog) -> dict[str, Any]:
    """Return all that follows from the facts, as plain values."""
    frames = {
        "runs": log.runs(), "wins": log.wins(all_found=True), "remarks": log.remarks(),
        "efforts": log.efforts(), "climbs": log.climbs(), "routes": log.routes(),
        "hills": log.hills(), "weeks": log.weeks(),
    }  # fmt: skip
    told = {name: frame.to_csv() for name, frame in frames.items()}
    return told | {"notes": log.notes(), "dropped": log.dropped_runs()}


def watched(folder: Path, days: range, name: str = "watch") -> Path:
    """Make a folder of a watch's files, a run a day."""
    (folder / name).mkdir(exist_ok=True)
    for day in days:
        run = run_fit(400 + 37 * day, start=FIRST + day * DAY_S, offset=0)
        (folder / name / f"{day}.fit").write_bytes(run)
    return folder / name


def phone(folder: Path, day: int, seconds: int | None = None) -> Path:
    """Make a phone's file of a run, by default that of the watch on that day."""
    stamps = [
        pd.Timestamp(FIRST + day * DAY_S + at, unit="s").strftime("%Y-%m-%dT%H:%M:%SZ")
        for at in range(0, seconds or 400 + 37 * day, 2)
    ]
    points = "".join(point(2 * at, time=stamp) for at, stamp in enumerate(stamps))
    file = folder / f"phone{day}.gpx"
    file.write_text(gpx(points), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of two imports, the second with all that a runner can say of its runs."""
    home = tmp_path_factory.mktemp("two")
    with log_of(home) as log:
        log.import_files([watched(home, range(4))])
        more = watched(home, range(4, 12), "more")
        log.import_files([more, *(phone(more, day, 900) for day in (20, 22))])
        ids = list(log.runs()["run_id"])
        log.note(ids[1], "the first note")
        log.note(ids[6], "slept badly", -2)
        log.note(ids[2], "the last note")
        log.edit_run(ids[7], {"name": "Round the lake", "is_race": "yes", "distance_m": "700"})
        log.name_way(str(log.routes()["route_id"].iloc[0]), "The usual")
        log.drop_run(ids[9])
        log.drop_win(str(log.wins()["win_id"].iloc[-1]))
    return home


@pytest.fixture
def told(two: Path, tmp_path: Path) -> Path:
    return shutil.copytree(two, tmp_path / "home")


def test_it_comes_back_to_the_bit(told: Path) -> None:
    before = facts(told)
    with log_of(told) as log:
        concluded = conclusions(log)
        batch = log.batch_name()
        assert log.undo() == 10
        assert len(log.runs()) == 4
        assert len(log.notes()) == 2
        assert log.check() == []
    with log_of(told) as log:
        assert [(one.batch_id, one.recordings) for one in log.undone()] == [(batch, 10)]
        assert log.redo() == batch
        assert conclusions(log) == concluded
        assert log.undone() == []
        assert log.check() == []
    assert facts(told) == before
    with log_of(told) as log:
        assert conclusions(log) == concluded


@pytest.mark.parametrize("seed", range(3))
def test_any_imports_undone_and_redone_one_by_one(told: Path, seed: int) -> None:
    """Another recorder's files merge with runs of either import; the last undone comes first."""
    rng = random.Random(seed)
    with log_of(told) as log:
        for day in (2, 5, 7):
            assert log.import_files([phone(told, day)]).count("merged") == 1
        concluded = conclusions(log)
    before = facts(told)
    with log_of(told) as log:
        batches = [one["batch"] for one in log.imports()]
        gone = rng.sample(batches, rng.randint(2, len(batches)))
        for batch in gone:
            log.undo(batch)
            assert log.check() == []
        assert [log.redo() for _ in gone] == gone[::-1]
        assert conclusions(log) == concluded
        assert log.check() == []
    assert facts(told) == before


def test_what_came_meanwhile_stays_and_takes_nobodys_place(told: Path) -> None:
    with log_of(told) as log:
        before = conclusions(log)
        older, batch = log.imports()[1]["batch"], log.undo() and log.undone()[0].batch_id
        new = watched(told, range(12, 14), "new")
        report = log.import_files([new])
        log.note(log.new_runs(report)[0], "of the new run")
        log.redo()
        assert len(log.runs()) == 15
        assert [note["text"] for note in log.notes()] == [
            "the first note", "slept badly", "the last note", "of the new run",
        ]  # fmt: skip
        assert [one["batch"] for one in log.imports()] == [batch, report.batch, older]
        log.undo(report.batch)
        assert conclusions(log) == before
        assert log.check() == []


def test_a_run_that_was_linked_to_another_takes_its_recording_with_it(told: Path) -> None:
    with log_of(told) as log:
        assert log.import_files([phone(told, 5)]).count("merged") == 1
        log.undo()
        twice = log.runs()["run_id"].iloc[5]
        (told / "extra.fit").write_bytes(run_fit(300, start=FIRST + 5 * DAY_S + 7200, offset=0))
        log.import_files([told / "extra.fit"])
        extra = log.runs()["run_id"].iloc[6]
        joined = log.link_runs(extra, twice)
        assert len(log.recordings(joined)) == 2
        log.redo()
        assert len(log.recordings(joined)) == 3
        assert log.check() == []


def test_runs_that_came_in_again_are_not_doubled(told: Path) -> None:
    """Neither from the same file nor from another recorder's; what stands meanwhile stays."""
    with log_of(told) as log:
        batch = log.batch_name()
        log.undo()
        again = log.import_files([told / "more" / "5.fit"]).batch
        before = facts(told)
        with pytest.raises(UnknownName, match=rf"in the log again.*runwins undo {again}"):
            log.redo(batch)
        assert facts(told) == before
        log.undo()
        other = log.import_files([phone(told, 7)]).batch
        with pytest.raises(UnknownName, match=rf"7\.fit is in the log again, .*{other}"):
            log.redo(batch)
        log.undo()
        log.redo(batch)
        assert len(log.runs()) == 13


def test_the_order_is_kept_where_imports_share_runs(told: Path) -> None:
    with log_of(told) as log:
        merged = log.import_files([phone(told, 5)]).batch
        _, second, first = (one["batch"] for one in log.imports())
        for batch in (merged, first, second):
            log.undo(batch)
        with pytest.raises(UnknownName, match=f"runwins redo {second}` first"):
            log.redo(merged)
        assert log.redo(first) == first, "no run of it is of another"
        assert log.redo(second) == second
        assert log.redo(merged) == merged
        assert len(log.recordings(str(log.runs()["run_id"].iloc[5]))) == 2


HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,"
    "Filename\r\n"
)


def export(path: Path, name: str, note: str, file: Path) -> Path:
    row = f'1,"Mar 2, 2026, 10:00:00 AM",{name},Run,{note},437,1.20,,,false,,,activities/1.fit\r\n'
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("activities.csv", HEADER + row)
        made.write(file, "activities/1.fit")
    return path


@pytest.mark.parametrize(
    "order", [(0,), (1,), (2,), (1, 2), (2, 1), (1, 0), (2, 1, 0), (1, 2, 0), (0, 1)]
)
def test_what_tables_said_comes_back_in_the_order_they_said_it(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """One run, from a watch's file, told of by two exports that do not agree."""
    file = watched(tmp_path, range(1, 2)) / "1.fit"
    tables = [
        export(tmp_path / "one.zip", "Hills", "windy", file),
        export(tmp_path / "two.zip", "Hills once more", "", file),
    ]
    with log_of(tmp_path) as log:
        batches = [str(log.import_files([one]).batch) for one in (file, *tables)]
        (recording,) = log._store.recordings()
        assert (recording.facts["name"], recording.facts["note"]) == ("Hills once more", "windy")
    before = facts(tmp_path)
    with log_of(tmp_path) as log:
        gone = [batches[number] for number in order]
        for batch in gone:
            if batch in log._store.full_batches():
                log.undo(batch)
        while log.undone():
            log.redo()
        assert log.check() == []
    assert facts(tmp_path) == before


def test_after_thirty_days_it_is_gone(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with log_of(told) as log:
        log.undo()
        until = log.undone()[0].until
    log_file = told / "log" / "runwins.db"

    class Later(store_undone.datetime):  # type: ignore[misc, name-defined]
        days = 30.0

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return until + store_undone.timedelta(seconds=60 * (cls.days - 30) - 1)

    monkeypatch.setattr(store_undone, "datetime", Later)
    with log_of(told) as log:
        assert len(log.undone()) == 1
    Later.days = 31
    with log_of(told) as log:
        assert log.undone() == []
        with pytest.raises(UnknownName, match="nothing was taken back that could come back"):
            log.redo()
    with closing(sqlite3.connect(log_file)) as db:
        assert db.execute("SELECT count(*) FROM undone_row").fetchone() == (0,)


def test_old_ones_stay_while_another_is_writing(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with log_of(told) as log:
        log.undo()
    monkeypatch.setattr(store_undone, "KEPT_DAYS", -1)
    with closing(sqlite3.connect(told / "log" / "runwins.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with log_of(told) as log:
            assert len(log.undone()) == 1
        other.execute("ROLLBACK")
    with log_of(told) as log:
        assert log.undone() == []


def test_one_that_was_damaged_meanwhile_is_found_and_brings_nothing(told: Path) -> None:
    with log_of(told) as log:
        log.undo()
    with closing(sqlite3.connect(told / "log" / "runwins.db")) as db:
        last = "SELECT max(row_id) FROM undone_row WHERE of_table = 'recording'"
        db.execute(f"UPDATE undone_row SET samples = x'52575331' WHERE row_id = ({last})")
        db.commit()
    before = facts(told)
    with log_of(told) as log:
        (wrong,) = log.check()
        assert "cannot come back as it was" in wrong
        with pytest.raises(Exception, match="damaged"):
            log.redo()
    assert facts(told) == before


@pytest.mark.parametrize(
    ("command", "step"),
    [("undo", "remove_batch"), ("undo", "keep_undone"), ("redo", "bring_back"), ("redo", "words")],
)
def test_what_fails_half_way_has_changed_nothing(
    told: Path, monkeypatch: pytest.MonkeyPatch, command: str, step: str
) -> None:
    with log_of(told) as log:
        if command == "redo":
            log.undo()
        owner, name = (undoing, "bring_back_words") if step == "words" else (Store, step)
        done = getattr(owner, name)

        def and_fail(*words: Any) -> None:
            done(*words)
            raise ZeroDivisionError

        before, undone = facts(told), log.undone()
        monkeypatch.setattr(owner, name, and_fail)
        with pytest.raises(ZeroDivisionError):
            getattr(log, command)()
        monkeypatch.undo()
        assert facts(told) == before
        assert log.undone() == undone


def test_a_copy_holds_what_can_come_back_and_a_salvaged_log_does_not(told: Path) -> None:
    whole = facts(told)
    with log_of(told) as log:
        log.undo()
        log.backup(told / "copy.db")
        log.redo()
        log.restore(told / "copy.db")
        assert len(log.runs()) == 4
        log.redo()
        log.undo()
    assert not salvage_into(told / "log" / "runwins.db", told / "saved.db").lost
    with log_of(told) as log:
        kept = facts(told)
        log.restore(told / "saved.db")
        assert log.undone() == []
        log.restore(told / "copy.db")
        log.redo()
    assert facts(told) == whole
    assert len(kept["recording"]) == 4

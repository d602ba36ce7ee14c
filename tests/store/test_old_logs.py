"""A log of every shape the file ever had opens, with all that was in it; see `logs/make_log.py`."""

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from runwins import TrainingLog
from runwins.store import migrations
from tests.cli.in_process import ask

LOGS = sorted((Path(__file__).parent / "logs").glob("*.sql"))
STEPS = [step.__name__ for step in migrations._MIGRATIONS]


def laid(log: Path, home: Path) -> Path:
    """Make a log file of the text of one; return it."""
    (home / "log").mkdir()
    file = home / "log" / "runwins.db"
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(log.read_text(encoding="utf-8"))
    return file


def shape(file: Path) -> dict[str, str]:
    """Return how each table is made, but for the cache, which is thrown away."""
    with closing(sqlite3.connect(file)) as db:
        found = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: sql for name, sql in found if not name.startswith(("measured", "cache"))}


def test_every_step_has_a_log_that_ends_with_it():
    assert [log.stem for log in LOGS] == STEPS, (
        "a step of the log file needs a log of its shape: python tests/store/logs/make_log.py"
    )
    for number, log in enumerate(LOGS, start=1):
        text = log.read_text(encoding="utf-8")
        assert [step for step in STEPS if f"VALUES('{step}')" in text] == STEPS[:number]


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_it_opens_with_all_that_was_in_it(log, tmp_path):
    laid(log, tmp_path)
    with TrainingLog(tmp_path / "log", units="km", today=dt.date(2026, 3, 8)) as opened:
        runs = opened.runs()
        assert list(runs["run_id"]) == ["20260301-0700", "20260303-0700", "20260305-0700"]
        assert runs["distance_m"].to_numpy() == pytest.approx([1200, 1500, 2400], rel=2e-3)
        named = "Plateau 1200" if log.stem == STEPS[0] else "Round the lake"
        assert list(runs["name"]) == [named, "Plateau 1500", "Plateau 2400"]
        assert opened.dropped_runs() == ["20260307-0700"]
        assert [(note["text"], note["feel"]) for note in opened.notes()] == [("slept badly", -2)]
        (goal,) = opened.goals()
        assert (goal.name, str(goal.date), goal.distance_m) == ("City 10K", "2026-09-06", 10_000.0)
        wins = opened.wins(all_found=True)
        assert len(wins) > 0
        assert not set(wins["win_id"]) & {*opened._store.dropped_wins()}
        assert len(opened._store.dropped_wins()) == 1
        stream = opened.stream("20260305-0700")
        assert (len(stream), stream["elapsed_s"].iloc[-1]) == (81, 800.0)
        assert opened.check() == []


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_it_has_the_shape_of_a_new_one_then(log, tmp_path):
    old = laid(log, tmp_path)
    for home in (tmp_path / "log", tmp_path / "new"):
        TrainingLog(home, units="km").close()
    assert shape(old) == shape(tmp_path / "new" / "runwins.db")


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_its_files_are_known_and_it_takes_what_the_runner_says(log, tmp_path):
    laid(log, tmp_path)
    assert ask(tmp_path, "runs", "restore", "2026-03-07").returncode == 0
    assert ask(tmp_path, "runs", "edit", "last", "--name", "Back").returncode == 0
    rows = json.loads(ask(tmp_path, "runs", "--json").stdout)["runs"]
    assert [row["name"] for row in rows][-1] == "Back"
    assert ask(tmp_path, "imports").returncode == 0
    assert ask(tmp_path, "undo", "--yes").returncode == 0
    assert json.loads(ask(tmp_path, "runs", "--json").stdout)["runs"] == []


def test_one_of_tomorrow_is_left_as_it_is_and_said_in_a_sentence(tmp_path):
    file = laid(LOGS[-1], tmp_path)
    with closing(sqlite3.connect(file)) as db:
        db.execute("INSERT INTO migration VALUES ('m999_tomorrow')")
        db.commit()
    before = file.read_bytes()
    for words in (["runs"], ["undo", "--yes"], ["db", "check"]):
        done = ask(tmp_path, *words)
        assert (done.returncode, done.stdout) == (4, "")
        (said,) = done.stderr.splitlines()
        assert "newer runwins" in said
        assert "upgrade runwins" in said
    assert file.read_bytes() == before

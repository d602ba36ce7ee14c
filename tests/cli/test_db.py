"""``runwins db``: the log file is looked after, copied, and put back."""

import json
import sqlite3

from tests.cli.in_process import ask
from tests.conftest import SAMPLE

NEWEST = str(SAMPLE / "watch" / "2026-10-24-07-30-36.fit")
OTHER = str(SAMPLE / "watch" / "2026-10-22-18-00-29.fit")


def run_ids(done):
    return [row["run_id"] for row in json.loads(done.stdout)["runs"]]


def test_a_copy_put_back_is_the_log_of_then(tool, tmp_path):
    tool("import", OTHER)
    assert tool("db", "backup", "copy.db").returncode == 0
    assert tool("db", "backup", "copy.db").returncode == 4
    tool("import", NEWEST)
    assert tool("db", "restore", "copy.db").returncode == 2
    assert tool("db", "restore", "copy.db", answers="\n").returncode == 130
    done = tool("db", "restore", "copy.db", "--yes")
    assert done.returncode == 0, done.stderr
    assert run_ids(tool("runs", "--json")) == ["20261022-1800"]
    (kept,) = (tmp_path / "log").glob("before-restore-*.db")
    assert str(kept) in done.stdout
    assert tool("db", "restore", str(kept), "--yes").returncode == 0
    assert run_ids(tool("runs", "--json")) == ["20261022-1800", "20261024-0730"]


def test_what_is_no_copy_of_a_log_changes_nothing(tool, tmp_path):
    tool("import", OTHER)
    (tmp_path / "diary.db").write_text("my diary" * 1000)
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (x)").connection.close()
    for name in ("diary.db", "other.db"):
        done = tool("db", "restore", name, "--yes")
        assert done.returncode == 4
        assert name in done.stderr
    assert tool("db", "restore", "nowhere.db", "--yes").returncode == 2
    assert run_ids(tool("runs", "--json")) == ["20261022-1800"]
    assert list((tmp_path / "log").glob("before-restore-*")) == []


def test_a_damaged_log_is_found(demo_home):
    with sqlite3.connect(demo_home / "log" / "runwins.db") as db:
        db.execute("UPDATE recording SET samples = x'00' WHERE recording_id = 1")
    db.close()
    done = ask(demo_home, "db", "check")
    assert done.returncode == 4
    assert "recording 1" in done.stderr


def test_vacuum_gives_room_back(demo_home):
    file = demo_home / "log" / "runwins.db"
    before = file.stat().st_size
    names = json.loads(ask(demo_home, "imports", "--json").stdout)["imports"]
    assert ask(demo_home, "undo", names[-1]["batch"], "--yes").returncode == 0
    assert ask(demo_home, "db", "vacuum").returncode == 2, "it could not come back any more"
    assert ask(demo_home, "db", "vacuum", answers="n\n").returncode == 130
    assert len(json.loads(ask(demo_home, "imports", "--json").stdout)["undone"]) == 1
    done = ask(demo_home, "db", "vacuum", "--yes")
    assert done.returncode == 0, done.stderr
    assert file.stat().st_size < before / 2
    assert ask(demo_home, "redo").returncode == 2
    assert ask(demo_home, "db", "vacuum").returncode == 0, "nothing is left to ask about"
    assert ask(demo_home, "db", "check").returncode == 0

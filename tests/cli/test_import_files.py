"""``runwins import``: what is said, what is left out, from where."""

import json
import os
import shutil
from pathlib import Path

import pytest

from runwins.importers import watch
from runwins.training_log import unchanged
from tests.cli.in_process import ask
from tests.conftest import SAMPLE

NEWEST = str(SAMPLE / "watch" / "2026-10-24-07-30-36.fit")
OTHER = str(SAMPLE / "watch" / "2026-10-22-18-00-29.fit")
FOLDER = str(SAMPLE / "watch")


def test_files_seen_is_the_sum_of_the_outcomes(tool, tmp_path):
    (tmp_path / "bad.fit").write_bytes(b"\x0e\x10\x00\x00\xff\xff\xff\x7f.FIT" + b"\xff" * 40)
    (tmp_path / "note.txt").write_text("no recording")
    tool("import", NEWEST)
    done = tool("import", NEWEST, OTHER, "bad.fit", "note.txt", "--json")
    answer = json.loads(done.stdout)
    counts = [answer["imported"], answer["merged"], answer["unchanged"]]
    assert counts == [1, 0, 1]
    assert answer["files_seen"] == 4 == sum(counts) + len(answer["skipped"] + answer["failed"])
    assert {row["source"] for row in answer["skipped"] + answer["failed"]} == {
        "bad.fit", "note.txt",
    }  # fmt: skip
    assert done.returncode == 1


def test_a_rehearsal_says_what_would_come(tool):
    done = tool("import", FOLDER, "--dry-run")
    assert (done.returncode, done.stdout) == (
        0, "rehearsal, nothing is stored: 5 new runs from 2026-10-17 to 2026-10-24\n",
    )  # fmt: skip
    assert json.loads(tool("runs", "--json").stdout)["runs"] == []
    assert json.loads(tool("imports", "--json").stdout)["imports"] == []


def test_since_leaves_earlier_runs_out(tool):
    done = tool("import", FOLDER, "--since", "2026-10-22", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["imported"]) == (0, 2)
    assert {row["reason"] for row in answer["skipped"]} == {"it was run before 2026-10-22"}
    late = tool("import", FOLDER, "--since", "2027-01-01")
    assert late.returncode == 0
    assert tool("import", FOLDER, "--since", "soon").returncode == 5


def test_from_the_watch_on_usb(tool, tmp_path, monkeypatch):
    activities = tmp_path / "mnt" / "GARMIN" / "Activity"
    activities.mkdir(parents=True)
    shutil.copy(NEWEST, activities)
    before = sorted(activities.iterdir())
    monkeypatch.setattr(watch, "mounted", lambda: [tmp_path / "mnt"])
    done = tool("import", "--watch-device", "--json")
    assert json.loads(done.stdout)["imported"] == 1
    assert sorted(activities.iterdir()) == before


def test_no_watch_says_what_to_do(tool, monkeypatch):
    monkeypatch.setattr(watch, "mounted", list)
    done = tool("import", "--watch-device")
    assert done.returncode == 3
    assert "MTP" in done.stderr
    assert "runwins import FOLDER" in done.stderr


def test_an_import_of_a_history_is_quiet(tool):
    done = tool("--today", "2027-06-01", "import", FOLDER)
    assert done.stdout == "5 new runs from 2026-10-17 to 2026-10-24\n"
    assert done.stderr == ""


def test_a_runner_at_a_terminal_is_told_where_a_quiet_history_can_be_seen(tool):
    done = tool("--today", "2027-06-01", "import", FOLDER, terminal=True)
    last = done.stdout.splitlines()[-1]
    assert last == "what they come to: `runwins`, and every win: `runwins wins`"


def test_the_newest_of_many_is_shown_while_it_is_fresh(tool):
    done = tool("--today", "2026-10-25", "import", FOLDER)
    first, second, *_ = done.stdout.splitlines()
    assert first == "5 new runs from 2026-10-17 to 2026-10-24"
    assert second.startswith("RUN   2026-10-24")


def test_what_an_older_run_unmakes_is_said(tool):
    tool("import", NEWEST)
    tool("import", str(SAMPLE / "watch" / "2026-10-18-10-00-15.fit"))
    tool("import", str(SAMPLE / "watch" / "2026-10-20-18-00-22.fit"))
    before = {w["win_id"] for w in json.loads(tool("wins", "--json").stdout)["wins"]}
    done = tool("import", str(SAMPLE / "watch" / "2026-10-17-09-00-08.fit"))
    after = {w["win_id"] for w in json.loads(tool("wins", "--json").stdout)["wins"]}
    assert bool(before - after) == ("earlier win" in done.stdout)


def test_a_failed_import_is_listed_with_its_reasons_and_is_nothing_to_undo(tool, tmp_path):
    tool("import", NEWEST)
    (tmp_path / "note.txt").write_text("no recording")
    assert tool("import", "note.txt").returncode == 3
    assert tool("import", "note.txt").returncode == 3
    assert len(json.loads(tool("imports", "--json").stdout)["imports"]) == 2, "the last of its kind"
    shown = tool("imports", "show").stdout
    assert "note.txt" in shown
    assert NEWEST.rsplit("/", 1)[-1] not in shown
    assert tool("undo", "--yes").stdout.endswith("is taken back, 1 recording with it\n")
    assert tool("undo", "--yes").returncode == 2


def test_undo_asks_and_no_is_the_default(tool):
    tool("import", NEWEST)
    asked = tool("undo", answers="\n")
    assert (asked.returncode, asked.stdout.strip()) == (130, "")
    assert "Take back import" in asked.stderr
    assert tool("undo", answers="y\n").returncode == 0


def test_file_names_that_are_no_letters(tool, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        shutil.copy(NEWEST, folder / b"l\xe4ufe \xff.fit".decode("utf-8", "surrogateescape"))
    except OSError:
        pytest.skip("this file system takes letters alone")
    done = tool("import", str(folder))
    assert done.returncode == 0, done.stderr
    assert tool("runs", "--csv").returncode == 0
    assert tool("imports", "show", "--json").returncode == 0


def test_standard_input_is_a_file_too(tmp_path):
    import subprocess
    import sys

    from tests.conftest import MAIN

    with open(OTHER, "rb") as file:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "import", "-", "--json"],
            stdin=file, capture_output=True, check=False,
            env={"HOME": str(tmp_path), "RUNWINS_HOME": str(tmp_path / "log"), "PATH": ""},
        )  # fmt: skip
    assert json.loads(done.stdout)["imported"] == 1


def test_a_full_disk_says_so_and_what_was_stored_stays(tool, monkeypatch):
    import runwins.store.store

    tool("import", OTHER)
    usual = runwins.store.store.connect

    def nearly_full(path):
        db = usual(path)
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages + 3}")
        return db

    with monkeypatch.context() as patch:
        patch.setattr(runwins.store.store, "connect", nearly_full)
        done = tool("import", NEWEST)
    assert done.returncode == 4
    assert "make room on the disk; what was stored before is kept" in done.stderr
    assert [r["run_id"] for r in json.loads(tool("runs", "--json").stdout)["runs"]] == [
        "20261022-1800"
    ]


def test_a_folder_that_cannot_be_made_says_what_to_do(tool, tmp_path):
    (tmp_path / "log").write_text("a file where the folder should be")
    done = tool("import", NEWEST)
    assert done.returncode == 4
    assert "name another --home" in done.stderr


def test_a_log_that_another_is_writing(tool, tmp_path, monkeypatch):
    import sqlite3

    tool("import", NEWEST)
    monkeypatch.setattr("runwins.store.connection._BUSY_S", 0.1)
    other = sqlite3.connect(tmp_path / "log" / "runwins.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert tool("runs").returncode == 0, "reading goes on"
        done = tool("import", OTHER)
    finally:
        other.close()
    assert done.returncode == 4
    assert "another runwins is writing; try again when it is done" in done.stderr
    assert tool("import", OTHER).returncode == 0


def test_a_log_in_the_folder_itself_is_named_and_left_alone(tmp_path, monkeypatch):
    """A home in the midst of the recordings: nothing in it is a recording, whatever lies beside."""
    shutil.copy(NEWEST, tmp_path)
    home = {"RUNWINS_HOME": str(tmp_path)}
    ask(tmp_path, "config", "set", "units", "km", **home)
    ask(tmp_path, "import", OTHER, **home)
    (tmp_path / "before-breakfast.fit").write_bytes(Path(OTHER).read_bytes())
    (tmp_path / "before-upgrade-20260101T000000-1.db").write_bytes(b"SQLite format 3\0")
    done = ask(tmp_path, "import", ".", "--json", **home)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["imported"], answer["unchanged"]) == (0, 1, 1)
    assert answer["skipped"] == [
        {"source": "runwins.db", "reason": "a log of runwins, not a recording"}
    ]
    assert answer["failed"] == []
    assert answer["files_seen"] == 3
    past = 1_700_000_000
    for file in tmp_path.glob("*.fit"):
        os.utime(file, (past, past))
    ask(tmp_path, "import", ".", **home)
    monkeypatch.chdir(tmp_path)
    report = unchanged.nothing_new(tmp_path / "runwins.db", ["."])
    assert report is not None, "a log that grew is no reason to look again"
    assert report.counts["unchanged"] == 2


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"SQLite format 3\0" + bytes(99), "a database, not a recording"),
        (b"\x37\x7f\x06\x82" + bytes(99), "the journal of a database, not a recording"),
        (b"\x18\xe2\x2d\x00" + bytes(99), "the index of a database's journal, not a recording"),
    ],
)
def test_other_programs_databases_are_named(tmp_path, content, word):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "garmin.db").write_bytes(content)
    answer = json.loads(ask(tmp_path, "import", "in", "--json").stdout)
    assert [one["reason"] for one in answer["skipped"]] == [word]


def test_an_import_without_wins_looks_for_none(tool, monkeypatch):
    def looked(*args, **words):
        raise AssertionError("wins were looked for")

    newest, other, third = sorted(str(file) for file in Path(FOLDER).iterdir())[:-4:-1]
    tool("import", other)
    with monkeypatch.context() as patch:
        for place in ("known", "log_file"):
            patch.setattr(f"runwins.training_log.{place}.find_wins", looked)
        done = tool("import", newest, "--no-wins")
        answer = json.loads(tool("import", third, "--no-wins", "--json").stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 new run, 24 Oct 2026\n"
    (run,) = answer["runs"]
    assert run["run_id"] < "20261022"
    assert not {"wins", "near", "not_counted"} & set(run)
    assert "changed_wins" not in answer
    assert "20261024-0730" in tool("wins", "--json").stdout


def test_each_win_of_the_newest_run_is_explained(tool):
    tool("import", *(str(file) for file in sorted(Path(FOLDER).iterdir())[:-1]))
    done = tool("import", NEWEST, "--explain")
    wins = [line for line in done.stdout.splitlines() if line.startswith("WIN ")]
    assert wins
    assert done.stdout.count("\nThe rule: ") == len(wins)
    tool("undo", "--yes")
    answer = json.loads(tool("import", NEWEST, "--explain", "--json").stdout)
    for win in answer["runs"][0]["wins"]:
        explained = json.loads(tool("explain", win["win_id"], "--json").stdout)
        assert win["sentences"] == explained["sentences"]


def test_a_line_of_json_for_each_run(tool):
    whole = json.loads(tool("import", FOLDER, "--json").stdout)
    tool("undo", "--yes")
    lines = [json.loads(line) for line in tool("import", FOLDER, "--ndjson").stdout.splitlines()]
    assert [line["schema"] for line in lines] == ["runwins.import-run/1"] * 5 + ["runwins.import/1"]
    runs = [{"schema": "runwins.import-run/1", **run} for run in whole.pop("runs")]
    assert lines[:-1] == runs
    assert {**lines[-1], "batch": whole["batch"]} == whole
    again = tool("import", FOLDER, "--ndjson").stdout.splitlines()
    assert [json.loads(line)["unchanged"] for line in again] == [5]


def test_options_that_exclude_each_other(tool):
    for words in (("--no-wins", "--explain"), ("--json", "--ndjson")):
        done = tool("import", NEWEST, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "not both" in done.stderr

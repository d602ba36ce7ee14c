"""How every command speaks: what goes where, in which letters, and how it ends."""

import json

import pytest

from tests.cli.in_process import ask
from tests.conftest import SAMPLE

NEWEST = str(SAMPLE / "watch" / "2026-10-24-07-30-36.fit")
READING = [
    ["runs"], ["runs", "show"], ["show"], ["wins"], ["wins", "--all"], ["wins", "kinds"], ["bests"],
    ["bests", "--history"], ["weeks"], ["climbs"], ["routes"], ["look-back"], ["goal", "show"],
    ["goal", "list"], ["ladder"], ["predict"], ["imports"], ["imports", "show"],
    ["config", "show"], ["doctor"], ["explain", "longest-run"],
]  # fmt: skip
WITH_CSV = [["runs"], ["wins"], ["bests"], ["weeks"], ["climbs"], ["routes"]]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_json_is_one_document_that_names_its_shape(demo_home, words):
    done = ask(demo_home, "--today", "2026-10-24", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["schema"].startswith("runwins.")


@pytest.mark.parametrize("words", WITH_CSV, ids=" ".join)
def test_csv_has_as_many_cells_in_every_line(demo_home, words):
    import csv
    import io

    done = ask(demo_home, *words, "--csv")
    assert (done.returncode, done.stderr) == (0, "")
    lines = list(csv.reader(io.StringIO(done.stdout)))
    assert len(lines) > 1
    assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_an_empty_log_answers_every_question_with_a_sentence(tool, words):
    done = tool(*words)
    assert done.returncode in {0, 2}
    assert done.stdout.strip() or done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "fault of runwins" not in done.stderr


@pytest.mark.parametrize("words", [["show"], ["wins"], ["ladder"], ["doctor"], ["runs", "--json"]])
def test_a_terminal_that_knows_ascii_alone(demo_home, words):
    ask(demo_home, "runs", "edit", "last", "--name", "Läufe ★ 走る")
    for how in ({"encoding": "ascii"}, {}):
        flags = [] if how else ["--ascii"]
        done = ask(demo_home, "--color", "always", *flags, *words, **how)
        assert done.returncode == 0, done.stderr
        if how or "--json" not in words:
            assert done.stdout.isascii()


def test_json_loses_no_letter_where_the_pipe_knows_ascii_alone(demo_home):
    ask(demo_home, "runs", "edit", "last", "--name", "Läufe 走る")
    done = ask(demo_home, "show", "--json", encoding="ascii")
    assert json.loads(done.stdout)["name"] == "Läufe 走る"


def test_json_on_a_terminal_cannot_steer_it(demo_home):
    ask(demo_home, "note", "\x9b2J\u202etxt\x1b[2J")
    shown = ask(demo_home, "export", "json", "-o", "x.json")
    assert shown.returncode == 0
    for words in (["show", "--json"], ["runs", "show", "--json"], ["imports", "show", "--json"]):
        out = ask(demo_home, *words).stdout
        assert all(c.isprintable() or c == "\n" for c in out)


def test_quiet_says_the_answer_alone(tool):
    loud = tool("import", NEWEST, "--json")
    assert loud.stderr == ""
    told = tool("-q", "ladder", "--png", "ladder.png")
    assert told.returncode == 2
    for words in (["goal", "set", "--name", "A", "--date", "2027-01-01", "--distance", "50km"],):
        assert tool(*words).stderr != ""
        assert tool(*words, "-q").stderr == ""


@pytest.mark.parametrize(
    ("env", "flag", "terminal", "colour"),
    [
        ({}, "auto", True, True),
        ({"NO_COLOR": ""}, "auto", True, True),
        ({"NO_COLOR": "1"}, "auto", True, False),
        ({"TERM": "dumb"}, "auto", True, False),
        ({}, "never", True, False),
        ({"CLICOLOR_FORCE": "1"}, "auto", False, True),
    ],
)
def test_colour_on_a_terminal(demo_home, env, flag, terminal, colour):
    done = ask(demo_home, "wins", "--color", flag, terminal=terminal, **env)
    assert ("\x1b[" in done.stdout) == colour


def test_a_fault_of_runwins_is_kept_for_a_report(tool, tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr("runwins.training_log.TrainingLog.runs", broken)
    done = tool("runs")
    assert (done.returncode, done.stdout) == (70, "")
    assert "fault of runwins: ZeroDivisionError: of all things" in done.stderr
    assert "Traceback" not in done.stderr
    kept = (tmp_path / "log" / "cache" / "last-fault.txt").read_text()
    assert "ZeroDivisionError: of all things" in kept
    with pytest.raises(ZeroDivisionError):
        tool("runs", "-vv")


def test_an_answer_that_nobody_reads_to_its_end(demo_home):
    import subprocess
    import sys

    from tests.conftest import MAIN

    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, "wins", "--all", "--json"],
        env={"HOME": str(demo_home), "RUNWINS_HOME": str(demo_home / "log"), "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=30)
    assert b"Traceback" not in said

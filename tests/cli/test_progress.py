"""How far a long work is: a line on a terminal that goes when it is done, and nothing in a pipe."""

import os
import re
import subprocess
import sys

import pytest

from runwins.cli import progress
from runwins.cli.progress import Progress
from tests.conftest import MAIN, SAMPLE

FOLDER = str(SAMPLE / "watch")
AT_ONCE = f"import runwins.cli.progress as p; p._WORTH_SAYING_S = 0.0; {MAIN}"


def told(tmp_path, *words, terminal):
    """Import a few files, with standard error on a terminal or in a pipe; return what it says."""
    out, said = ran(tmp_path, AT_ONCE, *words, "import", FOLDER, "--jobs", "1", terminal=terminal)
    assert "5 new runs" in out
    return said


def ran(tmp_path, script, *words, terminal):
    """Run a command, with standard error on a terminal or in a pipe; return what both say."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env={"HOME": str(tmp_path), "RUNWINS_HOME": str(tmp_path / "log"), "PATH": "",
             "TERM": "xterm"},
        stdout=subprocess.PIPE, stderr=theirs if terminal else subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(theirs)
    said = done.stderr or b""
    try:
        while terminal and (piece := os.read(ours, 65_536)):
            said += piece
    except OSError:  # nobody writes there any more
        pass
    os.close(ours)
    assert done.returncode == 0, said
    return done.stdout.decode(), said.decode()


def test_a_terminal_is_told_how_much_is_left_and_swept_clean(tmp_path):
    said = told(tmp_path, terminal=True)
    lines = said.split("\r\x1b[K")
    assert len(lines) > 2
    for number, line in enumerate(lines[1:-1], start=1):
        assert re.fullmatch(rf"{number}/5 files, \d+ s left", line)
    assert (lines[0], lines[-1]) == ("", ""), "nothing else, and nothing stays"


def test_a_pipe_and_a_runner_who_wants_quiet_are_told_nothing(tmp_path):
    assert told(tmp_path, terminal=False) == ""
    assert told(tmp_path / "quiet", "-q", terminal=True) == ""


def test_a_terminal_is_told_what_is_looked_for_in_many_runs(tmp_path):
    few_are_many = f"import runwins.training_log.known as k; k._MANY = 3; {MAIN}"
    ran(tmp_path, MAIN, "import", FOLDER, "--no-wins", terminal=False)
    wins, said = ran(tmp_path, few_are_many, "wins", terminal=True)
    assert said == (
        "\r\x1b[Klooking for routes and hills in 5 runs ...\r\x1b[K"
        "\r\x1b[Klooking for wins in 5 runs ...\r\x1b[K"
    )
    again = ran(tmp_path, few_are_many, "wins", terminal=True)
    assert again == (wins, ""), "what is known is not looked for"
    ran(tmp_path, MAIN, "undo", "--yes", terminal=False)
    ran(tmp_path, MAIN, "import", FOLDER, "--no-wins", terminal=False)
    assert ran(tmp_path, few_are_many, "wins", terminal=False) == (wins, "")
    ran(tmp_path, MAIN, "undo", "--yes", terminal=False)
    ran(tmp_path, MAIN, "import", FOLDER, "--no-wins", terminal=False)
    assert ran(tmp_path, few_are_many, "-q", "wins", terminal=True) == (wins, "")


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_what_is_left_follows_from_what_is_done(clock, capsys):
    say = Progress("files")
    for moment, done, words in [
        (0.4, 4, ""),
        (0.6, 6, "6/1204 files, about 2 min left"),
        (60.0, 602, "602/1204 files, about 1 min left"),
        (100.0, 1003, "1003/1204 files, 20 s left"),
    ]:
        clock[0] = moment
        say(done, 1204)
        assert capsys.readouterr().err.lstrip("\r") == words
    say(1204, 1204)
    assert capsys.readouterr().err == "\r"


def test_one_file_and_a_short_work_are_not_worth_a_line(clock, capsys):
    one, short = Progress("files"), Progress("files")
    clock[0] = 9.0
    one(1, 1)
    clock[0] = 0.3
    for done in range(1, 6):
        short(done, 5)
    assert capsys.readouterr().err == ""

"""How a command line ends, as a process of its own: with all that was to be done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MAIN, run_tool

ENDS = (
    "import atexit, sys, runwins.cli as cli\n"
    "def main():\n"
    "    atexit.register(lambda: print('done at the end'))\n"
    "    print('said', end=' ')\n"
    "    raise {what}\n"
    "cli.main = main\ncli.script()\n"
)


@pytest.mark.parametrize(
    ("what", "code"),
    [("SystemExit(0)", 0), ("SystemExit(3)", 3), ("SystemExit", 0), ("ValueError('x')", 1)],
)
def test_a_process_ends_with_its_code_and_all_that_was_to_be_done(what, code):
    done = subprocess.run(
        [sys.executable, "-c", ENDS.format(what=what)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, "said done at the end\n")
    assert ("ValueError: x" in done.stderr) == (code == 1)


def test_a_log_is_closed_before_its_process_ends(demo_home):
    log = demo_home / "log"
    assert run_tool(demo_home, "note", "mine").returncode == 0
    assert not list(log.glob("*-wal")), "no journal is left beside it"


def test_nothing_is_left_to_say_after_an_import_with_workers(tmp_path):
    sample = Path(__file__).parent.parent.parent / "sample_data" / "watch"
    done = run_tool(tmp_path, "import", str(sample), "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_early_is_no_fault(demo_home):
    command = f'"{sys.executable}" -c "{MAIN}" wins --all | head -1'
    env = {"HOME": str(demo_home), "RUNWINS_HOME": str(demo_home / "log"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=env, check=False)
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (0, 1, "")

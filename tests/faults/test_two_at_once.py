"""Two commands at once on one log, as processes of their own: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from runwins.store import Store
from tests.cli.in_process import ask
from tests.conftest import MAIN
from tests.importers.made_files import run_fit

FIRST = 1_599_976_800
DAY_S = 86_400
PATIENCE_S = 120


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, days in (("one", range(16)), ("two", range(8, 24)), ("three", range(24, 30))):
        (tmp_path / name).mkdir()
        for day in days:
            run = run_fit(300 + day, start=FIRST + day * DAY_S, offset=0)
            (tmp_path / name / f"{day}.fit").write_bytes(run)
    return tmp_path


def begun(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", MAIN, *words],
        cwd=home,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "RUNWINS_HOME": str(home / "log"),
             "RUNWINS_UNITS": "km", "RUNWINS_TODAY": "2020-12-01"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def all_ended(*commands: subprocess.Popen[str]) -> None:
    for command in commands:
        _, said = command.communicate(timeout=PATIENCE_S)
        assert command.returncode == 0, said


def days_in(home: Path) -> list[str]:
    told = json.loads(ask(home, "runs", "--json").stdout)
    return [run["local_date"] for run in told["runs"]]


def sound_with(home: Path, runs: int) -> None:
    days = days_in(home)
    assert len(days) == len(set(days)) == runs
    done = ask(home, "db", "check")
    assert done.returncode == 0, done.stderr


def until(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not happens():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def test_two_imports_into_a_log_that_is_not_there_yet(home: Path) -> None:
    """Their files overlap: what both bring is one run each."""
    words = ("--jobs", "1")
    all_ended(begun(home, "import", "one", *words), begun(home, "import", "two", *words))
    sound_with(home, 24)


def test_an_import_and_a_report(home: Path) -> None:
    assert ask(home, "import", "one").returncode == 0
    all_ended(
        begun(home, "import", "two", "--jobs", "1"),
        begun(home, "report", "-o", "page.html"),
        begun(home, "wins"),
    )
    assert (home / "page.html").stat().st_size > 10_000
    sound_with(home, 24)


def test_an_import_comes_back_while_another_comes_in(home: Path) -> None:
    """And where two want to bring the same one back, one does and the other says it is done."""
    assert ask(home, "import", "one").returncode == 0
    assert ask(home, "undo", "--yes").returncode == 0
    words = ("import", "three", "--jobs", "1")
    first, second, other = begun(home, "redo"), begun(home, "redo"), begun(home, *words)
    all_ended(other)
    said = [one.communicate(timeout=PATIENCE_S)[1] for one in (first, second)]
    assert sorted((first.returncode, second.returncode)) == [0, 2], said
    assert "nothing was taken back that could come back" in "".join(said)
    sound_with(home, 22)


def test_a_watch_and_an_import_by_hand(home: Path) -> None:
    (home / "inbox").mkdir()
    watch = begun(home, "watch", "inbox", "--every", "0.1")
    try:
        for file in (home / "three").iterdir():
            shutil.copy(file, home / "inbox" / file.name)
        all_ended(
            begun(home, "import", "one", "--jobs", "1"), begun(home, "import", "three", "inbox")
        )
        until(lambda: len(days_in(home)) == 22)
    finally:
        watch.send_signal(signal.SIGINT)
        _, said = watch.communicate(timeout=PATIENCE_S)
    assert watch.returncode == 130, said
    sound_with(home, 22)


def test_who_comes_second_waits_until_the_first_is_done(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(home, "import", "one").returncode == 0
    held, asked = threading.Event(), threading.Event()
    begin = Store.transaction

    def hold() -> None:
        store = Store(home / "log" / "runwins.db", metrics_version=-1)
        with begin(store):
            held.set()
            asked.wait(PATIENCE_S)
            time.sleep(0.3)
        store.close()

    def transaction(store: Store) -> AbstractContextManager[None]:
        asked.set()
        return begin(store)

    monkeypatch.setattr(Store, "transaction", transaction)
    first = threading.Thread(target=hold)
    first.start()
    assert held.wait(PATIENCE_S)
    done = ask(home, "import", "two", "--jobs", "1")
    first.join()
    assert done.returncode == 0, done.stderr
    sound_with(home, 24)


def test_who_waits_in_vain_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from runwins.store import connection

    assert ask(home, "import", "one").returncode == 0
    other = Store(home / "log" / "runwins.db", metrics_version=-1)
    monkeypatch.setattr(connection, "_BUSY_S", 0.2)
    with other.transaction():
        done = ask(home, "import", "two", "--jobs", "1")
    other.close()
    assert done.returncode == 4
    assert "another runwins is writing; try again when it is done" in done.stderr
    assert ask(home, "import", "two").returncode == 0
    sound_with(home, 24)

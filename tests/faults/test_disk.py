"""A disk that is full, a folder nobody may write to, a file that goes, a clock that goes back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from runwins.importers import members
from runwins.training_log import importing
from tests.cli.in_process import ask
from tests.importers.made_files import run_fit

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from runwins.cli import main
sys.argv[0] = "runwins"
main()
"""
PLAIN = "import sys; from runwins.cli import script; sys.argv[0] = 'runwins'; script()"
AS_OTHERS = ("setpriv", "--bounding-set", "-dac_override", "--")
"""Root without root's right to write where the folder's mode forbids it."""
FIRST = 1_599_976_800
DAY_S = 86_400


class Earlier(datetime):
    """A clock of the last century."""

    @classmethod
    def now(cls, tz: Any = None) -> Earlier:
        return cls(1999, 1, 1, tzinfo=tz)


def runs_of(home: Path) -> list[Any]:
    return json.loads(ask(home, "runs", "--json").stdout)["runs"]  # type: ignore[no-any-return]


def made(home: Path, days: range, seconds: int = 400) -> None:
    (home / "files").mkdir(exist_ok=True)
    for day in days:
        run = run_fit(seconds, start=FIRST + day * DAY_S, offset=0)
        (home / "files" / f"{day}.fit").write_bytes(run)


def apart(
    home: Path, code: str, *words: str, under: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*under, sys.executable, "-c", code, *words],
        cwd=home,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "RUNWINS_HOME": str(home / "log"),
             "RUNWINS_UNITS": "km", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_keeps_what_was_stored_and_the_rest_follows(tmp_path: Path) -> None:
    """No file may grow beyond a little more than the log: what SQLite meets on a full disk."""
    made(tmp_path, range(4))
    assert ask(tmp_path, "import", "files").returncode == 0
    size = (tmp_path / "log" / "runwins.db").stat().st_size
    before = runs_of(tmp_path)
    made(tmp_path, range(4, 34), seconds=5000)
    done = apart(tmp_path, LIMITED, str(size), "import", "files", "--jobs", "1")
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert "disk" in done.stderr
    assert ask(tmp_path, "db", "check").returncode == 0
    kept = runs_of(tmp_path)
    assert kept[:4] == before
    assert ask(tmp_path, "import", "files").returncode == 0
    assert len(runs_of(tmp_path)) == 34
    assert ask(tmp_path, "db", "check").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_undoes_and_redoes_nothing_by_halves(tmp_path: Path) -> None:
    made(tmp_path, range(8), seconds=2000)
    assert ask(tmp_path, "import", "files").returncode == 0
    before = runs_of(tmp_path)
    for words, there in ((("undo", "--yes"), before), (("redo",), [])):
        done = apart(tmp_path, LIMITED, "40000", *words)
        assert done.returncode == 4, done.stderr
        assert "Traceback" not in done.stderr
        assert ask(tmp_path, "db", "check").returncode == 0
        assert runs_of(tmp_path) == there
        assert ask(tmp_path, *words).returncode == 0
    assert runs_of(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_no_half_backup(tmp_path: Path) -> None:
    made(tmp_path, range(8))
    assert ask(tmp_path, "import", "files").returncode == 0
    done = apart(tmp_path, LIMITED, "20000", "db", "backup", "copy.db")
    assert done.returncode == 4, done.stderr
    assert not list(tmp_path.glob("copy.db*"))


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
@pytest.mark.skipif(
    hasattr(os, "getuid") and os.getuid() == 0 and shutil.which("setpriv") is None,
    reason="root may write everywhere, and there is no setpriv to take that from it",
)
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    made(tmp_path, range(2))
    assert ask(tmp_path, "import", "files/0.fit").returncode == 0
    log = tmp_path / "log" / "runwins.db"
    before = log.read_bytes()
    log.chmod(0o400)
    log.parent.chmod(0o500)
    try:
        for words in (("import", "files"), ("note", "last", "x")):
            done = apart(tmp_path, PLAIN, *words, under=AS_OTHERS if os.getuid() == 0 else ())
            assert done.returncode == 4, (words, done.stdout, done.stderr)
            assert "writable" in done.stderr
            assert "Traceback" not in done.stderr
    finally:
        log.parent.chmod(0o700)
        log.chmod(0o600)
    assert log.read_bytes() == before
    assert len(runs_of(tmp_path)) == 1


def test_a_file_that_goes_while_it_is_read_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, range(3))
    real = members.read_file

    def vanishing(path: Path) -> bytes:
        if path.name == "1.fit":
            path.unlink(missing_ok=True)
        return real(path)

    monkeypatch.setattr(members, "read_file", vanishing)
    done = ask(tmp_path, "import", "files", "--jobs", "1")
    assert done.returncode == 1
    assert "1.fit: No such file" in done.stdout
    assert len(runs_of(tmp_path)) == 2


def test_a_clock_that_goes_back_between_imports_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest import is the last one made, whatever the clock said."""
    made(tmp_path, range(1))
    assert ask(tmp_path, "import", "files").returncode == 0
    first = json.loads(ask(tmp_path, "imports", "--json").stdout)["imports"][0]["batch"]
    made(tmp_path, range(2))

    monkeypatch.setattr(importing, "datetime", Earlier)
    monkeypatch.setattr("time.time", lambda: 915_148_800.0)
    assert ask(tmp_path, "import", "files").returncode == 0
    assert len(runs_of(tmp_path)) == 2
    batches = json.loads(ask(tmp_path, "imports", "--json").stdout)["imports"]
    assert [one["batch"] for one in batches][1] == first
    assert ask(tmp_path, "undo", "--yes").returncode == 0
    assert [run["run_id"] for run in runs_of(tmp_path)] == ["20200913-0600"]
    assert ask(tmp_path, "db", "check").returncode == 0

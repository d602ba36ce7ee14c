"""The first minutes of somebody new: wrong files, wrong words, no permission, a full disk.

Whatever was wrong is said by its name, with what to do, and nothing looks like a crash.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import MAIN, SAMPLE

RUN = "2026-10-22-18-00-29.fit"


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A folder as downloads are: some recordings among everything else."""
    shutil.copy(SAMPLE / "watch" / RUN, tmp_path)
    shutil.copy(SAMPLE / "watch" / RUN, tmp_path / "no-ending")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.4 dear")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (tmp_path / "activity.gpx").write_text("<html><body>Please sign in</body></html>")
    (tmp_path / "zero.fit").touch()
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as packed:
        packed.writestr("a.jpg", "x")
        packed.writestr("b.txt", "y")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("letter.pdf", "letter.pdf: a PDF"),
        ("photo.jpg", "photo.jpg: a JPEG"),
        ("activity.gpx", "activity.gpx: a web page"),
        ("zero.fit", "zero.fit: the file is empty"),
        ("holiday.zip", "not a recording"),
        ("nowhere.fit", "nowhere.fit: no such file"),
        ("empty", "nothing was found"),
    ],
)
def test_what_holds_no_run_is_named_with_what_it_is(tool, downloads, name, said):
    done = tool("import", name)
    assert done.returncode == 3
    assert said in done.stdout + done.stderr
    assert len((done.stdout + done.stderr).splitlines()) <= 3


def test_what_is_wrong_is_said_once_and_without_the_system_s_numbers(tool, downloads, anybody):
    (downloads / "torn.zip").write_bytes(b"PK\3\4broken")
    done = tool("import", "torn.zip")
    assert "failed: torn.zip: the zip is damaged" in done.stdout
    (line,) = json.loads(tool("imports", "show", "--json").stdout)["lines"]
    assert line["reason"].startswith("the zip is damaged")
    folder = downloads / "mine"
    folder.mkdir()
    (folder / "locked.fit").write_bytes(b"mine")
    (folder / "locked.fit").chmod(0)
    ended, said = in_a_shell(downloads, "import", "mine", before=anybody)
    assert ended == 3
    assert said.splitlines()[1] == "failed: mine/locked.fit: Permission denied"


def test_the_content_counts_and_not_the_ending_of_the_name(tool, downloads):
    assert tool("import", "no-ending").returncode == 0
    assert "in the log already" in tool("import", RUN).stdout


def test_a_download_folder_brings_its_runs_and_names_the_rest(tool, downloads):
    done = tool("import", ".")
    assert done.returncode == 1
    assert "1 new run" in done.stdout
    for name in ("activity.gpx", "zero.fit", "letter.pdf", "photo.jpg"):
        assert name in done.stdout or name in tool("imports", "show").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["improt", RUN], "did you mean import"),
        (["import"], "runwins import activity.fit"),
        (["import", RUN, "--jsn"], "--json"),
        ([RUN], f"runwins import {RUN}"),
        (["show"], "runwins import FILE"),
        (["ladder"], "runwins goal set --name"),
        (["share"], "runwins import FILE"),
        (["predict"], "runwins"),
        (["completion"], "bash|zsh|fish"),
        (["config", "set", "units", "leagues"], "it can be km or mi"),
        (["undo", "--yes"], "import"),
    ],
)
def test_a_wrong_word_is_told_the_right_one(tool, downloads, words, said):
    done = tool(*words)
    assert done.returncode in {2, 3, 5}
    assert said in done.stderr
    assert "fault of runwins" not in done.stderr


def in_a_shell(folder: Path, *words: str, before: list[str], **how: object) -> tuple[int, str]:
    """Run the tool from a folder where it may not do everything; return its code and words."""
    done = subprocess.run(
        [*before, sys.executable, "-W", "error", "-c", MAIN, *words],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "RUNWINS_UNITS": "km",
             "PYTHONDONTWRITEBYTECODE": "1"},
        **how,  # type: ignore[call-overload]
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def anybody() -> list[str]:
    """The words before a command that take the right from root to write everywhere."""
    if sys.platform == "win32":
        pytest.skip("permissions are another thing on Windows")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv here")
    return ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", RUN], 4),
        (["--home", "../log", "import", "../locked.fit"], 3),
        (["--home", "../log", "import", "../locked.fit", RUN], 1),
        (["--config", "../locked.fit", "runs"], 5),
        (["init"], 5),
        (["config", "set", "units", "mi"], 5),
        (["demo"], 3),
        (["--home", "../log", "report"], 3),
        (["--home", "../log", "share"], 3),
        (["--home", "../log", "export", "csv"], 3),
        (["--home", "../log", "db", "backup", "copy.db"], 4),
    ],
    ids=str,
)
def test_where_nothing_may_be_written_or_read_is_said(anybody, writable, words, code):
    ended, said = in_a_shell(writable / "closed", *words, before=anybody)
    assert ended == code, said
    assert "Permission denied" in said
    assert "Errno" not in said
    assert "fault of runwins" not in said


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a log of runs that win something, and a closed folder."""
    folder = tmp_path_factory.mktemp("permissions")
    words = ["--home", "log", "import", str(SAMPLE / "watch")]
    ended, said = in_a_shell(folder, *words, before=[])
    assert ended == 0, said
    (folder / "locked.fit").write_bytes(b"mine")
    (folder / "locked.fit").chmod(0)
    (folder / "closed").mkdir()
    for place in (folder, folder / "closed"):
        shutil.copy(SAMPLE / "watch" / RUN, place)
    (folder / "closed").chmod(0o555)
    yield folder
    (folder / "closed").chmod(0o755)


def no_room() -> None:
    """Let no file grow beyond 40 kB, as where a disk is full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are a thing of Unix")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--home", "log", "report", "-o", "full.html"], 3),
        (["--home", "log", "share", "-o", "full.png"], 3),
        (["--home", "log", "db", "backup", "full.db"], 4),
        (["--home", "new", "import", RUN], 4),
    ],
    ids=str,
)
def test_a_full_disk_is_said_and_leaves_nothing_half_written(writable, words, code):
    ended, said = in_a_shell(writable, *words, before=[], preexec_fn=no_room)
    assert ended == code, said
    assert "fault of runwins" not in said
    assert not list(writable.glob("full*"))

"""``runwins watch``: files come in as they appear, whole, each with its view."""

import shutil
import signal
import subprocess
import sys
import time

from runwins.cli.watch import look, settled
from tests.conftest import MAIN, SAMPLE

NEWEST = SAMPLE / "watch" / "2026-10-24-07-30-36.fit"
OTHER = SAMPLE / "watch" / "2026-10-22-18-00-29.fit"


def test_what_is_there_comes_in_once(tool, tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    shutil.copy(OTHER, folder)
    shutil.copy(NEWEST, folder / "deep")
    (folder / "note.txt.part").write_text("half")
    (folder / ".hidden.fit").write_bytes(b"x")
    done = tool("watch", str(folder), "--once", "--every", "0.05")
    assert done.returncode == 0, done.stderr
    assert [line[:21] for line in done.stdout.splitlines() if line.startswith("RUN")] == [
        "RUN   2026-10-22 18:0",
        "RUN   2026-10-24 07:3",
    ]
    again = tool("watch", str(folder), "--once", "--every", "0.05")
    assert (again.returncode, again.stdout) == (0, "")


def test_a_file_waits_until_it_stays_the_same(tmp_path):
    path = tmp_path / "run.fit"
    path.write_bytes(b"half")
    first = look(tmp_path)
    path.write_bytes(b"half and more")
    second = look(tmp_path)
    assert settled({}, first, {}) == []
    assert settled(first, second, {}) == []
    assert settled(second, second, {}) == [path]
    assert settled(second, second, second) == []


def test_a_file_that_arrives_in_pieces_comes_in_once_and_whole(tool, tmp_path, monkeypatch):
    """Between two looks another piece is written, as by a slow copy from a watch."""
    folder = tmp_path / "in"
    folder.mkdir()
    content, file = NEWEST.read_bytes(), folder / "run.fit"
    pieces = [content[i : i + 100_000] for i in range(0, len(content), 100_000)]
    assert len(pieces) > 2
    file.write_bytes(b"")

    def a_while(_seconds: float) -> None:
        if pieces:
            with file.open("ab") as out:
                out.write(pieces.pop(0))

    monkeypatch.setattr("runwins.cli.watch.time.sleep", a_while)
    done = tool("watch", str(folder), "--once")
    assert done.returncode == 0, done.stderr
    assert [line[:5] for line in done.stdout.splitlines()].count("RUN  ") == 1
    assert "42.8 km" in done.stdout
    assert "failed" not in done.stdout


def test_every_new_file_has_its_view_and_many_together_have_one(tool, tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    watch = sorted((SAMPLE / "watch").glob("*.fit"))
    looks = iter([[], watch[:1], [], watch[1:2], []])

    def a_while(_seconds: float) -> None:
        coming = next(looks, None)
        if coming is None:
            raise KeyboardInterrupt
        for path in coming:
            shutil.copy(path, folder)

    monkeypatch.setattr("runwins.cli.watch.time.sleep", a_while)
    done = tool("watch", str(folder))
    assert done.returncode == 130
    assert done.stdout.count("RUN   ") == 2
    assert done.stderr.splitlines()[0].startswith("watching ")
    assert done.stderr.splitlines()[-1] == "runwins: stopped; what was done is kept"


def test_what_is_no_run_is_said_once_and_the_watching_goes_on(tool, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4 dear")
    shutil.copy(OTHER, folder)
    done = tool("watch", str(folder), "--once", "--every", "0.05")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("letter.pdf") == 1
    assert done.stdout.count("RUN   ") == 1


def test_an_empty_file_waits(tmp_path):
    (tmp_path / "run.fit").touch()
    now = look(tmp_path)
    assert settled(now, now, {}) == []


def test_a_file_that_changed_is_looked_at_again(tmp_path):
    path = tmp_path / "run.fit"
    path.write_bytes(b"damaged")
    done = look(tmp_path)
    path.write_bytes(b"whole this time")
    now = look(tmp_path)
    assert settled(now, now, done) == [path]


def test_a_folder_that_is_gone_for_a_while_is_no_error(tmp_path):
    assert look(tmp_path / "unplugged") == {}


def test_no_folder_is_a_wrong_word(tool):
    done = tool("watch", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_ctrl_c_stops_it_and_keeps_what_came_in(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(OTHER, folder)
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, "watch", str(folder), "--every", "0.05"],
        env={"HOME": str(tmp_path), "RUNWINS_HOME": str(tmp_path / "log"), "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("RUN")
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "runwins: stopped; what was done is kept"
    assert "Traceback" not in said

"""``runwins redo``: what was undone is there again."""

import json

import pytest

from tests.conftest import SAMPLE

EASY, LONG = (
    str(SAMPLE / "watch" / name) for name in ("2026-10-22-18-00-29.fit", "2026-10-24-07-30-36.fit")
)


@pytest.fixture
def twice(tool):
    """A tool whose log two imports have filled, a run each."""
    for file in (EASY, LONG):
        assert tool("import", file).returncode == 0
    return tool


def everything(tool):
    words = (("runs",), ("wins", "--all"), ("imports",), ("runs", "show", "last"))
    return [tool(*one, "--json").stdout for one in words]


def test_what_was_undone_by_a_slip_is_there_again_with_its_note(twice):
    assert twice("note", "last", "rain all day").returncode == 0
    before = everything(twice)
    gone = twice("undo", "--yes")
    assert gone.stderr.endswith("`runwins redo` brings it back within 30 days\n")
    assert "rain all day" not in twice("runs", "show", "last").stdout
    done = twice("redo")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].endswith(" is back, 1 recording with it")
    assert everything(twice) == before
    assert "rain all day" in twice("runs", "show", "last").stdout


def test_the_last_one_undone_comes_first_or_the_one_that_is_named(twice):
    newest, oldest = (
        one["batch"] for one in json.loads(twice("imports", "--json").stdout)["imports"]
    )
    for batch in (newest, oldest):
        assert twice("undo", batch, "--yes").returncode == 0
    assert twice("redo", newest).stdout.startswith(f"import {newest} is back")
    assert twice("redo").stdout.startswith(f"import {oldest} is back")
    again = twice("redo")
    assert (again.returncode, again.stdout) == (2, "")
    assert "nothing was taken back that could come back" in again.stderr


def test_the_list_of_imports_says_what_can_come_back_and_until_when(twice):
    twice("undo", "--yes")
    listed = twice("imports").stdout.splitlines()
    assert len(listed) == 2
    (gone,) = json.loads(twice("imports", "--json").stdout)["undone"]
    assert gone["recordings"] == 1
    assert listed[1].startswith(f"{gone['batch']}  taken back; until 20")
    assert listed[1].endswith(": runwins redo")


def test_files_that_came_in_again_are_said_and_nothing_changes(twice):
    twice("undo", "--yes")
    twice("import", LONG)
    before = everything(twice)
    done = twice("redo")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is in the log again, from import 20" in done.stderr
    assert everything(twice) == before

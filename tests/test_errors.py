"""Errors a user may see: each ends a command with its code, and none tells where somebody runs."""

import pytest

from runwins import errors
from runwins.cli import commands
from runwins.errors import RunwinsError, without_places
from tests.cli.in_process import ask

CODES = {
    "RunwinsError": 1, "UnreadableFile": 1, "NotARun": 1, "FrameError": 1, "UnknownName": 2,
    "NothingUsable": 3, "StoreError": 4, "DamagedLog": 4, "GoalError": 5,
}  # fmt: skip


def every(kind: type[RunwinsError] = RunwinsError) -> list[type[RunwinsError]]:
    mine = [one for one in kind.__subclasses__() if one.__module__ == errors.__name__]
    return [kind, *(inner for one in mine for inner in every(one))]


def test_scripts_know_every_error_by_its_code():
    assert {kind.__name__: kind.exit_code for kind in every()} == CODES


@pytest.mark.parametrize("kind", every())
def test_a_command_ends_with_the_sentence_and_the_code(tmp_path, monkeypatch, kind):
    def fails(*_: object) -> None:
        raise kind("run.fit: breaks off at byte 12")

    monkeypatch.setattr(commands.Shell, "log", fails)
    done = ask(tmp_path, "runs")
    assert (done.returncode, done.stdout) == (kind.exit_code, "")
    assert done.stderr == "runwins: run.fit: breaks off at byte 12\n"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("at 47.36667, 8.55", "at …, 8.55"),
        ("(-41.2865,174.7762)", "(…,…)"),
        ("lat_deg = 5.00001", "lat_deg = …"),
    ],
)
def test_what_may_be_a_place_is_not_said(told, kept):
    assert without_places(told) == kept


@pytest.mark.parametrize("told", ["5 km in 27:51", "14.103 km", "2026-10-24", "0.05 s", ""])
def test_what_is_no_place_stays(told):
    assert without_places(told) == told

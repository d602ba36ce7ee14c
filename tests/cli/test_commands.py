"""The command tree: a module a command, imported when it is called; options for all of them."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import runwins.cli
from runwins.cli.commands import COMMANDS, OTHER_WORDS, options_first

FOLDER = Path(runwins.cli.__file__).parent


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_lies_in_the_file_of_its_name(name):
    module = COMMANDS[name][0]
    assert module in {name.replace("-", "_"), f"{name}_files"}
    command = import_module(f"runwins.cli.{module}").command
    assert isinstance(command, click.Command)
    assert command.name == name


def test_every_file_with_a_command_is_in_the_tree():
    with_one = {f.stem for f in FOLDER.glob("*.py") if "\ndef command(" in f.read_text("utf-8")}
    assert with_one == {module for module, _ in COMMANDS.values()}


def test_a_command_is_imported_when_it_is_called_and_no_other():
    ask = "import sys; from runwins.cli.commands import runwins; runwins.get_command(None, 'weeks')"
    loaded = "print(*sorted(m for m in sys.modules if m.startswith('runwins.cli.')))"
    done = subprocess.run(
        [sys.executable, "-c", f"{ask}; {loaded}"], capture_output=True, text=True, check=True
    )
    others = {f"runwins.cli.{module}" for module, _ in COMMANDS.values()} - {"runwins.cli.weeks"}
    assert "runwins.cli.weeks" in done.stdout.split()
    assert not others & set(done.stdout.split())


def test_a_file_alone_is_told_how_to_bring_it_in(tool, tmp_path):
    (tmp_path / "run.fit").write_bytes(b"")
    assert "runwins import run.fit" in tool("run.fit").stderr


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_a_word_for_what_goes_by_another_name_is_told_it(tool, word):
    assert word not in COMMANDS
    done = tool(word)
    assert (done.returncode, done.stdout) == (2, "")
    told = re.findall(r"runwins ([a-z]+)", done.stderr.partition("; ")[2])
    assert told
    assert set(told) <= set(COMMANDS)


def test_settings_that_are_not_there_are_no_settings(tool, tmp_path):
    done = tool("runs", "--config", "mine.toml")
    assert (done.returncode, done.stdout) == (5, "")
    assert "mine.toml: there is no such file; runwins init --config mine.toml" in done.stderr
    assert tool("init", "--config", "mine.toml").returncode == 0
    assert (tmp_path / "mine.toml").exists()
    assert tool("runs", "--config", "mine.toml").returncode == 0


@pytest.mark.parametrize(
    ("words", "sorted_out"),
    [
        (["show", "--units", "mi"], ["--units", "mi", "show"]),
        (["show", "--units=mi", "-q"], ["--units=mi", "-q", "show"]),
        (["runs", "--last", "3", "--ascii", "-vv"], ["--ascii", "-vv", "runs", "--last", "3"]),
        (["note", "--", "--units"], ["note", "--", "--units"]),
        (["show", "--units"], ["--units", "show"]),
        ([], []),
    ],
)
def test_options_for_all_commands_may_stand_anywhere(words, sorted_out):
    assert options_first(words) == sorted_out

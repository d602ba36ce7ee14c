"""What the README says is so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_two_commands_are_one_line_each():
    setups = [line for line in commands() if line.startswith("python3 -m venv")]
    assert [line.split("&& ")[-1] for line in setups] == [
        ".venv/bin/runwins demo",
        ".venv/bin/pytest",
    ]


@pytest.mark.parametrize(
    "line", [line for line in commands() if line.startswith("runwins ")], ids=str
)
def test_every_command_is_one_that_the_tool_knows(line):
    import shlex

    import click

    from runwins.cli import runwins

    words = shlex.split(line, comments=True)[1:]
    command: click.Command = runwins
    context = click.Context(runwins, info_name="runwins")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"no command {words[0]}"
        command, words = found, words[1:]
    known = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
    assert [word for word in words if word.startswith("-") and word not in known] == []


def test_every_exit_code_in_the_errors_is_explained():
    from runwins import errors

    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.RunwinsError)
    }
    explained = README[README.index("Exit codes:") :].split("\n\n")[0]
    assert {int(code) for code in re.findall(r"\b(\d+) [a-z]", explained)} >= codes

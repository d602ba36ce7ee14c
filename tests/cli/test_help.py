"""Every command explains itself, with an example, and knows what a mistyped word may have meant."""

import subprocess
import sys

import click
import pytest

from runwins.cli.commands import COMMANDS, runwins


def commands(group=runwins, path=("runwins",)):
    yield path, group
    context = click.Context(group, info_name=path[-1])
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


EVERY = {" ".join(path): command for path, command in commands()}


@pytest.mark.parametrize("name", EVERY)
def test_help_shows_an_example_of_the_command_itself(name):
    lines = [line.strip() for line in (EVERY[name].help or "").splitlines()]
    examples = [line for line in lines if line == name or line.startswith(f"{name} ")]
    assert examples, f"{name} --help has no example"


@pytest.mark.parametrize("name", EVERY)
def test_every_example_is_one_that_the_tool_takes(name):
    lines = [line.strip() for line in (EVERY[name].help or "").splitlines()]
    known = {part for path in EVERY for part in path.split()[1:]}
    for line in lines:
        if line.startswith("runwins ") and not line.startswith("runwins --"):
            assert line.split()[1] in known, line


@pytest.mark.parametrize("name", EVERY)
def test_every_option_says_what_it_is_for(name):
    told_by_its_values = {"layout", "theme", "size", "priority"}
    for option in EVERY[name].params:
        if isinstance(option, click.Option) and option.name not in told_by_its_values:
            assert option.help or isinstance(option.type, click.Choice), f"{name} {option.name}"


@pytest.mark.parametrize("name", [n for n, c in EVERY.items() if isinstance(c, click.Group)])
def test_what_a_command_does_is_said_in_a_line_that_is_whole(name):
    context = click.Context(EVERY[name], info_name=name)
    page = context.make_formatter()
    EVERY[name].format_commands(context, page)
    assert len(page.getvalue().splitlines()) == 1 + len(EVERY[name].list_commands(context))
    assert "..." not in page.getvalue()


def test_short_help_and_long_help_are_the_same(tool):
    short = tool("-h")
    assert (short.returncode, short.stdout) == (0, tool("--help").stdout)
    assert all(name in short.stdout for name in COMMANDS)
    assert tool("runs", "show", "-h").returncode == 0


def test_the_list_of_commands_is_a_line_each_and_complete(tool):
    lines = tool("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines] == list(COMMANDS)
    assert all(len(line) <= 80 and line.endswith(".") for line in lines)
    assert not [line for line in lines if "..." in line]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["improt"], "did you mean import"),
        (["runs", "shwo"], "did you mean show?"),
        (["config", "sow"], "did you mean show"),
        (["goal", "lsit"], "did you mean list"),
        (["wins", "--sinc", "2026-01-01"], "--since"),
    ],
)
def test_a_typo_is_told_its_nearest(tool, words, hint):
    done = tool(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr


def test_no_command_has_an_option_that_is_taken_by_all(tool):
    taken = {"--home", "--units", "--today", "--color", "--ascii", "-q", "-v"}
    for name, command in EVERY.items():
        if name != "runwins":
            assert not taken & {opt for param in command.params for opt in param.opts}, name


def test_help_of_no_command_loads_a_heavy_library():
    script = (
        "import sys, click\n"
        "from runwins.cli.commands import COMMANDS, runwins\n"
        "for name in COMMANDS:\n"
        "    command = runwins.get_command(None, name)\n"
        "    command.get_help(click.Context(command, info_name=name))\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'jinja2', 'gpxpy', 'sqlite3'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

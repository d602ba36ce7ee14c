"""Groups of commands: what a mistyped word may have meant, and what is done where none is named."""

from __future__ import annotations

import click
import pytest

from runwins.cli.groups import ListByDefault, nearest


@click.group("things", cls=ListByDefault)
def things() -> None:
    """Things."""


@things.command("list")
@click.option("--last", type=int)
def listing(last: int | None) -> None:
    """List them."""
    click.echo(f"list {last}")


@things.command("drop")
@click.argument("thing")
def drop(thing: str) -> None:
    """Drop one."""
    click.echo(f"drop {thing}")


def run(*words: str) -> None:
    things(list(words), prog_name="things", standalone_mode=False)


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ([], "list None\n"),
        (["--last", "3"], "list 3\n"),
        (["list", "--last", "3"], "list 3\n"),
        (["drop", "it"], "drop it\n"),
    ],
)
def test_alone_it_lists_and_takes_the_options_of_the_list(capsys, words, done):
    run(*words)
    assert capsys.readouterr().out == done


def test_help_is_that_of_the_group(capsys):
    run("--help")
    said = capsys.readouterr().out
    assert "drop" in said
    assert "Alone it is 'things list', and takes its options." in said


def test_a_word_nobody_knows():
    with pytest.raises(click.UsageError) as wrong:
        run("drpo", "it")
    assert wrong.value.message == (
        "there is no command 'things drpo'; did you mean drop? (things --help lists them)"
    )
    with pytest.raises(click.UsageError, match=r"'things zzz' \(things --help lists them\)"):
        run("zzz")


def test_the_options_of_the_list_are_offered_to_a_shell_too():
    context = click.Context(things, info_name="things")
    assert "--last" in {item.value for item in things.shell_complete(context, "--l")}
    assert {item.value for item in things.shell_complete(context, "")} == {"drop", "list"}


def test_nearest_names_two_at_the_most_and_none_that_is_far():
    known = ["import", "imports", "important", "show"]
    assert nearest("imprt", known) == "; did you mean import or imports?"
    assert nearest("xyz", known) == ""

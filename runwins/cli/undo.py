"""``runwins undo``: take an import back."""

from __future__ import annotations

import sys

import click

from runwins.cli.shell import Shell, pass_shell


@click.command("undo")
@click.argument("batch", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_shell
def command(shell: Shell, batch: str | None, yes: bool) -> None:
    """Take the newest import back, or the one named BATCH, as if it had never been.

    The same files can be imported again afterwards.

    \b
    runwins undo
    runwins undo 20261024T0941 --yes
    """
    with shell.log() as log:
        name = log.undoable(batch)
        if not yes:
            if not sys.stdin.isatty():
                raise click.UsageError("undo takes an import back: say --yes to do it unasked")
            click.confirm(f"Take back import {name}?", abort=True)
        gone = log.undo(name)
    shell.say(f"import {name} is taken back, {gone} recording{'s' if gone != 1 else ''} with it")

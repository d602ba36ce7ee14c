"""``runwins undo``: take an import back."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, make_sure, pass_shell, yes_option


@click.command("undo")
@click.argument("batch", required=False)
@yes_option
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
        make_sure(f"Take back import {name}?", yes=yes)
        gone = log.undo(name)
        with_it = f"{gone} recording{'s' if gone != 1 else ''} with it"
        shell.say(f"import {name} is taken back, {with_it}")
        shell.say_changed_wins(log)

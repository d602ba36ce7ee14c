"""``runwins undo``: take an import back."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, make_sure, pass_shell, yes_option

_CAME_IN = ("imported", "merged")


@click.command("undo")
@click.argument("batch", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would go; take nothing back.")
@yes_option
@pass_shell
def command(shell: Shell, batch: str | None, dry_run: bool, yes: bool) -> None:
    """Take the newest import back, or the one named BATCH, as if it had never been.

    The same files can be imported again afterwards.

    \b
    runwins undo
    runwins undo --dry-run
    runwins undo 20261024T0941 --yes
    """
    with shell.log() as log:
        name = log.undoable(batch)
        if dry_run:
            came = [line for line in log.import_lines(name) if line["outcome"] in _CAME_IN]
            files = f"{len(came)} recording{'s' if len(came) != 1 else ''}"
            shell.say(f"rehearsal, nothing is taken back: import {name} would go, with {files}")
            return
        make_sure(f"Take back import {name}?", yes=yes)
        gone = log.undo(name)
        with_it = f"{gone} recording{'s' if gone != 1 else ''} with it"
        shell.say(f"import {name} is taken back, {with_it}")
        shell.say_changed_wins(log)

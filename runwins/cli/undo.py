"""``runwins undo``: take an import back."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, make_sure, pass_shell, yes_option


@click.command("undo")
@click.argument("batch", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would go; take nothing back.")
@yes_option
@pass_shell
def command(shell: Shell, batch: str | None, dry_run: bool, yes: bool) -> None:
    """Take the newest import back, or the one named BATCH, as if it had never been.

    `runwins redo` brings it back within 30 days, with all you said of its runs. The same files can
    be imported again, too.

    \b
    runwins undo
    runwins undo --dry-run
    runwins undo 20261024T0941 --yes
    """
    with shell.log() as log:
        name = log.undoable(batch)
        words = all_of_it(*log.brought(name))
        if dry_run:
            shell.say(f"rehearsal, nothing is taken back: import {name} would go, with {words}")
            return
        make_sure(f"Take back import {name}?", yes=yes)
        log.undo(name)
        shell.say(f"import {name} is taken back, {words} with it")
        shell.say_changed_wins(log)
        shell.tell("`runwins redo` brings it back within 30 days")


def all_of_it(recordings: int, told: int) -> str:
    """Return what goes or comes with an import, in words."""
    parts = [f"{recordings} recording{'s' if recordings != 1 else ''}"] if recordings else []
    if told:
        parts.append(f"what its table said of {told} run{'s' if told != 1 else ''}")
    return " and ".join(parts)

"""``runwins redo``: bring back an import that was undone."""

from __future__ import annotations

import click

from runwins.cli.progress import progress
from runwins.cli.shell import Shell, pass_shell
from runwins.cli.undo import all_of_it


@click.command("redo")
@click.argument("batch", required=False)
@pass_shell
def command(shell: Shell, batch: str | None) -> None:
    """Bring back the import that was undone last, or the one named BATCH.

    Its runs are what they were, with your notes and all else you said of them. An import can come
    back for 30 days; `runwins imports` lists which.

    \b
    runwins redo
    runwins redo 20261024T0941
    """
    with shell.log() as log:
        before = set(log.runs()["run_id"])
        name = log.redo(batch, progress("recordings measured", quiet=shell.quiet))
        shell.say(f"import {name} is back, {all_of_it(*log.brought(name))} with it")
        shell.say_changed_wins(log, set(log.runs()["run_id"]) - before)

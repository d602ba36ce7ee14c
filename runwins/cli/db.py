"""``runwins db``: the log file itself."""

from __future__ import annotations

from pathlib import Path

import click

from runwins.cli.groups import Group
from runwins.cli.progress import progress
from runwins.cli.shell import Shell, make_sure, pass_shell, yes_option
from runwins.errors import DamagedLog, StoreError


@click.group("db", cls=Group)
def command() -> None:
    """Say where the log lies, check it, copy it, put a copy back, save what a damaged one holds.

    \b
    runwins db path
    runwins db check
    runwins db backup runwins-2026-10-24.db
    """


@command.command("path")
@pass_shell
def path(shell: Shell) -> None:
    """Print where the log file lies.

    \b
    runwins db path
    """
    shell.say(str(shell.places.log_file))


@command.command("check")
@pass_shell
def check(shell: Shell) -> None:
    """Check whether the log file is sound.

    Its pages and rows, that every stream can be read, that totals agree.

    \b
    runwins db check
    """
    with shell.log() as log:
        wrong = log.check(progress("recordings", quiet=shell.quiet))
    if wrong:
        raise StoreError("the log is damaged: " + "; ".join(wrong[:10]))
    shell.say("the log is sound")


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False))
@pass_shell
def backup(shell: Shell, file: str) -> None:
    """Write a copy of the log to FILE, also while it is in use.

    \b
    runwins db backup runwins-2026-10-24.db
    """
    with shell.log() as log:
        log.backup(Path(file))
    shell.say(f"wrote {file}")


@command.command("rebuild")
@pass_shell
def rebuild(shell: Shell) -> None:
    """Measure every recording anew from what its file said.

    \b
    runwins db rebuild
    """
    with shell.log() as log:
        count = log.rebuild(progress("recordings", quiet=shell.quiet))
    shell.say(f"measured {count} recordings anew")


@command.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@yes_option
@pass_shell
def restore(shell: Shell, file: str, yes: bool) -> None:
    """Put the copy FILE in the place of the log.

    What was there is kept beside it. So also where the log is damaged and cannot be opened.

    \b
    runwins db restore runwins-2026-10-24.db
    """
    from runwins.training_log.mending import restore_damaged

    question = f"Put {file} in the place of the log?"
    try:
        with shell.log() as log:
            make_sure(question, yes=yes)
            kept = log.restore(file)
            count = len(log.runs())
    except DamagedLog as problem:
        shell.tell(str(problem))
        make_sure(question, yes=yes)
        kept = restore_damaged(file, home=shell.home)
        with shell.log() as log:
            count = len(log.runs())
    shell.say(f"the log is that of {file} now, {count:,} runs; what was there before is in {kept}")


@command.command("salvage")
@click.argument("new", type=click.Path(dir_okay=False))
@click.option("--from", "damaged", type=click.Path(exists=True, dir_okay=False),
              help="A damaged file; by default the log.")  # fmt: skip
@pass_shell
def salvage(shell: Shell, new: str, damaged: str | None) -> int:
    """Write what can be read of a damaged log into the file NEW.

    What is lost is said. The damaged log stays as it is. `runwins db restore NEW` then puts NEW in
    its place; importing the files of what is lost brings it back.

    \b
    runwins db salvage saved.db
    runwins db restore saved.db
    """
    from runwins.training_log.mending import salvage_log

    found = salvage_log(new, home=shell.home, damaged=damaged)
    shell.say(
        f"wrote {new}: {found.recordings:,} recordings, {found.said:,} words of yours "
        "(edits, notes, names, goals)"
    )
    for words in found.lost:
        shell.say(f"lost: {words}")
    if not found.lost:
        shell.say(
            "nothing is known to be lost, but parts of the file could not be read"
            if found.damaged
            else "nothing is lost: all of it could be read"
        )
    return 1 if found.lost else 0


@command.command("vacuum")
@yes_option
@pass_shell
def vacuum(shell: Shell, yes: bool) -> None:
    """Give the room of what was taken out back to the disk.

    Imports that were undone are gone for good then: `runwins redo` cannot bring them back.

    \b
    runwins db vacuum
    """
    with shell.log() as log:
        undone = len(log.undone())
        if undone:
            imports = "import that was" if undone == 1 else f"{undone} imports that were"
            make_sure(f"Forget the {imports} taken back for good, too?", yes=yes)
        gone = log.vacuum()
    shell.say(
        f"the log is {gone / 1e6:,.1f} MB smaller" if gone > 0 else "there was nothing to win"
    )

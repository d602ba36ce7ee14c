"""``runwins db``: the log file itself."""

from __future__ import annotations

from pathlib import Path

import click

from runwins.cli.shell import Shell, pass_shell
from runwins.errors import StoreError


@click.group("db")
def command() -> None:
    """Say where the log lies, check it, copy it, or measure every run anew.

    \b
    runwins db path
    runwins db check
    runwins db backup runwins-2026-10-24.db
    """


@command.command("path")
@pass_shell
def path(shell: Shell) -> None:
    """Print where the log file lies."""
    from runwins.places import places

    shell.say(str(places(shell.home).log_file))


@command.command("check")
@pass_shell
def check(shell: Shell) -> None:
    """Check the log file: its pages, its rows, and that every stream can be read."""
    with shell.log() as log:
        wrong = log.check()
    if wrong:
        raise StoreError("the log is damaged: " + "; ".join(wrong[:10]))
    shell.say("the log is sound")


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False))
@pass_shell
def backup(shell: Shell, file: str) -> None:
    """Write a copy of the log to FILE, also while it is in use."""
    with shell.log() as log:
        log.backup(Path(file))
    shell.say(f"wrote {file}")


@command.command("rebuild")
@pass_shell
def rebuild(shell: Shell) -> None:
    """Measure every recording anew from what its file said."""
    with shell.log() as log:
        count = log.rebuild()
    shell.say(f"measured {count} recordings anew")

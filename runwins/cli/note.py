"""``runwins note``: the runner's own words on a run."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, pass_shell


@click.command("note")
@click.argument("run", default="last")
@click.argument("text")
@click.option("--feel", type=click.IntRange(-2, 2), help="From -2, very hard, to 2, very good.")
@pass_shell
def command(shell: Shell, run: str, text: str, feel: int | None) -> None:
    """Keep a note on RUN: last, a day, or a run's id.

    \b
    runwins note "wanted to stay in bed, went anyway" --feel -2
    runwins note 2026-10-24 "new shoes"
    """
    with shell.log() as log:
        run_id = log.run_id(run)
        log.note(run_id, text, feel)
    shell.say(f"noted on run {run_id}")

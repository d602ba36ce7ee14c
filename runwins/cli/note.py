"""``runwins note``: the runner's own words on a run."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, pass_shell


@click.command("note")
@click.argument("words", nargs=-1, required=True, metavar="[RUN] TEXT")
@click.option("--feel", type=click.IntRange(-2, 2), help="From -2, very hard, to 2, very good.")
@pass_shell
def command(shell: Shell, words: tuple[str, ...], feel: int | None) -> None:
    """Keep a note on RUN: last, a day, or a run's id; without it on the last.

    \b
    runwins note "wanted to stay in bed, went anyway" --feel -2
    runwins note 2026-10-24 "new shoes"
    """
    if len(words) > 2:
        raise click.UsageError('put the text in quotes: runwins note "new shoes"')
    run, text = words if len(words) == 2 else ("last", words[0])
    with shell.log() as log:
        run_id = log.run_id(run)
        log.note(run_id, text, feel)
    shell.say(f"noted on run {run_id}")

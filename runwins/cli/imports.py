"""``runwins imports``: what came in, when, and what became of each file."""

from __future__ import annotations

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.group("imports", cls=ListByDefault)
def command() -> None:
    """List imports, and what became of each file of one.

    \b
    runwins imports
    runwins imports show
    """


@command.command("list")
@json_option
@pass_shell
def listing(shell: Shell, as_json: bool) -> None:
    """List the imports, newest first; those in which all was in the log already left no trace.

    \b
    runwins imports list
    """
    with shell.log() as log:
        batches = log.imports()
    if as_json:
        answer_json("imports", {"imports": batches})
        return
    for batch in batches:
        counts = [f"{batch[key]} {key}" for key in batch if key not in {"batch", "made_at"}]
        shell.say(f"{batch['batch']}  {', '.join(counts)}")
    if not batches:
        shell.say("nothing has been imported yet: runwins import FILE")


@command.command("show")
@click.argument("batch", required=False)
@json_option
@pass_shell
def show(shell: Shell, batch: str | None, as_json: bool) -> None:
    """Show what became of each file of an import; the newest, unless BATCH is named.

    \b
    runwins imports show
    runwins imports show 20261024T0941
    """
    with shell.log() as log:
        lines = log.import_lines(None if batch in {None, "LAST", "last"} else batch)
    if as_json:
        answer_json("import-lines", {"lines": lines})
        return
    style = shell.style("km")
    for line in lines:
        reason = f": {line['reason']}" if line["reason"] else ""
        shell.say(style.clean(f"{line['outcome']:<9} {line['source']}{reason}"))

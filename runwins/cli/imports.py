"""``runwins imports``: what came in, when, and what became of each file."""

from __future__ import annotations

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.import_files import answer, exit_code, say_import
from runwins.cli.progress import progress
from runwins.cli.shell import Shell, answer_json, answer_rows, csv_option, json_option, pass_shell


@click.group("imports", cls=ListByDefault)
def command() -> None:
    """List imports, and what became of each file of one.

    \b
    runwins imports
    runwins imports show
    runwins imports retry
    """


@command.command("list")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, as_json: bool, as_csv: bool) -> None:
    """List the imports, newest first.

    Those in which all was in the log already left no trace; those taken back can come back.

    \b
    runwins imports list
    """
    with shell.log() as log:
        batches, undone = log.imports(), log.undone()
    if as_json:
        gone = [
            {"batch": one.batch_id, "undone_at": one.undone_at, "recordings": one.recordings}
            for one in undone
        ]
        answer_json("imports", {"imports": batches, "undone": gone})
        return
    if as_csv:
        from runwins.training_log.import_report import OUTCOMES

        names = ("batch", "made_at", *OUTCOMES)
        answer_rows(names, [[batch.get(name, 0) for name in names] for batch in batches])
        return
    for batch in batches:
        counts = [f"{batch[key]} {key}" for key in batch if key not in {"batch", "made_at"}]
        shell.say(f"{batch['batch']}  {', '.join(counts)}")
    if not batches:
        shell.say("nothing has been imported yet: runwins import FILE")
    for one in undone:
        shell.say(f"{one.batch_id}  taken back; until {one.until.date()}: runwins redo")


@command.command("show")
@click.argument("batch", required=False)
@json_option
@csv_option
@pass_shell
def show(shell: Shell, batch: str | None, as_json: bool, as_csv: bool) -> None:
    """Show what became of each file of an import.

    Of the newest, unless BATCH is named.

    \b
    runwins imports show
    runwins imports show 20261024T0941
    """
    with shell.log() as log:
        lines = log.import_lines(_meant(batch))
    if as_json:
        answer_json("import-lines", {"lines": lines})
        return
    if as_csv:
        answer_rows(("source", "outcome", "reason"), [list(line.values()) for line in lines])
        return
    style = shell.style("km")
    for line in lines:
        reason = f": {line['reason']}" if line["reason"] else ""
        shell.say(style.clean(f"{line['outcome']:<9} {line['source']}{reason}"))


@command.command("retry")
@click.argument("batch", required=False)
@json_option
@pass_shell
def retry(shell: Shell, batch: str | None, as_json: bool) -> int:
    """Read again what an import left out.

    Of the newest, unless BATCH is named. For a file that was locked, damaged or of a kind that an
    importer has come for since. The paths that hold such files are gone through once more; what is
    in the log stays as it is.

    \b
    runwins imports retry
    runwins imports retry 20261024T0941
    """
    with shell.log() as log:
        name = log.batch_name(_meant(batch))
        paths = log.left_out(name)
        if not paths:
            shell.tell(f"import {name} left nothing out that can be read again")
            if not as_json:
                return 0
        report = log.import_files(paths, progress=progress("files", quiet=shell.quiet))
        if as_json:
            answer(log, report)
        else:
            say_import(shell, log, report)
    return exit_code(report) if paths else 0


def _meant(batch: str | None) -> str | None:
    """Return the import that is named; ``None`` for the newest."""
    return None if batch in {None, "LAST", "last"} else batch

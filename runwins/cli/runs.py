"""``runwins runs``: the run table, and one run with all that is known of it."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_csv, answer_json, csv_option, json_option, pass_shell
from runwins.errors import UnknownName


class _ListByDefault(click.Group):
    """``runwins runs`` alone lists; its options may stand right behind it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``list`` in where no subcommand is named."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("runs", cls=_ListByDefault)
def command() -> None:
    """List the runs of the log, show one, take one out or put it back.

    \b
    runwins runs --json
    runwins runs --last 20
    runwins runs show last
    runwins runs drop 20261024-0812
    """


@command.command("list")
@click.option("--since", metavar="YYYY-MM-DD", help="From this day on.")
@click.option("--last", type=click.IntRange(1), help="This many of the newest.")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, since: str | None, last: int | None, as_json: bool, as_csv: bool) -> None:
    """List the runs, oldest first."""
    import pandas as pd

    from runwins.frames import to_records
    from runwins.units import parse_date

    with shell.log() as log:
        runs = log.runs()
        if since:
            runs = runs[runs["local_date"] >= pd.Timestamp(parse_date(since))]
        if last:
            runs = runs.tail(last)
        if as_json:
            answer_json("runs", {"runs": to_records(runs)})
        elif as_csv:
            answer_csv(runs)
        else:
            from runwins.report.listings import run_table

            shell.say(run_table(runs, shell.style(log.units)))


@command.command("show")
@click.argument("run", default="last")
@json_option
@pass_shell
def show(shell: Shell, run: str, as_json: bool) -> None:
    """Show all that is known of RUN: its laps, splits, efforts, climbs, pauses and quality."""
    from runwins.training_log.answers import run_details

    with shell.log() as log:
        run_id = log.run_id(run)
        if as_json:
            answer_json("run", run_details(log, run_id))
            return
        from runwins.report import listings

        shell.say(listings.run_details(run_details(log, run_id), shell.style(log.units)))


@command.command("drop")
@click.argument("run")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_shell
def drop(shell: Shell, run: str, yes: bool) -> None:
    """Take RUN out of the log; nothing is deleted, and `restore` puts it back."""
    import sys

    with shell.log() as log:
        run_id = log.run_id(run)
        if not yes:
            if not sys.stdin.isatty():
                raise click.UsageError("drop takes a run out: say --yes to do it unasked")
            click.confirm(f"Take run {run_id} out of the log?", abort=True)
        log.drop_run(run_id)
    shell.say(f"run {run_id} is out of the log; runwins runs restore {run_id} puts it back")


@command.command("restore")
@click.argument("run")
@pass_shell
def restore(shell: Shell, run: str) -> None:
    """Put a dropped RUN back."""
    with shell.log() as log:
        dropped = log.dropped_runs()
        if run not in dropped:
            known = ", ".join(dropped) or "none"
            raise UnknownName(f"no dropped run {run!r}; dropped are: {known}")
        log.drop_run(run, restore=True)
    shell.say(f"run {run} is back")

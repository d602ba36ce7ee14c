"""``runwins runs``: the run table, and one run with all that is known of it."""

from __future__ import annotations

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.shell import (
    Shell,
    answer_csv,
    answer_json,
    csv_option,
    json_option,
    make_sure,
    pass_shell,
    yes_option,
)
from runwins.errors import UnknownName


@click.group("runs", cls=ListByDefault)
def command() -> None:
    """List the runs of the log, show one, say what it is, take one out or put it back.

    \b
    runwins runs --last 20
    runwins runs show last
    runwins runs edit last --name "City half" --race --distance half
    runwins runs drop 20261024-0812
    """


@command.command("list")
@click.option("--since", metavar="YYYY-MM-DD", help="From this day on.")
@click.option("--last", type=click.IntRange(1), help="This many of the newest.")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, since: str | None, last: int | None, as_json: bool, as_csv: bool) -> None:
    """List the runs, oldest first.

    \b
    runwins runs list --since 2026-06-01
    runwins runs list --csv > runs.csv
    """
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
    """Show all that is known of RUN.

    Its laps, splits, efforts, climbs, pauses and quality.

    \b
    runwins runs show last
    runwins runs show 2026-10-24 --json
    """
    from runwins.training_log.answers import run_details

    with shell.log() as log:
        run_id = log.run_id(run)
        if as_json:
            answer_json("run", run_details(log, run_id))
            return
        from runwins.report import run_listing

        shell.say(run_listing.run_details(run_details(log, run_id), shell.style(log.units)))


@command.command("edit")
@click.argument("run")
@click.option("--name", help="What you call it.")
@click.option("--race/--no-race", "race", default=None, help="Whether it was a race.")
@click.option("--book", metavar="BOOK", help="road, trail, track, treadmill or virtual.")
@click.option("--distance", help="The official distance of a race, or the belt's.")
@click.option("--as-recorded", is_flag=True, help="Take back all you said of it.")
@pass_shell
def edit(
    shell: Shell,
    run: str,
    name: str | None,
    race: bool | None,
    book: str | None,
    distance: str | None,
    as_recorded: bool,
) -> None:
    """Say what RUN is; the recording stays as it is.

    An empty value takes your word back.

    \b
    runwins runs edit last --name "City half" --race --distance half
    runwins runs edit 2026-10-24 --distance ""
    runwins runs edit 2026-10-24 --as-recorded
    """
    from runwins.units import parse_distance

    with shell.log() as log:
        run_id = log.run_id(run)
        edits = dict.fromkeys(("name", "is_race", "book", "distance_m"), "") if as_recorded else {}
        said = {"name": name, "book": book, "distance_m": distance}
        if distance:
            said["distance_m"] = repr(parse_distance(distance, log.units))
        if race is not None:
            said["is_race"] = "yes" if race else "no"
        edits |= {field: value for field, value in said.items() if value is not None}
        if not edits:
            raise click.UsageError("say what it is: --name, --race, --book or --distance")
        run_id = log.edit_run(run_id, edits)
        from runwins.report.listings import run_table

        runs = log.runs()
        shell.say(run_table(runs[runs["run_id"] == run_id], shell.style(log.units)))
        shell.say_changed_wins(log)


@command.command("split")
@click.argument("run")
@pass_shell
def split(shell: Shell, run: str) -> None:
    """Make each recording of RUN a run of its own.

    For two runs that were taken for one by mistake.

    \b
    runwins runs split 20261024-0812
    """
    with shell.log() as log:
        run_id = log.run_id(run)
        parts = log.split_run(run_id)
        shell.say(f"run {run_id} is {len(parts)} runs now: {', '.join(parts)}")
        shell.say_changed_wins(log)
    shell.tell(f"one again: runwins runs link {' '.join(parts[:2])}")


@command.command("link")
@click.argument("run")
@click.argument("other")
@pass_shell
def link(shell: Shell, run: str, other: str) -> None:
    """Make RUN and OTHER one run with two recordings.

    For one run that was taken for two by mistake.

    \b
    runwins runs link 20261024-0812 20261024-1012
    """
    with shell.log() as log:
        joined = log.link_runs(log.run_id(run), log.run_id(other))
        shell.say(f"they are one run now, {joined}; runwins runs split {joined} undoes it")
        shell.say_changed_wins(log)


@command.command("drop")
@click.argument("run")
@yes_option
@pass_shell
def drop(shell: Shell, run: str, yes: bool) -> None:
    """Take RUN out of the log; `restore` puts it back.

    \b
    runwins runs drop 20261024-0812
    """
    with shell.log() as log:
        run_id = log.run_id(run)
        make_sure(f"Take run {run_id} out of the log?", yes=yes)
        log.drop_run(run_id)
        shell.say(f"run {run_id} is out of the log; runwins runs restore {run_id} puts it back")
        shell.say_changed_wins(log)


@command.command("restore")
@click.argument("run")
@pass_shell
def restore(shell: Shell, run: str) -> None:
    """Put a dropped RUN back.

    \b
    runwins runs restore 20261024-0812
    """
    from runwins.training_log.naming import run_named

    with shell.log() as log:
        dropped = log.dropped_runs()
        if not dropped:
            raise UnknownName("no run was taken out of the log")
        run_id = run_named(run, dropped)
        log.drop_run(run_id, restore=True)
        shell.say(f"run {run_id} is back")
        shell.say_changed_wins(log)

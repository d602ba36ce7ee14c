"""``runwins weeks``: what each week came to."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_csv, answer_json, csv_option, json_option, pass_shell


@click.command("weeks")
@click.option("--last", type=click.IntRange(1), help="This many of the newest.")
@json_option
@csv_option
@pass_shell
def command(shell: Shell, last: int | None, as_json: bool, as_csv: bool) -> None:
    """List the weeks from the first run's to the last, Monday to Sunday, in local days.

    \b
    runwins weeks --last 12
    """
    from runwins.frames import to_records

    with shell.log() as log:
        weeks = log.weeks()
        if last:
            weeks = weeks.tail(last)
        if as_json:
            answer_json("weeks", {"weeks": to_records(weeks)})
        elif as_csv:
            answer_csv(weeks)
        else:
            from runwins.report.listings import weeks_table

            shell.say(weeks_table(weeks, shell.style(log.units)))

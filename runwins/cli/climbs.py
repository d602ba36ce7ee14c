"""``runwins climbs``: every uphill, the biggest first."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_csv, answer_json, csv_option, json_option, pass_shell


@click.command("climbs")
@click.option("--top", type=click.IntRange(1), default=20, help="How many of the biggest.")
@click.option("--hills", "as_hills", is_flag=True, help="Hills climbed again and again.")
@json_option
@csv_option
@pass_shell
def command(shell: Shell, top: int, as_hills: bool, as_json: bool, as_csv: bool) -> None:
    """List the climbs of the log, the biggest first.

    \b
    runwins climbs
    runwins climbs --hills
    """
    from runwins.frames import to_records

    with shell.log() as log:
        if as_hills:
            hills = log.hills()
            if as_json:
                answer_json("hills", {"hills": to_records(hills)})
            elif as_csv:
                answer_csv(hills)
            else:
                from runwins.report.way_listings import hills_table

                shell.say(hills_table(hills, log.runs(), shell.style(log.units)))
            return
        climbs = log.climbs().sort_values("gain_m", ascending=False, kind="stable")
        if as_json:
            answer_json("climbs", {"climbs": to_records(climbs)})
        elif as_csv:
            answer_csv(climbs)
        else:
            from runwins.report.listings import climbs_table

            shell.say(climbs_table(climbs.head(top), log.runs(), shell.style(log.units)))

"""``runwins bests``: the fastest stretch over each distance, and how it came to be."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_csv, answer_json, csv_option, json_option, pass_shell


@click.command("bests")
@click.option("--history", is_flag=True, help="Every best there ever was, not today's alone.")
@click.option("--distance", help="Over this distance alone, like 5km or half.")
@click.option("--window", metavar="DAYS", help="Of the last days, like 90d.")
@click.option(
    "--book", type=click.Choice(["road", "trail", "track"]), help="On roads, on trails, on a track."
)
@json_option
@csv_option
@pass_shell
def command(
    shell: Shell,
    history: bool,
    distance: str | None,
    window: str | None,
    book: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List your best time over each standard distance, outdoors and trusted alone.

    Each says where it was run, and whether the stretch went downhill; such a time wins nothing.

    \b
    runwins bests
    runwins bests --book road
    runwins bests --history --distance 5km
    runwins bests --window 90d
    """
    from runwins.frames import to_records

    with shell.log() as log:
        bests = log.bests(history=history, distance=distance, window=window, book=book)
        if as_json:
            answer_json("bests", {"bests": to_records(bests)})
        elif as_csv:
            answer_csv(bests)
        else:
            from runwins.report.listings import bests_table

            shell.say(bests_table(bests, shell.style(log.units)))

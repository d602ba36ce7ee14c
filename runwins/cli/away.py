"""``runwins away``: illness, injury and holidays, for which the ladder waits."""

from __future__ import annotations

from typing import cast

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.shell import (
    Shell,
    answer_json,
    answer_rows,
    csv_option,
    json_option,
    make_sure,
    pass_shell,
    yes_option,
)


@click.group("away", cls=ListByDefault)
def command() -> None:
    """Mark days on which you are ill, injured or on holiday: the ladder's clock stands still.

    What you could do before them does not age, no week is asked of you, and dates move by as much.
    Days ahead count too.

    \b
    runwins away
    runwins away mark ill 2026-09-03 2026-09-12
    runwins away clear 2026-09-03
    """


@command.command("mark")
@click.argument("reason", type=click.Choice(["ill", "injured", "holiday"]))
@click.argument("first", metavar="YYYY-MM-DD")
@click.argument("last", metavar="[YYYY-MM-DD]", required=False)
@click.option("--text", default="", help="Your words for it, for the picture.")
@pass_shell
def mark(shell: Shell, reason: str, first: str, last: str | None, text: str) -> None:
    """Mark the days from one to another.

    Both are included; a day alone is one day.

    \b
    runwins away mark holiday 2026-12-24 2027-01-02 --text "family"
    """
    from runwins.goal import AwayReason
    from runwins.report.ladder_listing import away_line
    from runwins.units import parse_date

    with shell.log() as log:
        told = log.mark_away(
            cast("AwayReason", reason), parse_date(first), parse_date(last) if last else None, text
        )
        shell.say(away_line(told))


@command.command("list")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, as_json: bool, as_csv: bool) -> None:
    """List the days that are marked, the earliest first.

    \b
    runwins away list
    """
    from dataclasses import asdict, astuple, fields

    from runwins.goal import Away
    from runwins.report.ladder_listing import away_line

    with shell.log() as log:
        marked = log.away()
    if as_json:
        answer_json("away", {"away": [asdict(each) for each in marked]})
        return
    if as_csv:
        answer_rows((field.name for field in fields(Away)), map(astuple, marked))
        return
    for each in marked:
        shell.say(away_line(each))
    if not marked:
        shell.say("no day is marked: runwins away mark ill 2026-09-03 2026-09-12")


@command.command("clear")
@click.argument("day", metavar="YYYY-MM-DD")
@yes_option
@pass_shell
def clear(shell: Shell, day: str, yes: bool) -> None:
    """Take back the mark that holds a day.

    \b
    runwins away clear 2026-09-03
    """
    from runwins.report.ladder_listing import away_line
    from runwins.units import parse_date

    meant = parse_date(day)
    with shell.log() as log:
        held = [away_line(each) for each in log.away() if each.first <= meant <= each.last]
        if held:
            make_sure(f"Take back {' and '.join(map(repr, held))}?", yes=yes)
        count = log.clear_away(meant)
    shell.say(f"took back {count} mark{'s' if count != 1 else ''}")

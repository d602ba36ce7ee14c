"""``runwins wins``: every win that was found, and taking one back."""

from __future__ import annotations

import click

from runwins.cli.explain import command as explain
from runwins.cli.groups import ListByDefault
from runwins.cli.shell import (
    Shell,
    answer_csv,
    answer_json,
    answer_rows,
    csv_option,
    json_option,
    pass_shell,
)


@click.group("wins", cls=ListByDefault)
def command() -> None:
    """List wins and their kinds, explain one, take one back.

    \b
    runwins wins --since 2026-06-01
    runwins wins --all --kind best-effort
    runwins wins kinds
    runwins wins drop Wk3f9x2
    """


command.add_command(explain)


@command.command("list")
@click.option("--all", "all_found", is_flag=True, help="Those too that were not worth saying.")
@click.option("--since", metavar="YYYY-MM-DD", help="From this day on.")
@click.option("--kind", help="Of this kind alone; `runwins wins kinds` lists them.")
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    help="Those alone that are real with this probability, like 0.9.",
)
@click.option("--history", is_flag=True, help="With those told once that are told no more.")
@json_option
@csv_option
@pass_shell
def listing(
    shell: Shell,
    all_found: bool,
    since: str | None,
    kind: str | None,
    least: float | None,
    history: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the wins worth saying, oldest first.

    An older run that comes in, or a change of a run, can unmake wins that were told; --history
    lists these too, with when they went and why.

    \b
    runwins wins list --since 2026-06-01
    runwins wins list --all --kind best-effort --csv
    runwins wins --history
    """
    import pandas as pd

    from runwins.frames import GONE_WINS, to_records
    from runwins.units import parse_date

    with shell.log() as log:
        wins = log.wins(all_found=all_found)
        gone = log.gone_wins() if history else GONE_WINS.empty()
        if since:
            first = pd.Timestamp(parse_date(since))
            wins, gone = wins[wins["date"] >= first], gone[gone["date"] >= first]
        if kind:
            known = log.kind(kind)
            wins, gone = wins[wins["kind"] == known], gone[gone["kind"] == known]
        if least is not None:
            wins = wins[wins["confidence"] >= least]
        if as_json:
            told_once = {"gone": to_records(gone)} if history else {}
            answer_json("wins", {"wins": to_records(wins), **told_once})
        elif as_csv:
            answer_csv(pd.concat([wins, gone], ignore_index=True) if history else wins)
        else:
            from runwins.report.changed_wins import gone_wins_table
            from runwins.report.listings import wins_table

            style = shell.style(log.units)
            shell.say(wins_table(wins, style))
            if history:
                shell.say("\n" + gone_wins_table(gone, style))


@command.command("kinds")
@json_option
@csv_option
@pass_shell
def kinds(shell: Shell, as_json: bool, as_csv: bool) -> None:
    """List the kinds of wins; `runwins explain KIND` says more of each.

    \b
    runwins wins kinds
    """
    from runwins.wins import kinds as known

    found = known()
    if as_json:
        rows = [{"kind": name, "about": kind.about} for name, kind in found.items()]
        answer_json("kinds", {"kinds": rows})
        return
    if as_csv:
        answer_rows(("kind", "about"), [(name, kind.about) for name, kind in found.items()])
        return
    for name, kind in found.items():
        shell.say(f"{name:<22} {kind.about.splitlines()[0]}")


@command.command("drop")
@click.argument("win")
@pass_shell
def drop(shell: Shell, win: str) -> None:
    """Take WIN back: it is not true. `runwins wins restore` gives it back.

    \b
    runwins wins drop Wk3f9x2
    """
    with shell.log() as log:
        known = log.drop_win(win)
    shell.say(f"win {known} is taken back; runwins wins restore {known} gives it back")


@command.command("restore")
@click.argument("win")
@pass_shell
def restore(shell: Shell, win: str) -> None:
    """Give a dropped WIN back.

    \b
    runwins wins restore Wk3f9x2
    """
    with shell.log() as log:
        known = log.drop_win(win, restore=True)
    shell.say(f"win {known} is back")

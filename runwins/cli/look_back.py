"""``runwins look-back``: where you stood before."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.command("look-back")
@click.option("--goal", "name", help="The build toward this goal; by default that ahead.")
@json_option
@pass_shell
def command(shell: Shell, name: str | None, as_json: bool) -> None:
    """Compare today with a year ago, with the start of the build, with the last race's build.

    Each day is told from what had been run until then, over the 28 days before it.

    \b
    runwins look-back
    runwins look-back --today 2026-10-24
    """
    from dataclasses import asdict

    with shell.log() as log:
        standings = log.look_back(name)
        if as_json:
            answer_json("look-back", {"standings": [asdict(one) for one in standings]})
            return
        from runwins.report.look_back_view import look_back_view

        shell.say(look_back_view([asdict(one) for one in standings], shell.style(log.units)))

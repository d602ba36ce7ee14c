"""``runwins init``: a few questions, each of which can be passed over. Never required."""

from __future__ import annotations

import sys

import click

from runwins.cli.shell import Shell, pass_shell
from runwins.settings import Settings, read_settings, write_file, write_setting


@click.command("init")
@click.option("--home-zone", metavar="ZONE", help="Your time zone, like Europe/Berlin.")
@pass_shell
def command(shell: Shell, home_zone: str | None) -> None:
    """Set up the log: units, time zone, the race ahead. Everything works without it.

    Asks on a terminal, where Enter passes a question over; elsewhere it takes what the options say.

    \b
    runwins init
    runwins init --units mi --home-zone America/Denver
    """
    file = shell.places.config_file
    now = read_settings(file, units=shell.units)
    asks = sys.stdin.isatty()
    chosen = {"units": shell.units, "home_zone": home_zone}
    if asks:
        chosen = _asked(now, chosen)
    for name, value in chosen.items():
        if value:
            write_setting(file, name, value)
    if not file.exists():
        write_file(file)
    shell.say(f"your settings are in {file}")
    if asks:
        _ask_for_a_race(shell)
    shell.tell("bring your runs in: runwins import activity.fit, or a whole export_1234.zip")


def _asked(now: Settings, said: dict[str, str | None]) -> dict[str, str | None]:
    """Return what was said, and what is answered to the questions that are left."""
    answers = dict(said)
    if not answers["units"]:
        answers["units"] = click.prompt(
            "Kilometres or miles", default=now.units, type=click.Choice(["km", "mi"]), err=True
        )
    if not answers["home_zone"]:
        zone = click.prompt(
            "Your time zone, like Europe/Berlin (Enter: leave it to the files)",
            default=now.home_zone or "", show_default=bool(now.home_zone), err=True,
        )  # fmt: skip
        answers["home_zone"] = zone.strip() or None
    return answers


def _ask_for_a_race(shell: Shell) -> None:
    name = click.prompt(
        "A race ahead? Its name (Enter: none)", default="", show_default=False, err=True
    ).strip()
    if not name:
        return
    day = click.prompt("Its day, like 2027-05-22", err=True)
    distance = click.prompt("Its distance, like 50km or half", err=True)
    ascent = click.prompt(
        "Its climb, like 3000m (Enter: unknown)", default="", show_default=False, err=True
    )
    from runwins.cli.goal import command as goal

    words = ["set", "--name", name, "--date", day, "--distance", distance]
    goal.main([*words, *(["--ascent", ascent] if ascent else [])], obj=shell, standalone_mode=False)

"""``runwins config``: the settings, and where each was said."""

from __future__ import annotations

import click

from runwins.cli.groups import Group
from runwins.cli.shell import Shell, answer_json, json_option, pass_shell
from runwins.settings import KEYS, read_settings, write_file, write_setting


@click.group("config", cls=Group)
def command() -> None:
    """Show the settings, set one, or open their file.

    A flag stands over RUNWINS_UNITS and RUNWINS_HOME_ZONE, those over the file, that over what is
    usual here.

    \b
    runwins config show
    runwins config set units mi
    runwins config edit
    """


@command.command("path")
@pass_shell
def path(shell: Shell) -> None:
    """Print where the settings lie.

    \b
    runwins config path
    """
    shell.say(str(shell.places.config_file))


@command.command("show")
@json_option
@pass_shell
def show(shell: Shell, as_json: bool) -> None:
    """Show every setting in force, and where it was said.

    \b
    runwins config show
    """
    here = shell.places
    settings = read_settings(here.config_file, units=shell.units)
    values = {
        "units": (settings.units, settings.origin["units"]),
        "home_zone": (settings.home_zone, settings.origin["home_zone"]),
        "log": (str(here.log_file), here.origin),
        "config": (str(here.config_file), "--config" if here.named_config else here.origin),
        "cache": (str(here.cache), here.origin),
    }
    if settings.privacy_zones:
        count = f"{len(settings.privacy_zones)} places"
        values["privacy_zones"] = (count, settings.origin["privacy_zones"])
    if as_json:
        rows = [{"name": n, "value": v, "origin": origin} for n, (v, origin) in values.items()]
        answer_json("config", {"settings": rows})
        return
    width = max(len(str(value or "-")) for value, _ in values.values())
    longest = max(map(len, [*values, "home_zone"]))
    for name, (value, origin) in values.items():
        shell.say(f"{name:<{longest}}  {value or '-':<{width}}  {origin}")


@command.command("set")
@click.argument("name", type=click.Choice(KEYS))
@click.argument("value")
@pass_shell
def set_one(shell: Shell, name: str, value: str) -> None:
    """Set NAME to VALUE; an empty value takes it out.

    \b
    runwins config set units mi
    runwins config set home_zone Europe/Berlin
    runwins config set home_zone ""
    """
    file = shell.places.config_file
    write_setting(file, name, value or None)
    shell.say(f"{name} is {value} in {file}" if value else f"{name} is taken out of {file}")


@command.command("edit")
@pass_shell
def edit(shell: Shell) -> None:
    """Open the settings in your editor, and check them afterwards.

    \b
    runwins config edit
    """
    file = shell.places.config_file
    if not file.exists():
        write_file(file)
    click.edit(filename=str(file))
    read_settings(file, units=shell.units)
    shell.say(f"{file} is sound")

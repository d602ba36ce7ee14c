"""The words a goal is told in: options that `goal set`, `goal edit` and `ladder` share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_OPTIONS = (
    click.option("--date", metavar="YYYY-MM-DD", help="The race day; without it, any day."),
    click.option("--distance", help="Like 50km, 26.2mi or half."),
    click.option("--ascent", help="Metres of climb, like 3000m or 9800ft."),
    click.option("--time", help="The time you want, like 8:00:00."),
    click.option("--cutoff", help="The time the organiser allows, like 10:00:00."),
    click.option("--course", type=click.Path(dir_okay=False), help="The course as a GPX file."),
    click.option("--terrain", type=click.Choice(["road", "trail"]), help="Default: by the climb."),
    click.option("--start", metavar="YYYY-MM-DD", help="First day of the build; default: today."),
    click.option("--start-time", metavar="HH:MM", help="When the race starts, there."),
    click.option("--runs-per-week", type=click.IntRange(1, 21), help="How often you want to run."),
    click.option("--heat", metavar="30C", help="How warm the race day may become."),
    click.option("--climb", metavar="600m", help="The biggest climb; from the course by default."),
    click.option(
        "--without-stopping/--stops-allowed", default=None, help="All of it without a stop."
    ),
    click.option("--priority", type=click.Choice(["A", "B", "C"]), help="A is the most important."),
)


def goal_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what a goal is."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command

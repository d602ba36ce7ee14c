"""``runwins goal``: what you are heading for."""

from __future__ import annotations

from typing import Literal, cast

import click

from runwins.cli.groups import Group
from runwins.cli.shell import Shell, answer_json, json_option, make_sure, pass_shell, yes_option
from runwins.errors import GoalError


@click.group("goal", cls=Group)
def command() -> None:
    """Set a goal, show it, list them all, or clear one.

    \b
    runwins goal set --name "Island 50K" --date 2027-05-22 --distance 50km --ascent 3000m
    runwins goal show
    """


@command.command("set")
@click.option("--name", required=True, help="What the race is called.")
@click.option("--date", "day", required=True, metavar="YYYY-MM-DD", help="The race day.")
@click.option("--distance", required=True, help="Like 50km, 26.2mi or half.")
@click.option("--ascent", help="Metres of climb, like 3000m or 9800ft.")
@click.option("--time", "target", help="The time you want, like 8:00:00.")
@click.option("--cutoff", help="The time the organiser allows, like 10:00:00.")
@click.option("--course", type=click.Path(dir_okay=False), help="The course as a GPX file.")
@click.option("--terrain", type=click.Choice(["road", "trail"]), help="By default from the climb.")
@click.option("--start", metavar="YYYY-MM-DD", help="First day of the build; by default today.")
@click.option("--runs-per-week", type=click.IntRange(1, 21), help="How often you want to run.")
@click.option("--priority", type=click.Choice(["A", "B", "C"]), default="A", show_default=True)
@json_option
@pass_shell
def set_goal(
    shell: Shell,
    name: str,
    day: str,
    distance: str,
    ascent: str | None,
    target: str | None,
    cutoff: str | None,
    course: str | None,
    terrain: str | None,
    start: str | None,
    runs_per_week: int | None,
    priority: str,
    as_json: bool,
) -> None:
    """Set a goal; one of the same name is replaced.

    \b
    runwins goal set --name "City half" --date 2027-03-14 --distance half --time 1:55:00
    """
    from dataclasses import asdict

    from runwins.model import Goal
    from runwins.units import KM, parse_date, parse_distance, parse_duration, parse_height

    with shell.log() as log:
        distance_m = parse_distance(distance, log.units)
        ascent_m = parse_height(ascent) if ascent else None
        steep = ascent_m is not None and ascent_m / (distance_m / KM) >= 15
        goal = Goal(
            name=name.strip(),
            date=parse_date(day),
            distance_m=distance_m,
            set_on=log.today,
            ascent_m=ascent_m,
            terrain=cast("Literal['road', 'trail']", terrain or ("trail" if steep else "road")),
            time_s=parse_duration(target) if target else None,
            cutoff_s=parse_duration(cutoff) if cutoff else None,
            start=parse_date(start) if start else None,
            priority=cast("Literal['A', 'B', 'C']", priority),
            course_file=course,
            runs_per_week=runs_per_week,
        )
        if not goal.name:
            raise GoalError("the goal's name is empty: give it one, like --name 'City half'")
        if goal.date is not None and goal.first_day > goal.date:
            raise GoalError(
                f"the build would begin on {goal.first_day}, after the race on {goal.date}: "
                "say --start with the day it began"
            )
        log.set_goal(goal)
        if as_json:
            answer_json("goal", {"goal": asdict(goal)})
        else:
            from runwins.report.listings import goal_line

            shell.say(goal_line(goal, log.today, shell.style(log.units)))
            shell.tell("see the steps toward it: runwins ladder")


@command.command("show")
@click.argument("name", required=False)
@json_option
@pass_shell
def show(shell: Shell, name: str | None, as_json: bool) -> None:
    """Show a goal; by default the most important one ahead.

    \b
    runwins goal show
    runwins goal show "Island 50K" --json
    """
    from dataclasses import asdict

    from runwins.report.listings import goal_line

    with shell.log() as log:
        goal = log.goal(name)
        if as_json:
            answer_json("goal", {"goal": asdict(goal)})
        else:
            shell.say(goal_line(goal, log.today, shell.style(log.units)))


@command.command("list")
@json_option
@pass_shell
def listing(shell: Shell, as_json: bool) -> None:
    """List every goal, the next race first.

    \b
    runwins goal list
    """
    from dataclasses import asdict

    from runwins.report.listings import goal_line

    with shell.log() as log:
        goals = log.goals()
        if as_json:
            answer_json("goals", {"goals": [asdict(goal) for goal in goals]})
            return
        for goal in goals:
            shell.say(goal_line(goal, log.today, shell.style(log.units)))
        if not goals:
            shell.say("no goal is set yet: runwins goal set --help")


@command.command("clear")
@click.argument("name")
@yes_option
@pass_shell
def clear(shell: Shell, name: str, yes: bool) -> None:
    """Forget the goal called NAME.

    \b
    runwins goal clear "City half"
    """
    with shell.log() as log:
        known = log.goal(name).name
        make_sure(f"Forget the goal {known!r}?", yes=yes)
        log.clear_goal(known)
    shell.say(f"goal {known!r} is cleared")

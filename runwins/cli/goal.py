"""``runwins goal``: what you are heading for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from runwins.cli.goal_options import goal_options
from runwins.cli.groups import Group
from runwins.cli.shell import (
    Shell,
    answer_csv,
    answer_json,
    csv_option,
    json_option,
    make_sure,
    pass_shell,
    yes_option,
)


@click.group("goal", cls=Group)
def command() -> None:
    """Set a goal, change it, show it, list them all, or clear one.

    \b
    runwins goal set --name "Island 50K" --date 2027-05-22 --distance 50km --ascent 3000m
    runwins goal edit "Island 50K" --cutoff 10:00:00
    """


@command.command("set")
@click.option("--from", "file", type=click.Path(dir_okay=False), help="Read it from a TOML file.")
@click.option("--name", help="What the race is called, or your words for the goal.")
@goal_options
@json_option
@pass_shell
def set_goal(shell: Shell, /, file: str | None, as_json: bool, **words: Any) -> None:
    """Set a goal; one of the same name is replaced.

    What you changed on its ladder stays. A race has a date; a goal of your own needs none. With
    several races ahead, priority A, B or C says which one the ladder is for.

    \b
    runwins goal set --name "City half" --date 2027-03-14 --distance half --time 1:55:00
    runwins goal set --name "10 km without stopping" --distance 10km --without-stopping
    runwins goal set --from island.toml
    """
    from runwins.training_log.goal_file import read_goal
    from runwins.training_log.goal_words import goal_from

    said = {name: value for name, value in words.items() if value is not None}
    with shell.log() as log:
        goal = read_goal(Path(file), log.units, log.today) if file else None
        if goal is None and "name" not in said:
            raise click.UsageError("a goal needs a --name, or a file: --from goal.toml")
        if goal is None or said:
            goal = goal_from(said, log.units, log.today, goal)
        log.set_goal(goal)
        _answer(shell, log.goal(goal.name), log, as_json=as_json)
        if not as_json:
            shell.tell("see the steps toward it: runwins ladder")


@command.command("edit")
@click.argument("known", metavar="NAME")
@click.option("--name", help="Call it something else.")
@goal_options
@json_option
@pass_shell
def edit(shell: Shell, /, known: str, as_json: bool, **words: Any) -> None:
    """Change what is said of the goal called NAME.

    The rest of it stays as it is. An empty text takes a value back: --cutoff "".

    \b
    runwins goal edit "City half" --date 2027-04-11
    """
    from runwins.training_log.goal_words import goal_from

    said = {name: value for name, value in words.items() if value is not None}
    if not said:
        raise click.UsageError("say what to change, like --date 2027-04-11")
    with shell.log() as log:
        goal = goal_from(said, log.units, log.today, log.goal(known))
        log.change_goal(known, goal)
        _answer(shell, goal, log, as_json=as_json)


@command.command("show")
@click.argument("name", required=False)
@click.option("--toml", "as_toml", is_flag=True, help="As a file that goal set --from reads.")
@json_option
@pass_shell
def show(shell: Shell, name: str | None, as_toml: bool, as_json: bool) -> None:
    """Show a goal; by default the most important one ahead.

    \b
    runwins goal show
    runwins goal show "Island 50K" --toml
    """
    from runwins.training_log.goal_file import goal_toml

    with shell.log() as log:
        goal = log.goal(name)
        if as_toml:
            shell.say(goal_toml(goal, log.units))
        else:
            _answer(shell, goal, log, as_json=as_json)


@command.command("list")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, as_json: bool, as_csv: bool) -> None:
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
        if as_csv:
            from runwins.training_log.exporting import goals_table

            answer_csv(goals_table(goals))
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


def _answer(shell: Shell, goal: Any, log: Any, *, as_json: bool) -> None:
    from dataclasses import asdict

    from runwins.report.goal_view import goal_view

    if as_json:
        answer_json("goal", {"goal": asdict(goal)})
    else:
        shell.say(goal_view(goal, log.today, shell.style(log.units)))

"""``runwins ladder``: the small steps toward the race, and the runner's own hand on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.shell import Shell, answer_csv, answer_json, csv_option, json_option, pass_shell
from runwins.cli.written_file import WrittenFile

if TYPE_CHECKING:
    from runwins.goal import Ladder


class _ShowByDefault(ListByDefault):
    default = "show"


_goal = click.option("--goal", "name", help="Of this goal; by default the most important ahead.")


@click.group("ladder", cls=_ShowByDefault)
def command() -> None:
    """Show the milestone ladder, and change it: add, move, drop, reword or reward a rung.

    What you change stays when the ladder is made anew, and `undo` takes the newest change back.

    \b
    runwins ladder
    runwins ladder --runs-per-week 4 --start 10km --distance half --date 2027-03-14
    runwins ladder drop fuelling
    """


@command.command("show")
@click.option("--goal", "name", help="Toward this goal; by default the most important ahead.")
@click.option("--png", type=WrittenFile(".png"), help="Write the picture as PNG.")
@click.option("--svg", type=WrittenFile(".svg"), help="Write the picture as SVG.")
@click.option("--layout", type=click.Choice(["wide", "tall"]), default="wide", show_default=True)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--runs-per-week", type=click.IntRange(1, 14), help="What if: so many runs a week.")
@click.option("--start", help="What if: this is the longest run of your week, like 10km.")
@click.option("--distance", help="What if: toward this distance, like 50km or half.")
@click.option("--date", metavar="YYYY-MM-DD", help="What if: the race is on this day.")
@click.option("--ascent", help="What if: it climbs so much, like 3000m.")
@json_option
@pass_shell
def show(
    shell: Shell,
    name: str | None,
    png: str | None,
    svg: str | None,
    layout: str,
    theme: str,
    runs_per_week: int | None,
    start: str | None,
    distance: str | None,
    date: str | None,
    ascent: str | None,
    as_json: bool,
) -> None:
    """Show what is done, what is next, and when the rest may come.

    What if: --runs-per-week, --start, --distance and --date answer for runs you have not run yet,
    with a log or without one. Nothing of it is kept.

    \b
    runwins ladder show --png ladder.png --layout tall --theme dark
    runwins ladder show --runs-per-week 4 --start 10km --distance half --date 2027-03-14
    """
    asked = {
        "distance": distance, "date": date, "ascent": ascent,
        "runs_per_week": runs_per_week, "start": start,
    }  # fmt: skip
    pictures = [path for path in (png, svg) if path]
    told = as_json or not pictures
    if any(value is not None for value in asked.values()):
        from runwins.training_log.imagined import draw, imagined

        ladder, units = imagined(shell.home, shell.config, shell.units, shell.today, name, asked)
        for path in pictures:
            draw(ladder, Path(path), shell.places.cache, layout, theme)
            shell.tell(f"wrote {path}")
    else:
        with shell.log() as log:
            for path in pictures:
                log.draw_ladder(path, goal=name, layout=layout, theme=theme)
                shell.tell(f"wrote {path}")
            if not told:
                return
            ladder, units = log.ladder(name), log.units
    if as_json:
        from runwins.training_log.answers import ladder_answer

        answer_json("ladder", ladder_answer(ladder))
    elif told:
        from runwins.report.ladder_strip import ladder_view

        shell.say(ladder_view(ladder, shell.view_style(units)))


@command.command("rungs")
@_goal
@json_option
@csv_option
@pass_shell
def rungs(shell: Shell, name: str | None, as_json: bool, as_csv: bool) -> None:
    """List the rungs with their names.

    The names are those that add, move, drop, reword and reward take.

    \b
    runwins ladder rungs
    """
    from runwins.frames import to_records
    from runwins.report.ladder_listing import rungs_table

    with shell.log() as log:
        ladder = log.ladder(name)
        if as_json:
            answer_json("rungs", {"rungs": to_records(ladder.rungs)})
        elif as_csv:
            answer_csv(ladder.rungs)
        else:
            shell.say(rungs_table(ladder, shell.style(log.units)))


@command.command("add")
@click.argument("kind", metavar="KIND|WORDS")
@click.argument("target", default="")
@_goal
@pass_shell
def add(shell: Shell, kind: str, target: str, name: str | None) -> None:
    """Add a rung of a KIND at a TARGET, or one in your own WORDS.

    \b
    runwins ladder add long-run 25km
    runwins ladder add "a night on the mountain with the big pack"
    """
    with shell.log() as log:
        added = log.add_rung(kind, target, goal=name)
        _say_changed(shell, f"added {added}", log.ladder(name))


@command.command("move")
@click.argument("rung")
@click.argument("to")
@_goal
@pass_shell
def move(shell: Shell, rung: str, to: str, name: str | None) -> None:
    """Move a RUNG to another day, or to another target.

    "" gives it its own day back.

    \b
    runwins ladder move weekly-volume-65000 2026-11-08
    runwins ladder move long-run-40 35
    """
    with shell.log() as log:
        _say_changed(shell, f"moved {log.move_rung(rung, to, goal=name)}", log.ladder(name))


@command.command("drop")
@click.argument("rung")
@_goal
@pass_shell
def drop(shell: Shell, rung: str, name: str | None) -> None:
    """Take a RUNG off the ladder.

    \b
    runwins ladder drop power-hike
    """
    with shell.log() as log:
        _say_changed(shell, f"dropped {log.drop_rung(rung, goal=name)}", log.ladder(name))


@command.command("restore")
@click.argument("rung")
@_goal
@pass_shell
def restore(shell: Shell, rung: str, name: str | None) -> None:
    """Put a dropped RUNG back.

    \b
    runwins ladder restore power-hike
    """
    with shell.log() as log:
        back = log.drop_rung(rung, restore=True, goal=name)
        _say_changed(shell, f"put {back} back", log.ladder(name))


@command.command("reword")
@click.argument("rung")
@click.argument("words")
@_goal
@pass_shell
def reword(shell: Shell, rung: str, words: str, name: str | None) -> None:
    """Call a RUNG something else; "" gives it its own words back.

    \b
    runwins ladder reword long-run-40 "the ridge and back"
    """
    with shell.log() as log:
        _say_changed(shell, f"reworded {log.reword_rung(rung, words, goal=name)}", log.ladder(name))


@command.command("reward")
@click.argument("rung")
@click.argument("promise")
@_goal
@pass_shell
def reward(shell: Shell, rung: str, promise: str, name: str | None) -> None:
    """Promise yourself something for a RUNG; "" takes the promise back.

    \b
    runwins ladder reward long-run-40 "new trail shoes"
    """
    with shell.log() as log:
        known = log.reward_rung(rung, promise, goal=name)
        _say_changed(shell, f"a reward for {known}", log.ladder(name))


@command.command("done")
@click.argument("rung")
@click.argument("run", default="last")
@_goal
@pass_shell
def done(shell: Shell, rung: str, run: str, name: str | None) -> None:
    """Say that a RUN did a RUNG of your own.

    By default the last; "" takes it back.

    \b
    runwins ladder done own-1
    runwins ladder done own-1 2026-10-24
    """
    with shell.log() as log:
        known = log.finish_rung(rung, log.run_id(run) if run else "", goal=name)
        _say_changed(shell, f"{known} is {'done' if run else 'open again'}", log.ladder(name))


@command.command("undo")
@_goal
@pass_shell
def undo(shell: Shell, name: str | None) -> None:
    """Take the newest change of a ladder back.

    \b
    runwins ladder undo
    """
    with shell.log() as log:
        gone = log.undo_rung_edit(name)
        words = f"took back: {gone.what} {gone.rung_id} {gone.value}".rstrip()
        _say_changed(shell, words, log.ladder(name))


def _say_changed(shell: Shell, what: str, ladder: Ladder) -> None:
    shell.say(f"{what}; {ladder.sentences[0]}")

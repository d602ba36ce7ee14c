"""``runwins course``: a race's course, and when to be where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell
from runwins.cli.written_file import WrittenFile

if TYPE_CHECKING:
    from runwins.metrics.pacing import Model


@click.command("course")
@click.argument("file", required=False, type=click.Path(dir_okay=False), metavar="[FILE.gpx]")
@click.option("--goal", "name", help="The goal it belongs to; by default the one that fits it.")
@click.option("--time", "target", help="Plan for this time, like 8:30:00.")
@click.option("--start", metavar="HH:MM", help="When the race starts, there.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The race day.")
@click.option(
    "--model",
    type=click.Choice(["km-effort", "hr", "minetti"]),
    default="km-effort",
    show_default=True,
    help="How slopes count.",
)
@click.option("--fade", help="How much slower the end is than the start, like 15%.")
@click.option("--stop", help="Time at each aid station, like 3:00.")
@click.option("--png", type=WrittenFile(".png", ".svg"), help="Write the profile as PNG (or .svg).")
@click.option("--card", type=WrittenFile(".png", ".svg"), help="Write a pocket card, 10 x 7 cm.")
@click.option("--ran", metavar="RUN", help="After the race: this run against the plan, leg by leg.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@json_option
@pass_shell
def command(
    shell: Shell,
    file: str | None,
    name: str | None,
    target: str | None,
    start: str | None,
    day: str | None,
    model: str,
    fade: str | None,
    stop: str | None,
    png: str | None,
    card: str | None,
    ran: str | None,
    theme: str,
    as_json: bool,
) -> None:
    """Read a race's course: its climbs beside yours, its stations, and when to be where.

    Without a time, plan A is what your running says and plan B a slow day. Without FILE the
    course of the goal is read.

    \b
    runwins course stone_ring_50.gpx
    runwins course stone_ring_50.gpx --time 8:30:00 --start 07:00 --png profile.png
    runwins course stone_ring_50.gpx --card pocket.png
    runwins course stone_ring_50.gpx --ran last
    """
    from runwins.training_log.course_answer import course_answer
    from runwins.training_log.course_drawings import draw_card, draw_course
    from runwins.training_log.spoken_values import parse_clock, parse_fade
    from runwins.units import parse_date, parse_duration

    with shell.log() as log:
        view = log.course(
            file,
            goal=name,
            time_s=parse_duration(target) if target else None,
            start_clock_s=parse_clock(start) if start else None,
            date=parse_date(day) if day else None,
            model=cast("Model", model),
            fade=parse_fade(fade) if fade else None,
            stop_s=parse_duration(stop) if stop else 0.0,
            ran=log.run_id(ran) if ran else None,
        )
        if png:
            draw_course(view, Path(png), theme=theme, units=log.units)
            shell.tell(f"wrote {png}")
        if card:
            draw_card(view, Path(card), units=log.units)
            shell.tell(f"wrote {card}")
        if as_json:
            answer_json("course", course_answer(view))
        elif view.raced is not None:
            from runwins.report.raced_view import raced_view

            shell.say(raced_view(view.raced, shell.style(log.units)))
        elif not (png or card):
            from runwins.report.course_view import course_view

            shell.say(course_view(view, shell.style(log.units)))

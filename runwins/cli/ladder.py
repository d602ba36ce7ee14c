"""``runwins ladder``: the small steps toward the race."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.command("ladder")
@click.option("--goal", "name", help="Toward this goal; by default the most important ahead.")
@click.option("--png", type=click.Path(dir_okay=False), help="Write the picture as PNG.")
@click.option("--svg", type=click.Path(dir_okay=False), help="Write the picture as SVG.")
@click.option("--layout", type=click.Choice(["wide", "tall"]), default="wide", show_default=True)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@json_option
@pass_shell
def command(
    shell: Shell,
    name: str | None,
    png: str | None,
    svg: str | None,
    layout: str,
    theme: str,
    as_json: bool,
) -> None:
    """Show the milestone ladder: what is done, what is next, and when the rest may come.

    \b
    runwins ladder
    runwins ladder --png ladder.png --layout tall --theme dark
    """
    from runwins.training_log.answers import ladder_answer

    with shell.log() as log:
        ladder = log.ladder(name)
        for path in filter(None, (png, svg)):
            log.draw_ladder(path, goal=name, layout=layout, theme=theme)
            shell.tell(f"wrote {path}")
        if as_json:
            answer_json("ladder", ladder_answer(ladder))
        elif not (png or svg):
            from runwins.report.terminal import ladder_view

            shell.say(ladder_view(ladder, shell.view_style(log.units)))

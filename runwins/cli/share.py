"""``runwins share``: a picture of a win, without where it was."""

from __future__ import annotations

from pathlib import Path

import click

from runwins.cli.shell import Shell, pass_shell
from runwins.cli.written_file import WrittenFile


@click.command("share")
@click.argument("what", default="last", metavar="[last|WIN|RUN]")
@click.option(
    "-o",
    "--output",
    type=WrittenFile(".png"),
    default="card.png",
    show_default=True,
    help="The picture.",
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--size", type=click.Choice(["post", "story"]), default="post", show_default=True)
@click.option("--no-date", is_flag=True, help="Leave the date out.")
@click.option(
    "--route",
    is_flag=True,
    help="Show the shape of the run, turned, without ground or scale; what lies within 500 to 900 "
    "m of its beginning, its end and your home is cut out, and so are your privacy zones. Who "
    "knows the area may still find it.",
)
@click.option("--text", "as_text", is_flag=True, help="No picture: print a text to paste.")
@pass_shell
def command(
    shell: Shell,
    what: str,
    output: str,
    theme: str,
    size: str,
    no_date: bool,
    route: bool,
    as_text: bool,
) -> None:
    """Draw a card of a win to share: no map, no place, no time of day.

    WHAT is last (the newest win), a win's id, or a run. The words for people who do not see the
    picture are written beside it.

    \b
    runwins share
    runwins share Wk3f9x2 -o card.png --theme dark
    runwins share --route
    runwins share --text
    """
    with shell.log() as log:
        if as_text:
            shell.say(log.share_text(what, show_date=not no_date))
            return
        words = log.share(what, output, theme=theme, size=size, show_date=not no_date, route=route)
    shell.say(f"wrote {output} and {Path(output).with_suffix('.txt')}")
    shell.tell(words)

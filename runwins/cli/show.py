"""``runwins show``: the view right after a run, again."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, open_option, pass_shell
from runwins.cli.written_file import WrittenFile


@click.command("show")
@click.argument("run", default="last")
@click.option(
    "-o", "--output", type=WrittenFile(".html", ".md", ".json"), help="Write it as a page."
)
@open_option
@json_option
@pass_shell
def command(shell: Shell, run: str, output: str | None, opened: bool, as_json: bool) -> None:
    """Show what RUN achieved: its wins, what came close, what was not counted, the next rung.

    RUN is last, a day, or a run's id.

    \b
    runwins show
    runwins show 2026-10-24
    runwins show 2026-10-24 -o run.html
    runwins show --open
    """
    from runwins.training_log.answers import run_answer

    with shell.log() as log:
        run_id = log.run_id(run)
        if output or opened:
            page = log.run_report(run_id, output or "run.html")
            shell.say(f"wrote {page}")
            if opened:
                click.launch(str(page))
            return
        if as_json:
            answer_json("show", run_answer(log, run_id))
            return
        shell.say_view(log.view(run_id), log.units)

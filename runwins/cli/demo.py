"""``runwins demo``: a made-up runner's log, from the first 2 km to the last weeks before a 50K."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import click

from runwins.cli.shell import Shell, pass_shell
from runwins.errors import NothingUsable

_FEEL = {"hard": -2}


@click.command("demo")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False),
    default="runwins-demo",
    show_default=True,
    help="Folder for the log and the pictures; nothing else is touched.",
)
@pass_shell
def command(shell: Shell, output: str) -> None:
    """Show what runwins does, on a made-up runner's fourteen months.

    Imports a whole history and then one watch file, and leaves a ladder picture, a block report,
    a card to share and the view right after the run in one folder.

    \b
    runwins demo
    runwins demo -o /tmp/demo
    """
    from runwins.goal import Goal
    from runwins.report.terminal import post_run
    from runwins.training_log import TrainingLog

    sample = sample_data()
    index = tomllib.loads((sample / "index.toml").read_text(encoding="utf-8"))
    folder = Path(output)
    home = folder / "demo-log"
    for old in home.glob("runwins.db*"):
        old.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    with TrainingLog(home, units=shell.units or "km", today=index["today"]) as log:
        shell.tell("a made-up runner: fourteen months of runs from a Strava export …")
        log.import_files([sample / index["export"]])
        log.set_goal(Goal(**index["goal"], runs_per_week=index["aim"]["runs_a_week"]))
        for note in index["notes"]:
            log.note(log.run_id(note["date"].isoformat()), note["text"], _FEEL[note["feel"]])
        shell.tell("… and the newest run, from the watch:")
        report = log.import_files([sample / index["newest"]])
        view = log.view(log.run_id("last"), _headline(index["newest"], report.seconds))
        style = shell.view_style(log.units)
        shell.say(post_run(view, style=style))
        plain = post_run(view, style=replace(style, colour=False))
        (folder / "post-run.txt").write_text(plain + "\n", encoding="utf-8")
        for layout, theme in (("wide", "light"), ("tall", "dark")):
            log.draw_ladder(folder / f"ladder-{layout}-{theme}.png", layout=layout, theme=theme)
        log.draw_ladder(folder / "ladder.svg")
        log.report(folder / "block.html")
        log.share("last", folder / "card.png")
    shell.say(
        f"""
In {folder.resolve()}:
  ladder-wide-light.png, ladder-tall-dark.png, ladder.svg   the milestone ladder
  block.html                                                the block report: open it in a browser
  card.png, card.txt                                        the newest win, to share
  post-run.txt                                              the view above
  demo-log                                                  the log: RUNWINS_HOME={home} runwins"""
    )


def sample_data() -> Path:
    """Return the folder of the made-up runner: in the installed package, or beside it in a clone.

    Raises
    ------
    NothingUsable
        When it was not installed.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "sample_data", package.parent / "sample_data"):
        if (folder / "index.toml").is_file():
            return folder
    raise NothingUsable("the sample data is not installed with this runwins")


def _headline(source: str, seconds: float) -> str:
    return f"1 new run imported from {Path(source).name} in {seconds:.1f} s"

"""The command tree: a command's module is imported when it is called.

What a command needs when it runs is imported then, so that ``runwins --help`` loads neither pandas
nor matplotlib.
"""

from __future__ import annotations

import os
import re
from importlib import import_module
from itertools import islice

import click

from runwins import __version__
from runwins.cli.groups import Group
from runwins.cli.shell import Shell
from runwins.errors import GoalError

COMMANDS = {
    "init": ("init", "Set up units, time zone and a race ahead; never required."),
    "import": ("import_files", "Bring watch files, folders and archives into the log."),
    "imports": ("imports", "List imports, and what became of each file."),
    "undo": ("undo", "Take an import back."),
    "redo": ("redo", "Bring back an import that was undone."),
    "watch": ("watch", "Bring in new files of a folder as they appear."),
    "show": ("show", "Show what a run achieved, the newest first of all."),
    "runs": ("runs", "List runs; show, edit, split, link, drop or restore one."),
    "note": ("note", "Keep a note on a run, and how it felt."),
    "wins": ("wins", "List wins and their kinds; take one back."),
    "explain": ("explain", "Explain a win, or a kind of win."),
    "bests": ("bests", "List your best time over each standard distance."),
    "weeks": ("weeks", "List what each week came to."),
    "climbs": ("climbs", "List the biggest climbs, or the hills of the log."),
    "routes": ("routes", "List the routes you run again and again; name one."),
    "look-back": ("look_back", "Compare today with earlier days."),
    "goal": ("goal", "Set, show, edit or clear a race ahead."),
    "ladder": ("ladder", "Show the small steps to the race, and change them."),
    "away": ("away", "Say when you were ill, injured or on holiday."),
    "block": ("block", "Name a block of training."),
    "predict": ("predict", "Predict a race time from your own recent running."),
    "course": ("course", "Read a race's course: climbs, stations, pacing."),
    "report": ("report", "Write the block report, one HTML file."),
    "share": ("share", "Draw a card of a win: no map, no place."),
    "export": ("export", "Write the log's tables, or a run as GPX."),
    "db": ("db", "Look after the log file: check, back up, restore."),
    "config": ("config", "Show the settings, or set one."),
    "doctor": ("doctor", "Look after the installation and the log."),
    "plugins": ("plugins", "List what other packages bring."),
    "completion": ("completion", "Let the shell finish words."),
    "demo": ("demo", "See it all on a made-up runner."),
}
OTHER_WORDS = {
    "help": "runwins --help lists the commands, and runwins import --help tells of one",
    "ultra": "runwins course FILE.gpx plans a race, and --ran compares the run with the plan",
    "delete": "runwins runs drop RUN takes a run out, runwins undo an import",
    "remove": "runwins runs drop RUN takes a run out, runwins undo an import",
    "records": "your best times: runwins bests",
    "backup": "runwins db backup FILE",
    "settings": "runwins config show",
}
"""Words that somebody may type for what goes by another name here."""

_WITH_VALUE = ("--home", "--config", "--units", "--today", "--color")
_MAKE_SETTINGS = ("init", "config")
_ALONE = r"-q|-v+|--ascii|--(?:home|config|units|today|color)=.*"


class Commands(Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own form
        """Return the commands in the order in which a runner meets them."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's own form
        cmd_name: str,
    ) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"runwins.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's own form
        formatter: click.HelpFormatter,
    ) -> None:
        """Write a line for each command, without importing one of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; a file alone is told how to bring it in."""
        file = args and args[0] not in COMMANDS and os.path.exists(args[0])  # noqa: PTH110 - quicker
        if file and not ctx.resilient_parsing:
            ctx.fail(f"to bring {args[0]} into the log: runwins import {args[0]}")
        if args and args[0] in OTHER_WORDS and not ctx.resilient_parsing:
            ctx.fail(f"there is no command 'runwins {args[0]}'; {OTHER_WORDS[args[0]]}")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options for all commands from wherever they stand."""
        return super().parse_args(ctx, options_first(args))


def options_first(args: list[str]) -> list[str]:
    """Return the words with the options that are for every command at the front."""
    first: list[str] = []
    rest: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _WITH_VALUE:
            first += [word, *islice(words, 1)]
        elif re.fullmatch(_ALONE, word):
            first.append(word)
        else:
            rest.append(word)
    return first + rest


@click.command(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, prog_name="runwins")
@click.option("--home", type=click.Path(file_okay=False), help="Folder of the log and settings.")
@click.option("--config", metavar="FILE", help="Settings from this file.")
@click.option("--units", type=click.Choice(["km", "mi"]), help="Kilometres or miles.")
@click.option("--today", metavar="YYYY-MM-DD", help="The day everything is judged from.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours."
)
@click.option("--ascii", "plain_ascii", is_flag=True, help="Plain letters for the symbols.")
@click.option("-q", "quiet", is_flag=True, help="Say what is asked, nothing more.")
@click.option("-v", "verbose", count=True, help="-vv shows where in runwins an error arose.")
@click.pass_context
def runwins(
    ctx: click.Context,
    home: str | None,
    config: str | None,
    units: str | None,
    today: str | None,
    color: str,
    plain_ascii: bool,
    quiet: bool,
    verbose: int,
) -> None:
    """Show what your runs achieved, truthfully, step by step toward your race.

    \b
    runwins import activity.fit        what did this run achieve?
    runwins import export_1234.zip     a whole history, quietly
    runwins goal set --name "My 50K" --date 2027-05-22 --distance 50km --ascent 3000m
    runwins ladder                     the small steps to the race
    runwins report -o block.html       the block, to keep

    These options may also stand behind a command: runwins show --units mi
    """
    there = config is None or os.path.isfile(os.path.expanduser(config))  # noqa: PTH111, PTH113 - quicker
    if not there and ctx.invoked_subcommand not in _MAKE_SETTINGS:
        made_by = f"runwins init --config {config} makes one"
        raise GoalError(f"{config}: there is no such file; {made_by}")
    ctx.obj = Shell(
        home=home,
        config=config,
        units=units,
        today=today,
        colour=color,
        ascii_only=plain_ascii,
        quiet=quiet,
        verbose=verbose,
    )
    if ctx.invoked_subcommand is None:
        from runwins.cli.at_a_glance import at_a_glance

        at_a_glance(ctx.obj)

"""The command line: parse, call `TrainingLog`, print. One file a command.

A command's module is imported when it is called, and what a command needs when it runs, so that
``runwins --help`` loads neither pandas nor matplotlib.
"""

from __future__ import annotations

import difflib
import sys
from importlib import import_module

import click

from runwins import __version__
from runwins.cli.shell import Shell
from runwins.errors import RunwinsError

COMMANDS = {
    "import": "import_files",
    "imports": "imports",
    "undo": "undo",
    "runs": "runs",
    "show": "show",
    "wins": "wins",
    "explain": "explain",
    "bests": "bests",
    "weeks": "weeks",
    "climbs": "climbs",
    "routes": "routes",
    "note": "note",
    "goal": "goal",
    "ladder": "ladder",
    "predict": "predict",
    "course": "course",
    "report": "report",
    "share": "share",
    "db": "db",
    "demo": "demo",
}


class Commands(click.Group):
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
        command: click.Command = import_module(f"runwins.cli.{COMMANDS[cmd_name]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; a mistyped one is told its nearest."""
        if args and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=2, cutoff=0.5)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"there is no command {args[0]!r}{hint} (runwins --help lists them)")
        return super().resolve_command(ctx, args)


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, prog_name="runwins")
@click.option("--home", type=click.Path(file_okay=False), help="Folder of the log and settings.")
@click.option("--units", type=click.Choice(["km", "mi"]), help="Kilometres or miles.")
@click.option("--today", metavar="YYYY-MM-DD", help="The day everything is judged from.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours."
)
@click.option("--ascii", "plain_ascii", is_flag=True, help="Plain letters for the symbols.")
@click.option("-q", "quiet", is_flag=True, help="Say what is asked, nothing more.")
@click.option("-v", "verbose", count=True, help="Say more; -vv shows where an error came from.")
@click.pass_context
def runwins(
    ctx: click.Context,
    home: str | None,
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
    """
    ctx.obj = Shell(
        home=home,
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


def main() -> None:
    """Run a command line and leave with its exit code."""
    verbose = sys.argv.count("-v") + 2 * sys.argv.count("-vv")
    try:
        code = runwins(standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("runwins: stopped; what was done is kept", err=True)
        sys.exit(130)
    except RunwinsError as problem:
        if verbose > 1:
            raise
        click.echo(f"runwins: {problem}", err=True)
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)

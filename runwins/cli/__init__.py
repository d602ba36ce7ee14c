"""The command line: parse, call `TrainingLog`, print. One file a command.

Here a command line begins and ends: with an exit code, and a sentence where something went wrong.
"""

from __future__ import annotations

import atexit
import gc
import os
import re
import sys
import warnings
from contextlib import suppress

from runwins import __version__
from runwins.errors import RunwinsError, without_places


def script() -> None:
    """Run a command line as a process of its own.

    Such a process ends without taking everything apart that was loaded, a sixth of a short
    command's time. What was asked to be done at its end is done before.
    """
    code = 1  # what Python leaves with where an exception goes through

    def leave() -> None:
        with suppress(OSError, ValueError):  # nobody reads any more
            sys.stdout.flush()
        os._exit(code)

    atexit.register(leave)
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)


def main() -> None:
    """Run a command line and leave with its exit code."""
    gc.set_threshold(50_000, 20, 50)  # tables are many small things that stay: look seldom
    import click

    from runwins.cli.commands import runwins

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    warnings.formatwarning = lambda message, *_, **__: f"runwins: {message}\n"
    telling = sum(len(word) - 1 for word in sys.argv[1:] if re.fullmatch("-v+", word))
    try:
        code = runwins(prog_name="runwins", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("runwins: stopped; what was done is kept", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except RunwinsError as problem:
        if telling > 1:
            raise
        click.echo(f"runwins: {problem}", err=True)
        sys.exit(problem.exit_code)
    except OSError as problem:
        if telling > 1:
            raise
        click.echo(f"runwins: {_refused(problem)}", err=True)
        sys.exit(3)
    except Exception as problem:
        if telling > 1:
            raise
        click.echo(f"runwins: {_fault(problem)}", err=True)
        sys.exit(70)
    sys.exit(code if isinstance(code, int) else 0)


def _refused(problem: OSError) -> str:
    """Return what to say where the system refuses to read or write."""
    return f"{problem.filename or 'the system'}: {problem.strerror or problem}"


def _fault(problem: Exception) -> str:
    """Return what to say of a fault of runwins itself, and keep the details in a file."""
    import traceback

    from runwins.places import places

    words = without_places(str(problem))
    said = f"this is a fault of runwins: {type(problem).__name__}: {words}"
    home = next(iter(re.findall(r"--home[= ](\S+)", " ".join(sys.argv))), None)
    file = places(home).cache / "last-fault.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = without_places("".join(traceback.format_exception(problem)))
        file.write_text(f"runwins {__version__}\n{lines}", encoding="utf-8")
    except OSError:
        return f"{said}; the same command with -vv shows where"
    return f"{said}; {file} holds the details"

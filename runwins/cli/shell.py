"""What every command shares: where the log is, how to speak, and how to answer in JSON or CSV."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from runwins.cli.progress import progress, tell

if TYPE_CHECKING:
    import pandas as pd

    from runwins.places import Places
    from runwins.report.cells import TerminalStyle
    from runwins.report.run_view import RunView
    from runwins.training_log import TrainingLog


_PIPE = 400
"""Columns where no terminal says how many: wide enough to cut nothing but an endless name."""

_UNSEEN = r"[^\n\x20-\x7e]"


class Shell(NamedTuple):
    """The options that stand before a command, and what follows from them."""

    home: str | None
    config: str | None
    units: str | None
    today: str | None
    colour: str
    ascii_only: bool
    quiet: bool
    verbose: int

    def log(self) -> TrainingLog:
        """Open the log, until the command ends."""
        from runwins.training_log import TrainingLog
        from runwins.units import parse_date

        log = TrainingLog(
            self.home,
            config=self.config,
            units=self.units,
            today=parse_date(self.today) if self.today else None,
            progress=progress("recordings measured anew", quiet=self.quiet),
            tell=tell(quiet=self.quiet),
        )
        click.get_current_context().call_on_close(log.close)
        return log

    @property
    def places(self) -> Places:
        """Where the log and the settings lie."""
        from runwins.places import places

        return places(self.home, self.config)

    @property
    def for_people(self) -> bool:
        """The answer goes to a terminal, not into a pipe or a file."""
        return sys.stdout.isatty()

    @property
    def in_colour(self) -> bool:
        """Colour is wanted: flag, then NO_COLOR, then FORCE_COLOR, then the terminal decides."""
        if self.colour != "auto":
            return self.colour == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if any(os.environ.get(n) not in {None, "", "0"} for n in ("FORCE_COLOR", "CLICOLOR_FORCE")):
            return True
        return os.environ.get("TERM") != "dumb" and self.for_people

    def style(self, units: str) -> TerminalStyle:
        """Return how to draw in this terminal."""
        from runwins.report.cells import TerminalStyle

        return TerminalStyle(
            colour=self.in_colour,
            unicode=not self.ascii_only and _speaks_utf8(),
            width=_columns() if self.for_people else _PIPE,
            units="mi" if units == "mi" else "km",
        )

    def view_style(self, units: str) -> TerminalStyle:
        """Return how to draw what is read as a whole: no wider than it reads well."""
        from dataclasses import replace

        style = self.style(units)
        return replace(style, width=min(style.width, 100) if self.for_people else 80)

    def say(self, text: str) -> None:
        """Print the answer."""
        click.echo(text, color=True if self.in_colour else None)

    def say_changed_wins(self, log: TrainingLog, new_runs: Collection[str] = ()) -> None:
        """Say which earlier wins do not stand any more after a change, and which stand now."""
        changed = log.changed_wins(new_runs)
        if len(changed):
            from runwins.report.changed_wins import changed_wins

            self.say(changed_wins(changed.gone, changed.come, self.style(log.units)))

    def say_view(self, view: RunView, units: str) -> None:
        """Print the view right after a run: drawn for a terminal, a fact a line for a pipe."""
        from runwins.report.pipe_facts import post_run_plain
        from runwins.report.terminal import post_run

        style = self.view_style(units)
        if self.for_people or self.colour == "always":
            self.say(post_run(view, style=style))
        else:
            self.say("\n".join(post_run_plain(view, units=style.units)))

    def tell(self, text: str) -> None:
        """Print a word beside the answer, unless the runner wants quiet."""
        if not self.quiet:
            click.echo(text, err=True)


def answer_json(name: str, body: Mapping[str, Any], indent: int | None = 2) -> None:
    """Print one JSON document; its first field names its shape. Without an indent it is a line."""
    import json

    from runwins.frames import plain

    document = {"schema": f"runwins.{name}/1", **plain(body)}
    text = json.dumps(document, ensure_ascii=not _speaks_utf8(), indent=indent)
    click.echo(re.sub(_UNSEEN, _escaped, text))


def _escaped(found: re.Match[str]) -> str:
    """Return a character as JSON may also write it, where a terminal would not show it."""
    import json

    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]


def answer_csv(frame: pd.DataFrame) -> None:
    """Print a table as CSV; a cell that a spreadsheet would run as a formula is quoted."""
    from runwins.training_log.exporting import as_csv

    click.echo(as_csv(frame), nl=False)


def answer_rows(names: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows of plain cells as CSV, as `answer_csv` does a table."""
    import pandas as pd

    answer_csv(pd.DataFrame(rows, columns=pd.Index(list(names)), dtype=object))


def make_sure(question: str, *, yes: bool) -> None:
    """Ask before something is taken away; no is the default, and nobody is asked in a pipe.

    Raises
    ------
    click.UsageError
        When nobody is there to answer and ``--yes`` was not said.
    click.Abort
        When the answer is no.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(f"{question} Say --yes to do it unasked.")
    click.confirm(question, abort=True, err=True)


def _columns() -> int:
    import shutil

    return max(60, shutil.get_terminal_size().columns)


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
csv_option = click.option("--csv", "as_csv", is_flag=True, help="A table as CSV.")
open_option = click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")
pass_shell = click.make_pass_decorator(Shell)

"""A line on the terminal that says how far a long work is, and how long it will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click

_WORTH_SAYING_S = 0.5


class Progress:
    """Says how much is done, over and over in the same line; gone when all is.

    Parameters
    ----------
    what
        What is counted, like files.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self.began = time.monotonic()
        self.said = False

    def __call__(self, done: int, total: int) -> None:
        """Say it, once it has taken half a second."""
        spent = time.monotonic() - self.began
        if done >= total:
            if self.said:
                click.echo("\r\033[K", nl=False, err=True)
            return
        if spent > _WORTH_SAYING_S and total > 1:
            left = spent / done * (total - done)
            words = f"about {left / 60:.0f} min left" if left >= 60 else f"{left:.0f} s left"
            click.echo(f"\r\033[K{done}/{total} {self.what}, {words}", nl=False, err=True)
            self.said = True


def passing_word(text: str) -> None:
    """Say what is being done in a line of its own, which the next word takes away."""
    click.echo(f"\r\033[K{text} ..." if text else "\r\033[K", nl=False, err=True)


def tell(*, quiet: bool) -> Callable[[str], None] | None:
    """Return `passing_word` for a terminal; ``None`` where nobody would read it."""
    return passing_word if sys.stderr.isatty() and not quiet else None


def progress(what: str, *, quiet: bool) -> Progress | None:
    """Return a line for a terminal; ``None`` where nobody would read it."""
    return Progress(what) if sys.stderr.isatty() and not quiet else None

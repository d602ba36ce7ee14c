"""``runwins`` run within the test's own process: as a user would, without starting Python anew."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from runwins.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended, named as `subprocess.CompletedProcess` names it."""

    returncode: int
    stdout: str
    stderr: str


class Stream(io.TextIOWrapper):
    """A pipe, or what looks like a terminal."""

    def __init__(self, text: str = "", *, terminal: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(text.encode()), encoding=encoding, newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def told(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined]


def ask(
    home: Path,
    *words: str,
    answers: str | None = None,
    terminal: bool = False,
    encoding: str = "utf-8",
    **env: str,
) -> Done:
    """Run a command in a home of its own.

    `answers` are typed at a terminal; without them nobody is there to answer. `terminal` says
    whether the answer goes to one.
    """
    out = Stream(terminal=terminal, encoding=encoding)
    err = Stream(encoding=encoding)
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "TMPDIR", "TEMP"}}
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            patch.delenv(name)
        settings = {
            **kept, "HOME": str(home), "RUNWINS_HOME": str(home / "log"), "RUNWINS_UNITS": "km",
            **env,
        }  # fmt: skip
        for name, value in settings.items():
            patch.setenv(name, value)
        patch.chdir(home)
        patch.setattr(sys, "argv", ["runwins", *words])
        patch.setattr(sys, "stdin", Stream(answers or "", terminal=answers is not None))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr("warnings.formatwarning", None)
        try:
            main()
        except SystemExit as end:
            code = end.code
    return Done(int(code or 0), out.told(), err.told())

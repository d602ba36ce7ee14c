"""The errors a user may see: one sentence of what is wrong, one of what to do.

Each has the exit code that the command line answers with.
"""

from __future__ import annotations

import re

_PLACE = r"-?\d{1,3}\.\d{4,}"


def without_places(text: str) -> str:
    """Return words of a fault nobody foresaw without numbers that may say where somebody runs."""
    return re.sub(_PLACE, "…", text)


class RunwinsError(Exception):
    """Base of all errors that runwins raises on purpose."""

    exit_code = 1


class UnreadableFile(RunwinsError):
    """A file that should have been a recording could not be read.

    The message names what was found, where, and what was expected.
    """


class NotARun(RunwinsError):
    """A file was understood and holds no run: a ride, a course, a workout plan, a weight."""


class FrameError(RunwinsError):
    """A table lacks a column or holds a value of the wrong type."""


class StoreError(RunwinsError):
    """The log file is locked, damaged, or written by a newer runwins."""

    exit_code = 4


class DamagedLog(StoreError):
    """The log file is damaged, or is no log at all; nothing was written to it."""


class GoalError(RunwinsError):
    """A goal or a setting makes no sense as given."""

    exit_code = 5


class UnknownName(RunwinsError):
    """No run, win, goal, kind or distance of that name; the message lists the nearest."""

    exit_code = 2


class NothingUsable(RunwinsError):
    """Nothing that was given could be used."""

    exit_code = 3

"""What became of every file that was given: the answer of an import."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["imported", "merged", "unchanged", "skipped", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("imported", "merged", "unchanged", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file."""

    source: str
    outcome: Outcome
    reason: str | None = None


@dataclass(slots=True)
class ImportReport:
    """What became of everything that was given.

    Attributes
    ----------
    batch
        The import's name, for ``runwins undo``; ``None`` where nothing came into the log.
    lines
        One for each file.
    new_runs
        The stored numbers of the runs it added.
    new_days
        The local day of each of them, as far as its file tells.
    too_early
        How many files hold runs from before the first day asked for alone.
    seconds
        How long it took.
    dry_run
        Nothing was stored.
    """

    batch: str | None = None
    lines: list[Line] = field(default_factory=list)
    new_runs: set[int] = field(default_factory=set)
    new_days: list[dt.date] = field(default_factory=list)
    too_early: int = 0
    seconds: float = 0.0
    dry_run: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many files ended so."""
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def changes(self) -> bool:
        """Whether it changed the facts of the log."""
        return not self.dry_run and bool(self.count("imported") + self.count("merged"))

    @property
    def counts(self) -> dict[str, int]:
        """How many files ended in each of the five ways."""
        return {outcome: self.count(outcome) for outcome in OUTCOMES}

    @property
    def reasons(self) -> Counter[tuple[str, str]]:
        """How often each reason was given, by outcome."""
        return Counter((line.outcome, line.reason) for line in self.lines if line.reason)

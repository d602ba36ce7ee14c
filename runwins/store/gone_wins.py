"""Wins that were told once and were unmade, and by what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class GoneWin:
    """A win that was told once.

    Attributes
    ----------
    win_id, kind, label
        As of frame `WINS`.
    run_no
        The run that had won it.
    gone_at
        When it was unmade (UTC, ISO).
    because
        By what, in words.
    """

    win_id: str
    run_no: int
    kind: str
    label: str
    gone_at: str
    because: str


class GoneWins:
    """The part of an open log that keeps what was told and was unmade."""

    _db: sqlite3.Connection

    def keep_gone(
        self, wins: Iterable[tuple[str, int, str, str]], because: str, batch_id: str | None
    ) -> None:
        """Keep wins that were unmade: win_id, run_no, kind and label of each.

        Parameters
        ----------
        wins
            The wins; one that was kept for the same reason is known already.
        because
            What unmade them, in words.
        batch_id
            The import that did; without it they were never unmade.
        """
        now = datetime.now(tz=UTC).isoformat(timespec="seconds")
        self._db.executemany(
            "INSERT INTO gone_win VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (win_id) DO UPDATE SET"
            " (run_no, kind, label, gone_at, because, batch_id) = (excluded.run_no, excluded.kind,"
            " excluded.label, excluded.gone_at, excluded.because, excluded.batch_id)"
            " WHERE because != excluded.because",
            [(*win, now, because, batch_id) for win in wins],
        )

    def gone_wins(self) -> list[GoneWin]:
        """Return the wins that were ever unmade, in that order; some may stand again."""
        found = self._db.execute(
            "SELECT win_id, run_no, kind, label, gone_at, because FROM gone_win"
            " ORDER BY gone_at, rowid"
        )
        return [GoneWin(*row) for row in found]

"""Stretches of days in the log: when the runner was away, and blocks that have a name."""

from __future__ import annotations

import datetime as dt
import sqlite3


class Spans:
    """The part of an open log that keeps stretches of days."""

    _db: sqlite3.Connection

    def add_span(self, kind: str, first: dt.date, last: dt.date, name: str) -> None:
        """Keep a stretch of days; `kind` says what it is, both days are inside."""
        self._db.execute(
            "INSERT INTO span VALUES (NULL, ?, ?, ?, ?)",
            (kind, first.isoformat(), last.isoformat(), name),
        )

    def remove_span(self, span_id: int) -> None:
        """Take a stretch of days away."""
        self._db.execute("DELETE FROM span WHERE span_id = ?", (span_id,))

    def spans(self) -> list[tuple[int, str, dt.date, dt.date, str]]:
        """Return every stretch by its first day: number, kind, first and last day, name."""
        found = self._db.execute(
            "SELECT span_id, kind, first_day, last_day, name FROM span ORDER BY first_day, span_id"
        )
        day = dt.date.fromisoformat
        return [
            (number, kind, day(one), day(other), name) for number, kind, one, other, name in found
        ]

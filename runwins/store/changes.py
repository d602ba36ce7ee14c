"""Which runs' facts have changed since conclusions were last drawn from the log.

SQLite itself notes it, by triggers, in the very transaction that changes a fact: whoever writes to
the file, conclusions kept beside it are never taken for those of other facts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from runwins.errors import StoreError
from runwins.store.connection import not_waiting

OF_NO_RUN = -1
"""Stands for facts that are not of one run: goals, days away, wins taken back, names of ways."""

_TABLES = (
    "DROP TABLE IF EXISTS cache_change",
    "DROP TABLE IF EXISTS cache_state",
    "CREATE TABLE cache_change (run_no INTEGER PRIMARY KEY)",
    "CREATE TABLE cache_state (token TEXT, changes INTEGER NOT NULL)",
    "INSERT INTO cache_state VALUES (NULL, 0)",
)
_OF_ONE_RUN = ("recording", "run", "edit", "note")
_OF_NO_RUN = ("way_name", "goal", "dropped_win", "span")


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since conclusions were last drawn.

    Attributes
    ----------
    token
        Names these conclusions; ``None`` where none were drawn.
    runs
        The stored numbers of the runs whose facts changed, with `OF_NO_RUN` for others.
    count
        How many changes there ever were.
    """

    token: str | None
    runs: frozenset[int]
    count: int


class ChangeLog:
    """The part of an open log file that knows what has changed."""

    _db: sqlite3.Connection

    def _changes_are_noted(self) -> bool:
        query = "SELECT count(*) FROM sqlite_master WHERE name = 'cache_state'"
        return bool(self._db.execute(query).fetchone() == (1,))

    def _note_changes(self) -> None:
        for statement in (*_TABLES, *_triggers()):
            self._db.execute(statement)

    def changes(self) -> Changes:
        """Return what has changed since conclusions were last drawn."""
        token, count = self._db.execute("SELECT token, changes FROM cache_state").fetchone()
        runs = self._db.execute("SELECT run_no FROM cache_change")
        return Changes(token, frozenset(number for (number,) in runs), count)

    def conclude(self, token: str, count: int) -> bool:
        """Say that conclusions of this name hold for the facts after so many changes.

        Returns
        -------
        bool
            False where they do not: the facts have changed meanwhile, or somebody is writing.
        """
        try:
            with not_waiting(self._db):
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    told = self._db.execute(
                        "UPDATE cache_state SET token = ? WHERE changes = ?", (token, count)
                    ).rowcount
                    if told:
                        self._db.execute("DELETE FROM cache_change")
                finally:
                    self._db.execute("COMMIT")
        except StoreError:
            return False
        return bool(told)


def _triggers() -> Iterator[str]:
    for table in (*_OF_ONE_RUN, *_OF_NO_RUN):
        for event, rows in (("INSERT", "NEW"), ("DELETE", "OLD"), ("UPDATE", "OLD NEW")):
            yield _trigger(table, event, [
                f"{row}.run_no" if table in _OF_ONE_RUN else str(OF_NO_RUN) for row in rows.split()
            ])  # fmt: skip
    owner = "(SELECT run_no FROM recording WHERE recording_id = NEW.recording_id)"
    for event in ("INSERT", "UPDATE"):
        yield _trigger("measured", event, [owner])


def _trigger(table: str, event: str, runs: list[str]) -> str:
    noted = " ".join(f"INSERT OR IGNORE INTO cache_change VALUES ({run});" for run in runs)  # noqa: S608 - own names
    counted = "UPDATE cache_state SET changes = changes + 1;"
    name = f"cache_{table}_{event.lower()}"
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN {noted} {counted} END"
    )

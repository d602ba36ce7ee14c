"""SQLite with its faults in the words of the log: what is wrong with which file, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from runwins.errors import StoreError

_BUSY_S = 30.0
_WHAT_TO_DO = (
    ("readonly", "make the file and its folder writable, or name another --home"),
    ("unable to open", "make its folder writable, or name another --home"),
    ("full", "make room on the disk; what was stored before is kept"),
    ("locked", "another runwins is writing; try again when it is done"),
    ("not a database", "it is no log; name another --home, or put a backup in its place"),
    ("malformed", "it is damaged; `runwins db restore BACKUP` puts a copy in its place"),
)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn a fault of SQLite into a `StoreError` that says what to do."""
    try:
        yield
    except sqlite3.Error as problem:
        said = str(problem)
        todo = next((words for sign, words in _WHAT_TO_DO if sign in said), "see runwins doctor")
        raise StoreError(f"{path}: the log cannot be opened or written: {said}; {todo}") from None


class _Cursor(sqlite3.Cursor):
    """A cursor whose faults are in words, while rows are fetched too."""

    connection: _Connection

    def execute(self, *statement: Any) -> Self:
        with in_words(self.connection.path):
            return super().execute(*statement)

    def executemany(self, *statement: Any) -> Self:
        with in_words(self.connection.path):
            return super().executemany(*statement)

    def fetchone(self) -> Any:
        with in_words(self.connection.path):
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with in_words(self.connection.path):
            return super().fetchall()

    def __next__(self) -> Any:
        with in_words(self.connection.path):
            return super().__next__()


class _Connection(sqlite3.Connection):
    """A connection that knows its file."""

    path: Path

    def cursor(self, *_: Any, **__: Any) -> Any:
        return super().cursor(_Cursor)

    def execute(self, *statement: Any) -> Any:
        return self.cursor().execute(*statement)

    def executemany(self, *statement: Any) -> Any:
        return self.cursor().executemany(*statement)


def connect(path: Path) -> sqlite3.Connection:
    """Open a file; each statement stands alone unless a transaction is begun.

    Raises
    ------
    StoreError
        When it cannot be opened.
    """
    with in_words(path):
        db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, factory=_Connection)
    db.path = path
    return db

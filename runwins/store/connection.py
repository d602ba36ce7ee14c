"""SQLite with its faults in the words of the log: what is wrong with which file, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from runwins.errors import DamagedLog, StoreError

_BUSY_S = 30.0
_AT_ONCE = 50
_WHAT_TO_DO = (
    ("readonly", "make the file and its folder writable, or name another --home"),
    ("unable to open", "make its folder writable, or name another --home"),
    ("full", "make room on the disk; what was stored before is kept"),
    ("locked", "another runwins is writing; try again when it is done"),
    ("disk I/O", "the disk does not answer as it should; try again, then `runwins db check`"),
)
_DAMAGE = ("not a database", "malformed", "unsupported file format", "decode to UTF-8", "no such")
MENDING = (
    "it is left as it is; `runwins db restore BACKUP` puts a copy in its place, "
    "`runwins db salvage NEW` writes what can still be read into a new log"
)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn a fault of SQLite into a `StoreError` that says what to do.

    Raises
    ------
    DamagedLog
        When the file is damaged or no log; another `StoreError` for any other fault.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as problem:
        said = str(problem)
        if isinstance(problem, UnicodeDecodeError) or any(sign in said for sign in _DAMAGE):
            raise DamagedLog(
                f"{path}: the log cannot be opened, it is damaged or no log: {said}; {MENDING}"
            ) from None
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

    def fetchmany(self, *size: Any) -> list[Any]:
        with in_words(self.connection.path):
            return super().fetchmany(*size)

    def __iter__(self) -> Any:
        while rows := self.fetchmany(_AT_ONCE):
            yield from rows


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


@contextmanager
def not_waiting(db: sqlite3.Connection) -> Iterator[None]:
    """Do what is done at once or not at all: where another is writing, nobody waits for it."""
    db.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        db.execute(f"PRAGMA busy_timeout = {_BUSY_S * 1000:.0f}")


def make_private(path: Path) -> None:
    """Make an empty file that its owner alone can read, in a folder that is the same.

    A folder that is there already stays as it is.

    Raises
    ------
    StoreError
        When it cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as problem:
        raise StoreError(
            f"{path}: the log cannot be made here: {problem.strerror}; name another --home"
        ) from None

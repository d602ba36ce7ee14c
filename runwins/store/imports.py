"""Imports in the log: what each brought, what became of its files, and which files are known.

It needs SQLite and nothing else, so that an import of files that are all known starts at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runwins.store.connection import connect
from runwins.store.migrations import is_current

SEEN = """CREATE TABLE IF NOT EXISTS cache_seen (
    path TEXT PRIMARY KEY,          -- absolute
    look TEXT NOT NULL,             -- stands for names, sizes and times of its files
    readers TEXT NOT NULL,          -- stands for the importers that read them
    files TEXT NOT NULL             -- JSON: what became of each recording in it
)"""

_BROUGHT = "SELECT batch_id FROM recording UNION SELECT batch_id FROM table_word"


@dataclass(frozen=True, slots=True)
class SeenFile:
    """What became of a recording at the last import of the path it lies in.

    Attributes
    ----------
    source
        What it is called.
    path, size, changed_ns
        The file on disk that holds it, how large it was and when it had been changed; the size is
        -1 where that tells nothing.
    sha256
        Of its content; ``None`` where it could not be opened.
    outcome, reason
        What became of it.
    """

    source: str
    path: str
    size: int
    changed_ns: int
    sha256: str | None
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A path as it was at its last import.

    Attributes
    ----------
    look
        Stands for names, sizes and times of all its files and for the readers; empty where only
        a new reading tells.
    readers
        Stands for the readers alone.
    files
        Every recording in it, in their order.
    """

    look: str
    readers: str
    files: tuple[SeenFile, ...]


class Imports:
    """The part of an open log that keeps its imports."""

    _db: sqlite3.Connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of it or nothing; a transaction within one belongs to the outer."""
        if self._writing():
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._writing():  # a full disk has rolled back by itself
                self._db.execute("ROLLBACK")
            raise

    def _writing(self) -> bool:
        return self._db.in_transaction

    def add_batch(self, batch_id: str) -> None:
        """Begin an import."""
        self._db.execute(
            "INSERT INTO batch VALUES (?, ?)",
            (batch_id, datetime.now(tz=UTC).isoformat(timespec="seconds")),
        )

    def add_lines(self, batch_id: str, lines: Iterable[tuple[str, str, str | None]]) -> None:
        """Keep what became of each file of an import: source, outcome, reason."""
        self._db.executemany(
            "INSERT INTO import_line VALUES (?, ?, ?, ?)", ((batch_id, *line) for line in lines)
        )

    def batches(self) -> list[dict[str, Any]]:
        """Return every import, newest first, with the count of each outcome."""
        found: dict[str, dict[str, Any]] = {}
        for batch_id, made_at, outcome, count in self._db.execute(
            "SELECT batch_id, made_at, outcome, count(source) FROM batch"
            " LEFT JOIN import_line USING (batch_id) GROUP BY 1, 2, 3 ORDER BY batch.rowid DESC"
        ):
            batch = found.setdefault(batch_id, {"batch": batch_id, "made_at": made_at})
            if outcome is not None:
                batch[outcome] = count
        return list(found.values())

    def full_batches(self) -> list[str]:
        """Return the imports that the log holds anything of, newest first."""
        found = self._db.execute(
            f"SELECT batch_id FROM batch WHERE batch_id IN ({_BROUGHT}) ORDER BY rowid DESC"  # noqa: S608 - own words
        )
        return [batch_id for (batch_id,) in found]

    def forget_empty_batches(self) -> None:
        """Forget the imports that the log holds nothing of."""
        self._db.execute(f"DELETE FROM batch WHERE batch_id NOT IN ({_BROUGHT})")  # noqa: S608 - own words

    def lines(self, batch_id: str) -> list[dict[str, Any]]:
        """Return what became of each file of an import."""
        return [
            {"source": source, "outcome": outcome, "reason": reason}
            for source, outcome, reason in self._db.execute(
                "SELECT source, outcome, reason FROM import_line WHERE batch_id = ? ORDER BY rowid",
                (batch_id,),
            )
        ]

    # -- files that are known ----------------------------------------------------------------------

    def known(self) -> set[str]:
        """Return the content hashes of every recording in the log."""
        found = self._db.execute("SELECT DISTINCT sha256 FROM recording").fetchall()
        return {sha for (sha,) in found}

    def seen(self, path: str) -> Seen | None:
        """Return a path as it was at its last import; ``None`` where there was none."""
        query = "SELECT look, readers, files FROM cache_seen WHERE path = ?"
        row = self._db.execute(query, (path,)).fetchone()
        if row is None:
            return None
        return Seen(row[0], row[1], tuple(SeenFile(*values) for values in json.loads(row[2])))

    def seen_paths(self) -> list[str]:
        """Return every path that is remembered as it was at its last import."""
        return [path for (path,) in self._db.execute("SELECT path FROM cache_seen ORDER BY path")]

    def keep_seen(self, path: str, seen: Seen) -> None:
        """Keep a path as it was at this import."""
        files = json.dumps([astuple(one) for one in seen.files])
        self._db.execute(
            "INSERT OR REPLACE INTO cache_seen VALUES (?, ?, ?, ?)",
            (path, seen.look, seen.readers, files),
        )


class ImportsAlone(Imports):
    """The imports of a log that is opened for nothing else."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db


@contextmanager
def imports_of(path: Path) -> Iterator[Imports | None]:
    """Open the imports of a log; ``None`` where the file is no log, or not of today's shape."""
    if not path.is_file():
        yield None
        return
    with closing(connect(path)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        made = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'cache_seen'").fetchone()
        yield ImportsAlone(db) if made and is_current(db) else None

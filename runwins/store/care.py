"""The log file looked after: checked, copied, put back, made small."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from runwins.errors import StoreError
from runwins.store import stream_codec
from runwins.store.connection import connect, in_words
from runwins.store.migrations import check_known


class Care:
    """The part of an open log that looks after its file."""

    path: Path
    _db: sqlite3.Connection

    def check(self) -> list[str]:
        """Return what is wrong with the file; nothing is the good answer."""
        wrong = [line for (line,) in self._db.execute("PRAGMA integrity_check") if line != "ok"]
        wrong += [
            f"{table} has a row without an owner"
            for table, *_ in self._db.execute("PRAGMA foreign_key_check")
        ]
        for number, blob in self._db.execute("SELECT recording_id, samples FROM recording"):
            try:
                stream_codec.decode(blob)
            except StoreError as problem:
                wrong.append(f"recording {number}: {problem}")
        return wrong

    def vacuum(self) -> None:
        """Give the room of what was deleted back to the disk."""
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def backup(self, path: Path) -> None:
        """Write a copy of the log, also while it is in use."""
        target = connect(path)
        try:
            with in_words(path):
                self._db.backup(target)
        finally:
            target.close()

    def restore(self, path: Path, kept: Path) -> None:
        """Put the content of a sound copy in the place of this log's, and that into `kept`.

        Raises
        ------
        StoreError
            When the copy is no log, is damaged or was written by a newer runwins.
        """
        source = connect(path)
        try:
            wrong = [line for (line,) in source.execute("PRAGMA integrity_check") if line != "ok"]
            if wrong:
                raise StoreError(f"{path}: this copy is damaged: {wrong[0]}")
            check_known(source, path)
            self.backup(kept)
            with in_words(self.path):
                source.backup(self._db)
        finally:
            source.close()

"""The log file looked after: checked, copied, put back, made small."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from runwins.errors import DamagedLog, StoreError
from runwins.store import stream_codec
from runwins.store.connection import MENDING, connect, in_words, make_private
from runwins.store.migrations import check_known
from runwins.store.recording import activity_of, facts_written
from runwins.store.undone import UndoneImports

_WITHOUT_A_RECORDING = "run_no NOT IN (SELECT run_no FROM recording)"


class Care(UndoneImports):
    """The part of an open log that looks after its file."""

    path: Path

    def check(self) -> list[str]:
        """Return what is wrong with the file; nothing is the good answer.

        Asked are SQLite itself, whether every row has its owner, and whether every recording's
        facts are there and its stream decodes, those too that were undone and can come back.
        """
        wrong = [line for (line,) in self._db.execute("PRAGMA integrity_check") if line != "ok"]
        wrong += [
            f"{table} has a row without an owner"
            for table, *_ in self._db.execute("PRAGMA foreign_key_check")
        ]
        for table in ("run", "edit", "note", "way_name", "gone_win"):
            query = f"SELECT count(*) FROM {table} WHERE {_WITHOUT_A_RECORDING}"  # noqa: S608
            (count,) = self._db.execute(query).fetchone()
            if count:
                wrong.append(f"{table} has {count} rows of runs without a recording")
        rows = self._db.execute("SELECT recording_id, start_epoch, facts, samples FROM recording")
        for number, start, facts, blob in rows:
            try:
                activity = activity_of(facts_written(facts), stream_codec.decode(blob))
                if activity.start_time.timestamp() != start:
                    wrong.append(f"recording {number}: its start is not that of its facts")
            except StoreError as problem:
                wrong.append(f"recording {number}: {problem}")
            except (ValueError, TypeError, KeyError, AttributeError):
                wrong.append(f"recording {number}: its facts cannot be read")
        for gone in self.undone():
            try:
                for one in self.undone_recordings(gone.batch_id):
                    activity_of(one.facts, one.samples)
            except (StoreError, ValueError, TypeError, KeyError, AttributeError):
                wrong.append(f"import {gone.batch_id}, taken back, cannot come back as it was")
        return wrong

    def vacuum(self) -> None:
        """Give the room of what was deleted back to the disk, and that of what was undone."""
        self.forget_undone()
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def backup(self, path: Path) -> None:
        """Write a copy of the log, also while it is in use: whole or not at all."""
        write_copy(self._db, path)

    def restore(self, path: Path, kept: Path) -> None:
        """Put the content of a sound copy in the place of this log's, and that into `kept`.

        Raises
        ------
        StoreError
            When the copy is no log, is damaged or was written by a newer runwins.
        """
        with closing(_sound_copy(path)) as source:
            self.backup(kept)
            with in_words(self.path):
                source.backup(self._db)


def write_copy(db: sqlite3.Connection, path: Path) -> None:
    """Write all that an open file holds into another, which is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with closing(connect(part)) as target, in_words(path):
            db.backup(target)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def replace_damaged(log: Path, copy: Path) -> Path:
    """Put a sound copy in the place of a log that cannot be opened; return where that is kept.

    Raises
    ------
    StoreError
        When the copy is none, is damaged or was written by a newer runwins.
    """
    kept = log.with_name(f"damaged-{datetime.now():%Y%m%dT%H%M%S-%f}.db")  # noqa: DTZ005 - a name for people
    beside = [Path(f"{log}{tail}") for tail in ("-wal", "-shm")]
    ready = log.with_name(log.name + ".restored")
    with closing(_sound_copy(copy)) as source:
        write_copy(source, ready)
    for file in (log, *beside):
        if file.exists():
            shutil.copy2(file, kept.with_name(file.name.replace(log.name, kept.name, 1)))
    for file in beside:
        file.unlink(missing_ok=True)
    ready.replace(log)
    return kept


def check_before_opening(path: Path) -> None:
    """Refuse a file that SQLite would take for a new one while there is more to it.

    Raises
    ------
    DamagedLog
        When the file is empty and what was written last still waits beside it.
    """
    waiting = Path(f"{path}-wal")
    empty = not path.exists() or not path.stat().st_size
    if empty and waiting.exists() and waiting.stat().st_size:
        raise DamagedLog(
            f"{path}: the log is empty, and {waiting.name} beside it holds runs; {MENDING}"
        )


def check_is_log(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a database with tables that are not a log's.

    Raises
    ------
    DamagedLog
        When it has tables, and none that says which shape of a log it is.
    """
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    if tables and "migration" not in tables:
        raise DamagedLog(f"{path}: a database, and no log of runwins; {MENDING}")


def _sound_copy(path: Path) -> sqlite3.Connection:
    source = connect(path)
    try:
        wrong = [line for (line,) in source.execute("PRAGMA integrity_check") if line != "ok"]
        if wrong:
            raise StoreError(f"{path}: this copy is damaged: {wrong[0]}")
        check_known(source, path)
    except BaseException:
        source.close()
        raise
    return source

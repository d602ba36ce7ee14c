"""How the log file came to look as it does: steps run in order, recorded by name.

A step that has been released is never edited; a new shape is a new step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from runwins.errors import StoreError

Migration = Callable[[sqlite3.Connection], None]
_MIGRATIONS: list[Migration] = []
_migration = _MIGRATIONS.append


@_migration
def m001_initial(db: sqlite3.Connection) -> None:
    """Facts: imports, recordings, runs, and what the runner said."""
    for statement in (
        """CREATE TABLE batch (
            batch_id TEXT PRIMARY KEY,      -- UTC time and a few letters
            made_at TEXT NOT NULL           -- UTC, ISO
        )""",
        """CREATE TABLE import_line (
            batch_id TEXT NOT NULL REFERENCES batch ON DELETE CASCADE,
            source TEXT NOT NULL,           -- as the runner named it
            outcome TEXT NOT NULL,          -- imported, merged, unchanged, skipped, failed
            reason TEXT
        )""",
        "CREATE INDEX import_line_batch ON import_line (batch_id)",
        """CREATE TABLE run (
            run_no INTEGER PRIMARY KEY,
            dropped_at TEXT                 -- the runner took it out of the log
        )""",
        """CREATE TABLE recording (
            recording_id INTEGER PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            batch_id TEXT NOT NULL REFERENCES batch,
            sha256 TEXT NOT NULL,
            part INTEGER NOT NULL,          -- which activity of its file
            start_epoch REAL NOT NULL,      -- seconds, UTC
            facts TEXT NOT NULL,            -- JSON: what the file said, but for the samples
            samples BLOB NOT NULL,
            UNIQUE (sha256, part)
        )""",
        "CREATE INDEX recording_start ON recording (start_epoch)",
        "CREATE INDEX recording_run ON recording (run_no)",
        """CREATE TABLE edit (
            run_no INTEGER NOT NULL REFERENCES run,
            field TEXT NOT NULL,
            value TEXT,
            PRIMARY KEY (run_no, field)
        )""",
        """CREATE TABLE note (
            note_id INTEGER PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            made_at TEXT NOT NULL,
            text TEXT NOT NULL,
            feel INTEGER
        )""",
        """CREATE TABLE goal (
            name TEXT PRIMARY KEY,
            body TEXT NOT NULL              -- JSON
        )""",
        """CREATE TABLE dropped_win (
            win_id TEXT PRIMARY KEY,
            made_at TEXT NOT NULL
        )""",
    ):
        db.execute(statement)


@_migration
def m002_names_of_ways(db: sqlite3.Connection) -> None:
    """Keep what the runner calls routes and hills."""
    db.execute(
        """CREATE TABLE way_name (
            run_no INTEGER NOT NULL REFERENCES run,
            at_m REAL,                      -- where its climb up the hill began; NULL for a route
            name TEXT NOT NULL
        )"""
    )


@_migration
def m003_spans(db: sqlite3.Connection) -> None:
    """Keep stretches of days: ill, injured or on holiday, and blocks of training with a name."""
    db.execute(
        """CREATE TABLE span (
            span_id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,             -- ill, injured, holiday, block
            first_day TEXT NOT NULL,        -- local, ISO
            last_day TEXT NOT NULL,
            name TEXT NOT NULL              -- the runner's words; may be empty
        )"""
    )


@_migration
def m004_words_of_tables(db: sqlite3.Connection) -> None:
    """Keep what an archive's table said of a recording that was in the log already."""
    db.execute(
        """CREATE TABLE table_word (
            word_id INTEGER PRIMARY KEY,
            recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE,
            batch_id TEXT NOT NULL REFERENCES batch,
            before TEXT NOT NULL,           -- JSON: the facts that it changed, as they were
            context TEXT NOT NULL           -- JSON: what the table said
        )"""
    )
    db.execute("CREATE INDEX table_word_recording ON table_word (recording_id)")


@_migration
def m005_undone(db: sqlite3.Connection) -> None:
    """Keep what was taken back for a while, so that it can come back."""
    db.execute(
        """CREATE TABLE undone (
            batch_id TEXT PRIMARY KEY,
            undone_at TEXT NOT NULL,        -- UTC, ISO
            last_number INTEGER NOT NULL    -- of any row when it went: those above came later
        )"""
    )
    db.execute(
        """CREATE TABLE undone_row (
            row_id INTEGER PRIMARY KEY,
            batch_id TEXT NOT NULL REFERENCES undone ON DELETE CASCADE,
            of_table TEXT NOT NULL,
            run_no INTEGER,                 -- where it is of a run
            row TEXT NOT NULL,              -- JSON: its values by name, but for the samples
            samples BLOB
        )"""
    )
    db.execute("CREATE INDEX undone_row_batch ON undone_row (batch_id)")


@_migration
def m006_gone_wins(db: sqlite3.Connection) -> None:
    """Keep wins that were told once and were unmade."""
    db.execute(
        """CREATE TABLE gone_win (
            win_id TEXT PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            kind TEXT NOT NULL,
            label TEXT NOT NULL,
            gone_at TEXT NOT NULL,          -- UTC, ISO
            because TEXT NOT NULL,          -- what unmade it, in words
            batch_id TEXT REFERENCES batch ON DELETE CASCADE    -- where an import did
        )"""
    )


def is_current(db: sqlite3.Connection) -> bool:
    """Say whether a log file has today's shape, without writing to it."""
    return has_steps(db) and _done(db) == {step.__name__ for step in _MIGRATIONS}


def migrate(db: sqlite3.Connection) -> None:
    """Bring a log file to today's shape.

    Raises
    ------
    StoreError
        When a newer runwins has written it.
    """
    db.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)")
    done = _done(db)
    _refuse_newer(done)
    for step in _MIGRATIONS:
        if step.__name__ not in done:
            step(db)
            db.execute("INSERT INTO migration VALUES (?)", (step.__name__,))


def check_known(db: sqlite3.Connection, path: Path) -> None:
    """Check that a file is a log which this runwins knows.

    Raises
    ------
    StoreError
        When it is none, or a newer runwins has written it.
    """
    if not has_steps(db):
        raise StoreError(f"{path}: this is no copy of a log")
    _refuse_newer(_done(db))


def has_steps(db: sqlite3.Connection) -> bool:
    """Say whether a file is a log, of whatever shape."""
    found = db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'")
    return found.fetchone() is not None


def _done(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM migration")}


def _refuse_newer(done: set[str]) -> None:
    newer = sorted(done - {step.__name__ for step in _MIGRATIONS})
    if newer:
        raise StoreError(
            f"this log was written by a newer runwins (it has {', '.join(newer)}): "
            "upgrade runwins to open it"
        )

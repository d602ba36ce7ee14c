"""What can still be read of a damaged log, written into a new one.

First SQLite is asked; what it cannot give is looked for on the pages themselves, so that one bad
page costs what stands on it and no more. Only a recording that is whole is taken: its
facts are read, its stream decodes. The damaged file is worked on as a copy and never written to.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from runwins.errors import StoreError
from runwins.store.connection import connect, make_private
from runwins.store.migrations import migrate
from runwins.store.pages import Pages
from runwins.store.salvaged import UNREADABLE, NewLog, Salvaged
from runwins.store.shapes import table_of

TAILS = ("", "-wal", "-shm")


def salvage(damaged: Path, into: sqlite3.Connection) -> Salvaged:
    """Write what can be read of a damaged log into a new, empty one.

    Parameters
    ----------
    damaged
        The file; it is not written to.
    into
        An open log of today's shape.

    Raises
    ------
    StoreError
        When the file cannot be opened at all.
    """
    new = NewLog(into)
    with tempfile.TemporaryDirectory(prefix="salvage-") as folder:
        copy = Path(folder) / "damaged.db"
        try:
            for tail in TAILS[:2]:
                if Path(f"{damaged}{tail}").exists():
                    shutil.copyfile(f"{damaged}{tail}", f"{copy}{tail}")
        except OSError as problem:
            raise StoreError(f"{damaged}: {problem.strerror or problem}") from None
        pages = Pages(copy)
        known = _once_known(copy)
        into.execute("PRAGMA foreign_keys = OFF")
        into.execute("BEGIN IMMEDIATE")
        found = new.found
        found.damaged = not _by_sqlite(copy, new)
        if found.damaged:
            _by_pages(pages, new)
        new.put_in_order()
        new.say_what_is_missing(known)
        if found.orphans:
            found.lost.append(f"{found.orphans} edits, notes and names of runs that are lost")
        if pages.missing:
            found.lost.append(
                f"{pages.missing} pages that the file should have, and what was there"
            )
        into.execute("COMMIT")
        into.execute("PRAGMA foreign_keys = ON")
    return found


# -- by SQLite ---------------------------------------------------------------------------------


def _by_sqlite(copy: Path, new: NewLog) -> bool:
    """Take every row that SQLite can read; return whether that was all of them."""
    with closing(sqlite3.connect(copy)) as db:
        db.text_factory = _text
        whole = _is_sound(db)
        for table, wanted in new.columns.items():
            try:
                there = [column[1] for column in db.execute(f"PRAGMA table_info({table})")]
            except UNREADABLE:
                continue
            if not there:
                continue
            kept = [name for name in wanted if name in there]
            bad: list[str] = []
            for row in _readable(db, table, kept, bad):
                new.take(table, dict(zip(kept, row, strict=True)))
            whole = whole and not bad
    return whole


def _once_known(copy: Path) -> set[int]:
    """Return the numbers of the recordings that anything in the file still speaks of."""
    found: set[int] = set()
    with closing(sqlite3.connect(copy)) as db:
        for where in ("recording INDEXED BY recording_start", "measured"):
            with suppress(*UNREADABLE):
                found |= {number for (number,) in db.execute(f"SELECT recording_id FROM {where}")}  # noqa: S608
    return found


def _is_sound(db: sqlite3.Connection) -> bool:
    try:
        return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except UNREADABLE:
        return False


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _readable(
    db: sqlite3.Connection, table: str, columns: list[str], bad: list[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows up to the first that cannot be read, and note the table there."""
    try:
        yield from db.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - own names
    except UNREADABLE:
        bad.append(table)


# -- by pages ----------------------------------------------------------------------------------


def _by_pages(pages: Pages, new: NewLog) -> None:
    """Take the rows that stand on pages and are none of those taken already."""
    for number, values in pages.rows():
        table = table_of(values)
        if table is None:
            continue
        row = dict(zip(new.columns[table], values, strict=False))
        key = new.columns[table][0]
        if row[key] is None:
            row[key] = number
        new.take(table, row)


def salvage_into(damaged: Path, new: Path) -> Salvaged:
    """Salvage a log into a file that is there whole or not at all; see `salvage`."""
    part = new.with_name(new.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    with closing(connect(part)) as db:
        migrate(db)
        found = salvage(damaged, db)
    part.replace(new)
    return found

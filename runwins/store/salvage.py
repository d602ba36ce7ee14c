"""What can still be read of a damaged log, written into a new one.

First SQLite is asked; what it cannot give is looked for on the pages themselves, so that one bad
page costs what stands on it and no more. Only a recording that is whole is taken: its
facts are read, its stream decodes. The damaged file is worked on as a copy and never written to.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runwins.errors import StoreError
from runwins.store import stream_codec
from runwins.store.connection import connect, make_private
from runwins.store.migrations import migrate
from runwins.store.pages import Pages
from runwins.store.recording import activity_of, facts_written
from runwins.store.shapes import table_of

Row = tuple[Any, ...]
_UNREADABLE = (sqlite3.Error, OverflowError, UnicodeDecodeError)

TAILS = ("", "-wal", "-shm")
_CACHE = ("measured", "cache_", "migration", "sqlite_")
_NOT_SAID = ("batch", "import_line", "run", "recording")


@dataclass(slots=True)
class Salvaged:
    """What became of a damaged log.

    Attributes
    ----------
    recordings, said
        How many recordings, and how many words of the runner (edits, notes, names, goals, spans,
        wins taken back) are in the new log.
    orphans
        How many words were about runs that are lost.
    lost
        What is known to be lost, in words; of damage nothing may be left to know it by.
    damaged
        Not all could be read.
    """

    recordings: int = 0
    said: int = 0
    orphans: int = 0
    lost: list[str] = field(default_factory=list)
    damaged: bool = False


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
    names = _columns(into)
    with tempfile.TemporaryDirectory(prefix="salvage-") as folder:
        copy = Path(folder) / "damaged.db"
        try:
            for tail in TAILS[:2]:
                if Path(f"{damaged}{tail}").exists():
                    shutil.copyfile(f"{damaged}{tail}", f"{copy}{tail}")
        except OSError as problem:
            raise StoreError(f"{damaged}: {problem.strerror or problem}") from None
        pages = Pages(copy)
        found = Salvaged()
        known = _once_known(copy)
        into.execute("PRAGMA foreign_keys = OFF")
        into.execute("BEGIN IMMEDIATE")
        whole = _by_sqlite(copy, names, into, found)
        found.damaged = not whole
        if not whole:
            _by_pages(pages, names, into, found)
        _put_in_order(into, found)
        _say_what_is_missing(into, known, found)
        if found.orphans:
            found.lost.append(f"{found.orphans} edits, notes and names of runs that are lost")
        if pages.missing:
            found.lost.append(
                f"{pages.missing} pages that the file should have, and what was there"
            )
        into.execute("COMMIT")
        into.execute("PRAGMA foreign_keys = ON")
    return found


def _columns(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of every table that holds facts."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return {
        name: [column[1] for column in db.execute(f"PRAGMA table_info({name})")]
        for (name,) in tables.fetchall()
        if not name.startswith(_CACHE)
    }


# -- by SQLite ---------------------------------------------------------------------------------


def _by_sqlite(
    copy: Path, names: Mapping[str, list[str]], into: sqlite3.Connection, found: Salvaged
) -> bool:
    """Take every row that SQLite can read; return whether that was all of them."""
    with closing(sqlite3.connect(copy)) as db:
        db.text_factory = _text
        whole = _is_sound(db)
        for table, wanted in names.items():
            try:
                there = [column[1] for column in db.execute(f"PRAGMA table_info({table})")]
            except _UNREADABLE:
                continue
            if not there:
                continue
            kept = [name for name in wanted if name in there]
            bad: list[str] = []
            for row in _readable(db, table, kept, bad):
                _take(into, table, wanted, dict(zip(kept, row, strict=True)), found)
            whole = whole and not bad
    return whole


def _once_known(copy: Path) -> set[int]:
    """Return the numbers of the recordings that anything in the file still speaks of."""
    found: set[int] = set()
    with closing(sqlite3.connect(copy)) as db:
        for where in ("recording INDEXED BY recording_start", "measured"):
            with suppress(*_UNREADABLE):
                found |= {number for (number,) in db.execute(f"SELECT recording_id FROM {where}")}  # noqa: S608
    return found


def _is_sound(db: sqlite3.Connection) -> bool:
    try:
        return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except _UNREADABLE:
        return False


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _readable(
    db: sqlite3.Connection, table: str, columns: list[str], bad: list[str]
) -> Iterator[Row]:
    """Yield the rows up to the first that cannot be read, and note the table there."""
    try:
        yield from db.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - own names
    except _UNREADABLE:
        bad.append(table)


# -- by pages ----------------------------------------------------------------------------------


def _by_pages(
    pages: Pages, names: Mapping[str, list[str]], into: sqlite3.Connection, found: Salvaged
) -> None:
    """Take the rows that stand on pages and are none of those taken already."""
    for number, values in pages.rows():
        table = table_of(values)
        if table is None:
            continue
        row = dict(zip(names[table], values, strict=False))
        key = names[table][0]
        if row[key] is None:
            row[key] = number
        _take(into, table, names[table], row, found)


# -- into the new log --------------------------------------------------------------------------


def _take(
    into: sqlite3.Connection,
    table: str,
    columns: list[str],
    row: Mapping[str, Any],
    found: Salvaged,
) -> None:
    """Write a row where it is whole and not there yet."""
    if table == "recording":
        words = _wrong(row)
        if words is not None:
            found.lost.append(words)
            return
    if table == "goal" and not _is_json(row.get("body")):
        found.lost.append(f"the goal {row.get('name')!r}")
        return
    if table in ("note", "way_name", "import_line", "span") and _is_there(
        into, table, columns, row
    ):
        return
    marks = ", ".join("?" * len(columns))
    with suppress(*_UNREADABLE):
        into.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
            [row.get(name) for name in columns],
        )


def _is_there(
    into: sqlite3.Connection, table: str, columns: list[str], row: Mapping[str, Any]
) -> bool:
    same = " AND ".join(f"{name} IS ?" for name in columns)
    query = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608 - own names
    return into.execute(query, [row.get(name) for name in columns]).fetchone() is not None


def _wrong(row: Mapping[str, Any]) -> str | None:
    """Return what of a recording is lost; ``None`` where it is whole."""
    called = f"recording {row.get('recording_id')}"
    try:
        facts = facts_written(row["facts"])
        called = f"{facts.get('start_time')}, {facts.get('source')}"
        activity_of(facts, stream_codec.decode(row["samples"]))
    except (StoreError, ValueError, TypeError, KeyError, AttributeError):
        return f"{called}: its stream or its facts are damaged"
    return None


def _is_json(text: object) -> bool:
    try:
        return isinstance(json.loads(str(text)), dict)
    except ValueError:
        return False


def _put_in_order(into: sqlite3.Connection, found: Salvaged) -> None:
    """Give recordings their lost runs and imports back; let go of words about lost runs."""
    into.execute(
        "INSERT OR IGNORE INTO run (run_no) SELECT DISTINCT run_no FROM recording"
        " WHERE run_no IS NOT NULL"
    )
    lost = "FROM recording WHERE batch_id NOT IN (SELECT batch_id FROM batch)"
    into.execute(
        "INSERT OR IGNORE INTO batch SELECT DISTINCT batch_id, '1970-01-01T00:00:00+00:00' " + lost
    )
    gone = 0
    for table in ("edit", "note", "way_name"):
        owned = "run_no IN (SELECT run_no FROM recording)"
        gone += into.execute(f"DELETE FROM {table} WHERE NOT {owned}").rowcount  # noqa: S608
    into.execute("DELETE FROM run WHERE run_no NOT IN (SELECT run_no FROM recording)")
    into.execute("DELETE FROM import_line WHERE batch_id NOT IN (SELECT batch_id FROM batch)")
    found.orphans = gone
    found.lost = list(dict.fromkeys(found.lost))
    (found.recordings,) = into.execute("SELECT count(*) FROM recording").fetchone()
    for table in _columns(into):
        if table in _NOT_SAID:
            continue
        (count,) = into.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        found.said += count


def _say_what_is_missing(into: sqlite3.Connection, known: set[int], found: Salvaged) -> None:
    """Name the files whose recordings are lost; count those of which no name is left."""
    there: set[int] = set()
    sources: set[str] = set()
    for number, facts in into.execute("SELECT recording_id, facts FROM recording"):
        source = str(facts_written(facts).get("source"))
        there.add(number)
        sources |= {source, source.rpartition("#")[0]}
    named = [
        source
        for (source,) in into.execute(
            "SELECT DISTINCT source FROM import_line WHERE outcome IN ('imported', 'merged')"
        )
        if source not in sources and not any(source in words for words in found.lost)
    ]
    found.lost += [f"{source}: its recording" for source in named]
    gone = len(known - there) - len(found.lost)
    if gone > 0:
        found.lost.append(f"{gone} recordings of which nothing is left but that they were there")


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

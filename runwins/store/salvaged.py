"""The new log that a salvage writes: rows taken one by one, put in order, and what is missing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from runwins.errors import StoreError
from runwins.store import stream_codec
from runwins.store.recording import activity_of, facts_written
from runwins.store.table_words import SAID_MORE

UNREADABLE = (sqlite3.Error, OverflowError, UnicodeDecodeError)
_NO_FACTS = ("measured", "cache_", "undone", "migration", "sqlite_")
_NOT_SAID = ("batch", "import_line", "run", "recording", "table_word", "gone_win")
_WITHOUT_KEYS = ("note", "way_name", "import_line", "span", "table_word")


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


class NewLog:
    """A new, empty log while it is filled with what could be read of another.

    Attributes
    ----------
    columns
        Of every table that holds facts.
    found
        What became of them so far.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.found = Salvaged()
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        self.columns: dict[str, list[str]] = {
            name: [column[1] for column in db.execute(f"PRAGMA table_info({name})")]
            for (name,) in tables.fetchall()
            if not name.startswith(_NO_FACTS)
        }

    def take(self, table: str, row: Mapping[str, Any]) -> None:
        """Write a row where it is whole and not there yet."""
        if table == "recording":
            words = _wrong(row)
            if words is not None:
                self.found.lost.append(words)
                return
        if table == "goal" and not _is_json(row.get("body")):
            self.found.lost.append(f"the goal {row.get('name')!r}")
            return
        if table in _WITHOUT_KEYS and self._holds(table, row):
            return
        columns = self.columns[table]
        marks = ", ".join("?" * len(columns))
        with suppress(*UNREADABLE):
            self._db.execute(
                f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                [row.get(name) for name in columns],
            )

    def _holds(self, table: str, row: Mapping[str, Any]) -> bool:
        same = " AND ".join(f"{name} IS ?" for name in self.columns[table])
        query = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608 - own names
        values = [row.get(name) for name in self.columns[table]]
        return self._db.execute(query, values).fetchone() is not None

    def put_in_order(self) -> None:
        """Give recordings their lost runs and imports back; let go of words about lost runs."""
        self._db.execute(
            "INSERT OR IGNORE INTO run (run_no) SELECT DISTINCT run_no FROM recording"
            " WHERE run_no IS NOT NULL"
        )
        lost = "FROM recording WHERE batch_id NOT IN (SELECT batch_id FROM batch)"
        self._db.execute(
            "INSERT OR IGNORE INTO batch SELECT DISTINCT batch_id, '1970-01-01T00:00:00+00:00' "
            + lost
        )
        for table in ("edit", "note", "way_name"):
            owned = "run_no IN (SELECT run_no FROM recording)"
            gone = self._db.execute(f"DELETE FROM {table} WHERE NOT {owned}")  # noqa: S608
            self.found.orphans += gone.rowcount
        for table, owner, key in (
            ("gone_win", "recording", "run_no"),
            ("gone_win", "batch", "batch_id"),
            ("run", "recording", "run_no"),
            ("import_line", "batch", "batch_id"),
            ("table_word", "batch", "batch_id"),
            ("table_word", "recording", "recording_id"),
        ):
            self._db.execute(f"DELETE FROM {table} WHERE {key} NOT IN (SELECT {key} FROM {owner})")  # noqa: S608
        self.found.lost = list(dict.fromkeys(self.found.lost))
        self.found.recordings = self._count("recording")
        self.found.said = sum(self._count(table) for table in self.columns.keys() - {*_NOT_SAID})

    def _count(self, table: str) -> int:
        (count,) = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(count)

    def say_what_is_missing(self, known: Collection[int]) -> None:
        """Name the files whose recordings are lost; count those of which no name is left.

        Parameters
        ----------
        known
            The numbers of the recordings that anything in the damaged log still speaks of.
        """
        there: set[int] = set()
        sources: set[str] = set()
        for number, facts in self._db.execute("SELECT recording_id, facts FROM recording"):
            source = str(facts_written(facts).get("source"))
            there.add(number)
            sources |= {source, source.rpartition("#")[0]}
        brought = self._db.execute(
            "SELECT DISTINCT source FROM import_line"
            " WHERE outcome IN ('imported', 'merged') AND reason IS NOT ?",
            (SAID_MORE,),
        )
        self.found.lost += [
            f"{source}: its recording"
            for (source,) in brought.fetchall()
            if source not in sources and not any(source in words for words in self.found.lost)
        ]
        gone = len({*known} - there) - len(self.found.lost)
        if gone > 0:
            self.found.lost.append(
                f"{gone} recordings of which nothing is left but that they were there"
            )


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

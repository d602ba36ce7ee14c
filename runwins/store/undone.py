"""Imports that were taken back, kept in the log for a while so that they can come back.

What an undo takes out of the tables is kept row by row beside them, in the very transaction that
takes it out. Numbers of runs, recordings, notes and words are not given to others meanwhile, so
that all of it finds its old place again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from runwins.errors import StoreError
from runwins.store import stream_codec
from runwins.store.connection import not_waiting
from runwins.store.recording import facts_written

KEPT_DAYS = 30
"""So long an import that was taken back can come back."""

_OWN = "SELECT recording_id FROM recording WHERE batch_id = :batch"
_RUNS_GOING = """SELECT run_no FROM recording WHERE batch_id = :batch
    EXCEPT SELECT run_no FROM recording WHERE batch_id != :batch"""
_WORDS = f"batch_id = :batch OR recording_id IN ({_OWN})"
_GOING = {
    "batch": f"batch_id = :batch OR batch_id IN (SELECT batch_id FROM table_word WHERE {_WORDS})",  # noqa: S608 - own words
    "run": f"run_no IN ({_RUNS_GOING})",
    "recording": "batch_id = :batch",
    "table_word": _WORDS,
    "import_line": "batch_id = :batch",
    "edit": f"run_no IN ({_RUNS_GOING})",
    "note": f"run_no IN ({_RUNS_GOING})",
    "way_name": f"run_no IN ({_RUNS_GOING})",
    "gone_win": f"batch_id = :batch OR run_no IN ({_RUNS_GOING})",
}
"""The rows of each table that go with an import, owners before what they own."""
_NUMBERED = {
    "run": "run_no", "recording": "recording_id", "table_word": "word_id", "note": "note_id",
}  # fmt: skip
_ROW = "rowid"
_SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class Undone:
    """An import that was taken back.

    Attributes
    ----------
    batch_id, undone_at
        Which, and when (UTC, ISO).
    recordings
        How many went with it.
    last_number
        What has a higher number than this came after it went.
    """

    batch_id: str
    undone_at: str
    recordings: int
    last_number: int

    @property
    def until(self) -> datetime:
        """When it is forgotten."""
        return datetime.fromisoformat(self.undone_at) + timedelta(days=KEPT_DAYS)


@dataclass(frozen=True, slots=True)
class UndoneRecording:
    """A recording of an import that was taken back.

    Attributes
    ----------
    recording_id, sha256, facts
        As of `Recording`.
    samples
        A frame `STREAM`.
    """

    recording_id: int
    sha256: str
    facts: dict[str, Any]
    samples: pd.DataFrame


class UndoneImports:
    """The part of an open log that keeps what was taken back."""

    _db: sqlite3.Connection

    def new_number(self, table: str) -> int:
        """Return the number of a new row: one that nothing has, nor had before it was undone."""
        key = _NUMBERED[table]
        (number,) = self._db.execute(
            f"SELECT 1 + max(coalesce((SELECT max({key}) FROM {table}), 0),"  # noqa: S608 - own names
            " coalesce((SELECT max(last_number) FROM undone), 0))"
        ).fetchone()
        return int(number)

    def keep_undone(self, batch_id: str) -> None:
        """Keep all that goes when an import is taken back; whoever calls takes it back."""
        last = max(self.new_number(table) for table in _NUMBERED) - 1
        now = datetime.now(tz=UTC).isoformat(timespec="seconds")
        self._db.execute("INSERT OR IGNORE INTO undone VALUES (?, ?, ?)", (batch_id, now, last))
        for table, going in _GOING.items():
            names = self._names(table)
            found = self._db.execute(
                f"SELECT {', '.join(names)} FROM {table} WHERE {going} ORDER BY rowid",  # noqa: S608 - own names
                {"batch": batch_id},
            )
            for values in found:
                row = dict(zip(names, values, strict=True))
                samples = row.pop(_SAMPLES, None)
                self._db.execute(
                    "INSERT INTO undone_row VALUES (NULL, ?, ?, ?, ?, ?)",
                    (batch_id, table, self._run_of(table, row), json.dumps(row), samples),
                )

    def undone(self) -> list[Undone]:
        """Return the imports that were taken back and can come back, the last one first."""
        found = self._db.execute(
            "SELECT batch_id, undone_at, last_number, (SELECT count(*) FROM undone_row"
            " WHERE undone_row.batch_id = undone.batch_id AND of_table = 'recording')"
            " FROM undone ORDER BY rowid DESC"
        )
        return [Undone(batch, at, count, last) for batch, at, last, count in found]

    def undone_later(self, batch_id: str) -> str | None:
        """Return the last import that was taken back after another and is of runs of it too."""
        found = self._db.execute(
            "SELECT undone.batch_id FROM undone JOIN undone_row USING (batch_id)"
            " WHERE undone.rowid > (SELECT rowid FROM undone WHERE batch_id = :batch) AND run_no IN"
            " (SELECT run_no FROM undone_row WHERE batch_id = :batch)"
            " ORDER BY undone.rowid DESC LIMIT 1",
            {"batch": batch_id},
        ).fetchone()
        return None if found is None else str(found[0])

    def undone_recordings(self, batch_id: str) -> Iterator[UndoneRecording]:
        """Yield the recordings of an import that was taken back.

        Raises
        ------
        DamagedLog
            When one is not as it was.
        """
        found = self._db.execute(
            "SELECT row, samples FROM undone_row"
            " WHERE batch_id = ? AND of_table = 'recording' ORDER BY row_id",
            (batch_id,),
        )
        for text, samples in found:
            row = json.loads(text)
            facts = facts_written(row["facts"])
            streams = stream_codec.decode(samples)
            yield UndoneRecording(row["recording_id"], row["sha256"], facts, streams)

    def bring_back(self, batch_id: str) -> None:
        """Put back all that went when an import was taken back, where it was."""
        found = self._db.execute(
            "SELECT of_table, run_no, row, samples FROM undone_row WHERE batch_id = ?"
            " ORDER BY row_id",
            (batch_id,),
        )
        for table, run_no, text, samples in found:
            row = json.loads(text)
            if "run_no" in row:
                row["run_no"] = run_no  # it may have been linked to another meanwhile
            if table == "recording":
                row[_SAMPLES] = samples
                self._db.execute("INSERT OR IGNORE INTO run VALUES (?, NULL)", (run_no,))
            if not self._put(table, row):  # another row has its number, or it is there
                row.pop(_ROW)
                self._put(table, row)
        self._db.execute("DELETE FROM undone WHERE batch_id = ?", (batch_id,))

    def forget_undone(self) -> None:
        """Forget at once all that was taken back."""
        self._db.execute("DELETE FROM undone")

    def forget_old_undone(self) -> None:
        """Forget what was taken back long ago; where the log is busy, the next one does."""
        oldest = datetime.now(tz=UTC) - timedelta(days=KEPT_DAYS)
        old = "FROM undone WHERE undone_at < ?", (oldest.isoformat(timespec="seconds"),)
        if self._db.execute(f"SELECT 1 {old[0]}", old[1]).fetchone():
            with suppress(StoreError), not_waiting(self._db):
                self._db.execute(f"DELETE {old[0]}", old[1])

    def _names(self, table: str) -> list[str]:
        """Return the columns of a table, and the number of a row where that is none of them."""
        columns = [column[1] for column in self._db.execute(f"PRAGMA table_info({table})")]
        return columns if table in _NUMBERED else [_ROW, *columns]

    def _run_of(self, table: str, row: dict[str, Any]) -> int | None:
        if table != "table_word":
            return row.get("run_no")
        query = "SELECT run_no FROM recording WHERE recording_id = ?"
        (run_no,) = self._db.execute(query, (row["recording_id"],)).fetchone()
        return int(run_no)

    def _put(self, table: str, row: dict[str, Any]) -> bool:
        """Write a row; where something has its place say so, and write nothing."""
        verb = "INSERT" if table in _NUMBERED else "INSERT OR IGNORE"
        marks = ", ".join("?" * len(row))
        done = self._db.execute(
            f"{verb} INTO {table} ({', '.join(row)}) VALUES ({marks})",
            list(row.values()),
        )
        return bool(done.rowcount)

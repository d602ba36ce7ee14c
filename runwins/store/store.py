"""`Store`: an open log file, its recordings, and which of them are one run."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from runwins.errors import DamagedLog, StoreError
from runwins.store import stream_codec
from runwins.store.care import Care, check_before_opening, check_is_log
from runwins.store.connection import MENDING, connect, make_private
from runwins.store.gone_wins import GoneWins
from runwins.store.imports import Imports
from runwins.store.measured import MeasuredCache
from runwins.store.migrations import check_known, has_steps, is_current, migrate
from runwins.store.recording import Recording, facts_written, written
from runwins.store.runners_words import RunnersWords
from runwins.store.spans import Spans
from runwins.store.table_words import TableWords
from runwins.store.ways import Ways

_FOREVER_S = 1e12


class Store(MeasuredCache, Care, RunnersWords, Spans, TableWords, GoneWins, Imports):
    """An open log file.

    Parameters
    ----------
    path
        The file; it is made, readable by its owner alone, when it does not exist.
    metrics_version
        Cached numbers of another version are forgotten.

    Raises
    ------
    StoreError
        When the file is no log, is damaged, locked or newer than this runwins.
    """

    def __init__(self, path: Path, metrics_version: int) -> None:
        self.path = path
        check_before_opening(path)
        if not path.exists():
            make_private(path)
        self._db = connect(path)
        try:
            check_is_log(self._db, path)
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self.ways = Ways(self._db)
            if has_steps(self._db) and not is_current(self._db):
                check_known(self._db, path)
                self.backup(path.with_name(f"before-upgrade-{_for_a_name()}.db"))
            if not (is_current(self._db) and self._cache_is_of(metrics_version)):
                with self.transaction():
                    migrate(self._db)
                    self._prepare_cache(metrics_version)
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # -- imports ---------------------------------------------------------------------------------

    def remove_batch(self, batch_id: str) -> int:
        """Take back an import with all it brought; return how many recordings went.

        `keep_undone` keeps it, before anything else of it is taken back.
        """
        with self.transaction():
            self.forget_table_words(batch_id)
            gone = self._db.execute(
                "DELETE FROM recording WHERE batch_id = ?", (batch_id,)
            ).rowcount
            self._db.execute("DELETE FROM batch WHERE batch_id = ?", (batch_id,))
            self._forget_empty_runs()
        return gone

    def _forget_empty_runs(self) -> None:
        empty = "run_no NOT IN (SELECT run_no FROM recording)"
        for table in ("edit", "note", "way_name", "gone_win", "run"):
            self._db.execute(f"DELETE FROM {table} WHERE {empty}")  # noqa: S608 - own names

    def holds(self, sha256: str) -> bool:
        """Say whether a file of this content is in the log."""
        query = "SELECT 1 FROM recording WHERE sha256 = ? LIMIT 1"
        return self._db.execute(query, (sha256,)).fetchone() is not None

    # -- recordings ------------------------------------------------------------------------------

    def add_recording(
        self,
        facts: Mapping[str, Any],
        samples: bytes,
        *,
        batch_id: str,
        sha256: str,
        part: int,
        run_no: int | None,
    ) -> Recording:
        """Add a recording, to a run or as a new one."""
        if run_no is None:
            run_no = self._new_run()
        number = self.new_number("recording")
        epoch = datetime.fromisoformat(facts["start_time"]).timestamp()
        self._db.execute(
            "INSERT INTO recording VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, run_no, batch_id, sha256, part, epoch, written(facts), samples),
        )
        return Recording(number, run_no, batch_id, sha256, False, facts, {})

    def _new_run(self) -> int:
        number = self.new_number("run")
        self._db.execute("INSERT INTO run VALUES (?, NULL)", (number,))
        return number

    def recordings(self, near_epoch: float | None = None, within_s: float = 0.0) -> list[Recording]:
        """Return recordings by start time: all, or those that start near a moment."""
        first, last = -_FOREVER_S, _FOREVER_S
        if near_epoch is not None:
            first, last = near_epoch - within_s, near_epoch + within_s
        return self._recordings("start_epoch BETWEEN ? AND ?", (first, last))

    def recordings_since(self, epoch: float) -> list[Recording]:
        """Return the recordings that start at a moment or later, by start time."""
        return self._recordings("start_epoch >= ?", (epoch,))

    def recordings_of_runs(self, numbers: Collection[int]) -> list[Recording]:
        """Return the recordings of some runs, by start time."""
        marks = ", ".join("?" * len(numbers))
        return self._recordings(f"run_no IN ({marks})", tuple(numbers))

    def recordings_of(self, sha256: str) -> list[Recording]:
        """Return the recordings that a file of this content brought."""
        return self._recordings("sha256 = ?", (sha256,))

    def _recordings(self, which: str, values: tuple[Any, ...]) -> list[Recording]:
        found = self._db.execute(
            "SELECT recording_id, run_no, batch_id, sha256, dropped_at IS NOT NULL, facts, row"  # noqa: S608 - own words
            " FROM recording JOIN run USING (run_no) LEFT JOIN measured USING (recording_id)"
            f" WHERE {which} ORDER BY start_epoch, sha256, part",
            values,
        )
        return [self._recording(*values) for values in found]

    def _recording(
        self, number: int, run: int, batch: str, sha: str, dropped: int, facts: str, row: str | None
    ) -> Recording:
        try:
            told, measured = facts_written(facts), json.loads(row or "{}")
        except (DamagedLog, ValueError) as problem:
            raise DamagedLog(f"{self.path}: recording {number}: {problem}; {MENDING}") from None
        return Recording(number, run, batch, sha, bool(dropped), told, measured)

    def set_facts(self, recording_id: int, facts: Mapping[str, Any]) -> None:
        """Keep what more is known of a recording than its file said."""
        self._db.execute(
            "UPDATE recording SET facts = ? WHERE recording_id = ?",
            (written(facts), recording_id),
        )

    def samples(self, recording_id: int) -> pd.DataFrame:
        """Return the samples of a recording as it made them: a frame `STREAM`."""
        return stream_codec.decode(self._packed_samples(recording_id))

    def extras(self, recording_id: int) -> pd.DataFrame:
        """Return what else was recorded with a recording's samples, a row for each."""
        return stream_codec.decode_extras(self._packed_samples(recording_id))

    def _packed_samples(self, recording_id: int) -> bytes:
        found = self._db.execute(
            "SELECT samples FROM recording WHERE recording_id = ?", (recording_id,)
        ).fetchone()
        if found is None:
            raise StoreError(f"{self.path}: there is no recording {recording_id}")
        return bytes(found[0])

    # -- runs --------------------------------------------------------------------------------------

    def move_recording(self, recording_id: int, run_no: int | None) -> None:
        """Make a recording part of another run, or a run of its own."""
        with self.transaction():
            if run_no is None:
                run_no = self._new_run()
            self._db.execute(
                "UPDATE recording SET run_no = ? WHERE recording_id = ?", (run_no, recording_id)
            )
            self._forget_empty_runs()

    def join_runs(self, run_no: int, other: int) -> None:
        """Make two runs one; what the runner said of the other holds where nothing else does."""
        with self.transaction():
            for table in ("recording", "note", "way_name", "gone_win", "undone_row"):
                self._db.execute(
                    f"UPDATE {table} SET run_no = ? WHERE run_no = ?",  # noqa: S608 - own names
                    (run_no, other),
                )
            self._db.execute(
                "UPDATE OR IGNORE edit SET run_no = ? WHERE run_no = ?", (run_no, other)
            )
            self._forget_empty_runs()


def _for_a_name() -> str:
    return datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%S-%f")

"""What the metrics made of the recordings, kept by metrics version: a cache, lost without harm."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

import pandas as pd

from runwins.frames import CLIMBS, EFFORTS, plain, to_records
from runwins.model import Measured
from runwins.schema import Schema
from runwins.store.ways import Ways

_CACHED: dict[str, Schema] = {"measured_effort": EFFORTS, "measured_climb": CLIMBS}


class MeasuredCache:
    """The part of the log file that can be computed again."""

    _db: sqlite3.Connection
    ways: Ways

    def _cache_is_of(self, version: int) -> bool:
        names = "('cache_version', 'measured_way')"
        tables = self._db.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN {names}")  # noqa: S608
        if tables.fetchone() != (2,):
            return False
        return bool(self._db.execute("SELECT version FROM cache_version").fetchone() == (version,))

    def _prepare_cache(self, version: int) -> None:
        self._db.execute("CREATE TABLE IF NOT EXISTS cache_version (version INTEGER)")
        if self._cache_is_of(version):
            return
        self._db.execute("DELETE FROM cache_version")
        self._db.execute("INSERT INTO cache_version VALUES (?)", (version,))
        self._db.execute("DROP TABLE IF EXISTS measured")
        owner = "recording_id INTEGER {} REFERENCES recording ON DELETE CASCADE"
        self._db.execute(f"CREATE TABLE measured ({owner.format('PRIMARY KEY')}, row TEXT)")
        for table, schema in _CACHED.items():
            self._db.execute(f"DROP TABLE IF EXISTS {table}")
            columns = ", ".join(f"{name} ANY" for name in schema.names if name != "run_id")
            self._db.execute(f"CREATE TABLE {table} ({owner.format('NOT NULL')}, {columns})")
            self._db.execute(f"CREATE INDEX {table}_owner ON {table} (recording_id)")
        self.ways.prepare()

    def keep_measured(self, recording_id: int, measured: Measured) -> None:
        """Cache what the metrics made of a recording."""
        self._db.execute(
            "INSERT OR REPLACE INTO measured VALUES (?, ?)",
            (recording_id, json.dumps(plain(measured.row))),
        )
        for table, frame in (
            ("measured_effort", measured.efforts),
            ("measured_climb", measured.climbs),
        ):
            names = [name for name in _CACHED[table].names if name != "run_id"]
            marks = ", ".join("?" * (len(names) + 1))
            self._db.execute(f"DELETE FROM {table} WHERE recording_id = ?", (recording_id,))  # noqa: S608
            self._db.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - own names
                ((recording_id, *(row[n] for n in names)) for row in to_records(frame[names])),
            )
        self.ways.keep(recording_id, measured.way)

    def cached(self, table: str, run_ids: Mapping[int, str]) -> pd.DataFrame:
        """Return a cached table for some recordings, each row with its ``run_id``."""
        schema = _CACHED[table]
        names = [name for name in schema.names if name != "run_id"]
        rows = self._db.execute(
            f"SELECT recording_id, {', '.join(names)} FROM {table}"  # noqa: S608 - own names
            " ORDER BY recording_id, rowid"
        ).fetchall()
        frame = pd.DataFrame(rows, columns=pd.Index(["run_id", *names]))
        frame["run_id"] = frame["run_id"].map(run_ids)
        return schema.check(frame[frame["run_id"].notna()])

    def unmeasured(self) -> list[int]:
        """Return the recordings that the metrics have not seen in their present version."""
        return [
            number
            for (number,) in self._db.execute(
                "SELECT recording_id FROM recording"
                " WHERE recording_id NOT IN (SELECT recording_id FROM measured)"
            )
        ]

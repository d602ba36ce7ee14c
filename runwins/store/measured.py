"""What the metrics made of the recordings, kept by metrics version: a cache, lost without harm."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from runwins.frames import CLIMBS, DESCENTS, EFFORTS, plain
from runwins.model import Figures, Measured
from runwins.schema import Schema
from runwins.store.changes import ChangeLog
from runwins.store.imports import SEEN
from runwins.store.ways import Row, Ways, way_row

_FEW = 2000
_CACHED: dict[str, Schema] = {
    "measured_effort": EFFORTS, "measured_climb": CLIMBS, "measured_descent": DESCENTS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Packed:
    """What the metrics made of a recording, as it is written: small, and quick to hand over.

    Attributes
    ----------
    row
        The values of a row of `RUNS`, plain.
    tables
        The rows of each cached table.
    way
        The row of its way; ``None`` where it has none.
    """

    row: Mapping[str, Any]
    tables: Mapping[str, list[Row]]
    way: Row | None


def pack(figures: Figures) -> Packed:
    """Return what the metrics made of a recording as it is written."""
    found = zip(_CACHED.items(), (figures.efforts, figures.climbs, figures.descents), strict=True)
    return Packed(
        {name: plain(value) for name, value in figures.row.items()},
        {table: _rows(rows, schema) for (table, schema), rows in found},
        None if figures.way is None else way_row(figures.way),
    )


def _rows(rows: Iterable[Mapping[Any, Any]], schema: Schema) -> list[Row]:
    """Return a table without its ``run_id``; what is missing or not finite becomes ``None``."""
    names = [name for name in schema.names if name != "run_id"]
    return [tuple(plain(row[name]) for name in names) for row in rows]


def _figures(measured: Measured) -> Figures:
    way = measured.way
    efforts, climbs, descents = (
        () if table is None else table.to_dict("records")
        for table in (measured.efforts, measured.climbs, measured.descents)
    )
    columns = None if way is None else {str(name): way[name].to_numpy() for name in way}
    return Figures(measured.row, efforts, climbs, descents, columns)


class MeasuredCache(ChangeLog):
    """The part of the log file that can be computed again."""

    ways: Ways

    def _cache_is_of(self, version: int) -> bool:
        names = "('cache_version', 'cache_seen', 'measured_way')"
        tables = self._db.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN {names}")  # noqa: S608
        if tables.fetchone() != (3,):
            return False
        kept = self._db.execute("SELECT version FROM cache_version").fetchone()
        return bool(kept == (version,)) and self.ways.are_ready() and self._changes_are_noted()

    def _prepare_cache(self, version: int) -> None:
        self._db.execute("CREATE TABLE IF NOT EXISTS cache_version (version INTEGER)")
        self._db.execute(SEEN)
        kept = self._db.execute("SELECT version FROM cache_version").fetchone()
        if kept == (version,):
            self.ways.prepare_found()
        else:
            self._prepare_measured(version)
        self._note_changes()

    def _prepare_measured(self, version: int) -> None:
        self._db.execute("DELETE FROM cache_version")
        self._db.execute("INSERT INTO cache_version VALUES (?)", (version,))
        self._db.execute("DROP TABLE IF EXISTS measured")
        owner = "recording_id INTEGER {} REFERENCES recording ON DELETE CASCADE"
        self._db.execute(f"CREATE TABLE measured ({owner.format('PRIMARY KEY')}, row TEXT)")
        self._db.execute("CREATE INDEX measured_count ON measured (recording_id)")  # rows are long
        for table, schema in _CACHED.items():
            self._db.execute(f"DROP TABLE IF EXISTS {table}")
            columns = ", ".join(f"{name} ANY" for name in schema.names if name != "run_id")
            self._db.execute(f"CREATE TABLE {table} ({owner.format('NOT NULL')}, {columns})")
            self._db.execute(f"CREATE INDEX {table}_owner ON {table} (recording_id)")
        self.ways.prepare()

    def keep_measured(self, recording_id: int, measured: Measured) -> None:
        """Cache what the metrics made of a recording."""
        self.keep_packed(recording_id, pack(_figures(measured)))

    def keep_packed(self, recording_id: int, packed: Packed) -> None:
        """Cache what the metrics made of a recording, packed elsewhere."""
        self._db.execute(
            "INSERT OR REPLACE INTO measured VALUES (?, ?)", (recording_id, json.dumps(packed.row))
        )
        for table, schema in _CACHED.items():
            rows = packed.tables.get(table, [])
            marks = ", ".join("?" * len(schema.columns))
            self._db.execute(f"DELETE FROM {table} WHERE recording_id = ?", (recording_id,))  # noqa: S608
            self._db.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - own names
                ((recording_id, *row) for row in rows),
            )
        self.ways.keep(recording_id, packed.way)

    def differences(self, recording_id: int, measured: Measured) -> list[str]:
        """Return what is cached of a recording and is not what the metrics make of it now."""
        packed = pack(_figures(measured))
        found = self._db.execute("SELECT row FROM measured WHERE recording_id = ?", (recording_id,))
        (text,) = found.fetchone() or ("{}",)
        told, now = json.loads(text), json.loads(json.dumps(packed.row))
        wrong = [name for name in {**told, **now} if told.get(name) != now.get(name)]
        for table, schema in _CACHED.items():
            rows = packed.tables.get(table, [])
            names = ", ".join(name for name in schema.names if name != "run_id")
            kept = self._db.execute(
                f"SELECT {names} FROM {table} WHERE recording_id = ? ORDER BY rowid",  # noqa: S608
                (recording_id,),
            ).fetchall()
            if kept != rows:
                wrong.append(table.partition("_")[2])
        return wrong

    def cached(self, table: str, run_ids: Mapping[int, str]) -> pd.DataFrame:
        """Return a cached table for some recordings, in their order, each row with its ``run_id``.

        Parameters
        ----------
        table
            ``measured_effort``, ``measured_climb`` or ``measured_descent``.
        run_ids
            The run of each recording.
        """
        schema = _CACHED[table]
        names = [name for name in schema.names if name != "run_id"]
        which, values = "1", list[int]()
        if len(run_ids) <= _FEW:
            which, values = f"recording_id IN ({', '.join('?' * len(run_ids))})", list(run_ids)
        rows = self._db.execute(
            f"SELECT recording_id, {', '.join(names)} FROM {table}"  # noqa: S608 - own names
            f" WHERE {which} ORDER BY recording_id, rowid",
            values,
        ).fetchall()
        frame = pd.DataFrame(rows, columns=pd.Index(["run_id", *names]))
        place = pd.Index(list(run_ids)).get_indexer(pd.Index(frame["run_id"]))
        order = np.argsort(place, kind="stable")
        frame = frame.take(order[place[order] >= 0])
        frame["run_id"] = frame["run_id"].map(run_ids)
        return schema.check(frame)

    def unmeasured(self) -> list[int]:
        """Return the recordings that the metrics have not seen in their present version."""
        counts = "SELECT (SELECT count(*) FROM recording), (SELECT count(*) FROM measured)"
        recordings, seen = self._db.execute(counts).fetchone()
        if recordings == seen:
            return []
        found = self._db.execute(
            "SELECT recording_id FROM recording"
            " WHERE recording_id NOT IN (SELECT recording_id FROM measured)"
        )
        return [number for (number,) in found.fetchall()]

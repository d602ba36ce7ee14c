"""Where each run went, and what was found of routes and hills: part of the cache.

Routes and hills are gathered run by run, and what one run adds follows from the runs before it
alone. So each row says at which place in the order of runs it was found, and everything up to the
first run that differs stays good.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from runwins.store import stream_codec

_TABLES = {
    "measured_way": "recording_id INTEGER PRIMARY KEY REFERENCES recording ON DELETE CASCADE,"
    " points INTEGER, start_lat REAL, start_lon REAL, end_lat REAL, end_lon REAL,"
    " south REAL, west REAL, north REAL, east REAL, way BLOB",
    "measured_place": "place INTEGER PRIMARY KEY,"
    " recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE",
    "measured_route": "place INTEGER PRIMARY KEY, route INTEGER, length_m REAL, from_s REAL,"
    " to_s REAL",
    "measured_detection": "place INTEGER, started_at_m REAL, hill TEXT, from_s REAL, to_s REAL,"
    " length_m REAL, gain_m REAL, foot_lat REAL, foot_lon REAL, top_lat REAL, top_lon REAL",
    "measured_pass": "place INTEGER, known_place INTEGER, hill TEXT, from_s REAL, to_s REAL,"
    " elapsed_s REAL, length_m REAL, gain_m REAL, at_end INTEGER",
}
_FOUND = ("measured_route", "measured_detection", "measured_pass")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """A way without its points.

    Attributes
    ----------
    points
        How many it has.
    start, end
        Latitude and longitude.
    box
        South, west, north, east.
    """

    points: int
    start: tuple[float, float]
    end: tuple[float, float]
    box: tuple[float, float, float, float]


def way_row(way: pd.DataFrame) -> Row:
    """Return where a recording went as it is written: points, ends, box, and the points packed."""
    lat, lon = way["lat_deg"].to_numpy(), way["lon_deg"].to_numpy()
    ends = [float(value) for at in (0, -1) for value in (lat[at], lon[at])]
    box = [float(v) for v in (lat.min(), lon.min(), lat.max(), lon.max())]
    return (len(way), *ends, *box, stream_codec.encode(way))


class Ways:
    """The ways of all recordings, and the routes and hills of those that speak for runs.

    Parameters
    ----------
    db
        The open log; whoever writes holds a transaction.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def prepare(self) -> None:
        """Forget everything, and make room for it anew."""
        for name, columns in _TABLES.items():
            self._db.execute(f"DROP TABLE IF EXISTS {name}")
            self._db.execute(f"CREATE TABLE {name} ({columns})")

    def keep(self, recording_id: int, way: Row | None) -> None:
        """Keep where a recording went; what followed from an older view of it is forgotten.

        Parameters
        ----------
        recording_id
            Which recording.
        way
            The row of `way_row`; ``None`` where satellites did not see it.
        """
        self._db.execute("DELETE FROM measured_way WHERE recording_id = ?", (recording_id,))
        self._db.execute("DELETE FROM measured_place WHERE recording_id = ?", (recording_id,))
        if way is not None:
            self._db.execute(
                "INSERT INTO measured_way VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (recording_id, *way),
            )

    def way(self, recording_id: int) -> Mapping[str, npt.NDArray[np.float64]]:
        """Return where a recording went, point by point: the columns that were kept."""
        (blob,) = self._db.execute(
            "SELECT way FROM measured_way WHERE recording_id = ?", (recording_id,)
        ).fetchone()
        return stream_codec.decode_columns(blob)[1]

    def extents(self) -> dict[int, Extent]:
        """Return every way without its points, by recording."""
        return {
            number: Extent(points, (lat0, lon0), (lat1, lon1), (box[0], box[1], box[2], box[3]))
            for number, points, lat0, lon0, lat1, lon1, *box in self._db.execute(
                "SELECT recording_id, points, start_lat, start_lon, end_lat, end_lon,"
                " south, west, north, east FROM measured_way"
            )
        }

    def still_good(self, recordings: Sequence[int]) -> int:
        """Return how many runs from the first on are as they were when they were gathered."""
        kept = self._db.execute("SELECT place, recording_id FROM measured_place ORDER BY place")
        good = 0
        for (place, recording_id), now in zip(kept, recordings, strict=False):
            if place != good or recording_id != now:
                break
            good += 1
        return good

    def nothing_beyond(self, runs: int) -> bool:
        """Say whether nothing was found in runs beyond the first so many."""
        (last,) = self._db.execute(
            "SELECT max(m) FROM (SELECT max(place) AS m FROM measured_place"
            " UNION ALL SELECT max(place) FROM measured_route"
            " UNION ALL SELECT max(place) FROM measured_detection"
            " UNION ALL SELECT max(max(place), max(known_place)) FROM measured_pass)"
        ).fetchone()
        return (-1 if last is None else int(last)) < runs

    def forget_from(self, place: int) -> None:
        """Forget what was found from some place in the order of runs on."""
        for table in ("measured_place", *_FOUND):
            self._db.execute(f"DELETE FROM {table} WHERE place >= ?", (place,))  # noqa: S608
        self._db.execute("DELETE FROM measured_pass WHERE known_place >= ?", (place,))

    def add(
        self,
        places: Iterable[tuple[int, int]],
        *,
        routes: Iterable[Row],
        detections: Iterable[Row],
        passes: Iterable[Row],
    ) -> None:
        """Keep what further runs added: rows as wide as their tables."""
        for table, rows in (
            ("measured_place", places),
            ("measured_route", routes),
            ("measured_detection", detections),
            ("measured_pass", passes),
        ):
            marks = ", ".join("?" * (_TABLES[table].count(",") + 1))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def routes(self) -> list[Row]:
        """Return place, place of the route's first run, length and gate times of every run."""
        return self._db.execute("SELECT * FROM measured_route ORDER BY place").fetchall()

    def detections(self) -> list[Row]:
        """Return every climb with its hill, in the order of the runs."""
        return self._db.execute("SELECT * FROM measured_detection ORDER BY place, rowid").fetchall()

    def passes(self) -> list[Row]:
        """Return every pass up a hill, in the order they were run."""
        return self._db.execute(
            "SELECT * FROM measured_pass ORDER BY place, from_s, to_s, hill"
        ).fetchall()

"""Where each run went, and what was found of routes and hills: part of the cache.

Routes and hills are gathered run by run, and what one run adds follows from the runs before it
alone. So each row says at which place in the order of runs it was found, and everything up to the
first run that differs stays good.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Any

import numpy as np
import numpy.typing as npt

from runwins.store import stream_codec

_TABLES = {
    "measured_way": "recording_id INTEGER PRIMARY KEY REFERENCES recording ON DELETE CASCADE,"
    " points INTEGER, start_lat REAL, start_lon REAL, end_lat REAL, end_lon REAL,"
    " south REAL, west REAL, north REAL, east REAL, way BLOB",
    "measured_place": "place INTEGER PRIMARY KEY,"
    " recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE",
    "measured_route": "place INTEGER PRIMARY KEY, route INTEGER, length_m REAL, from_s REAL,"
    " to_s REAL, number INTEGER",
    "measured_detection": "place INTEGER, started_at_m REAL, hill TEXT, from_s REAL, to_s REAL,"
    " length_m REAL, gain_m REAL, foot_lat REAL, foot_lon REAL, top_lat REAL, top_lon REAL,"
    " number INTEGER",
    "measured_pass": "place INTEGER, known_place INTEGER, hill TEXT, from_s REAL, to_s REAL,"
    " elapsed_s REAL, length_m REAL, gain_m REAL, at_end INTEGER",
}
_FOUND = ("measured_route", "measured_detection", "measured_pass")
_INDEXES = (
    "measured_way (start_lat, start_lon, points)",
    "measured_way (south, north, west, east)",
    "measured_place (recording_id)",
    "measured_route (route, number)",
    "measured_detection (place)",
    "measured_detection (number, foot_lat, foot_lon, hill)",
    "measured_detection (hill, number)",
    "measured_pass (place)",
    "measured_pass (known_place)",
    "measured_pass (hill)",
)

_NEAR_DEG = 0.0045
"""Of latitude: 500 m."""

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


def way_row(way: Mapping[str, npt.NDArray[np.float64]]) -> Row:
    """Return where a recording went as it is written: points, ends, box, and the points packed."""
    lat, lon = way["lat_deg"], way["lon_deg"]
    ends = [float(value) for at in (0, -1) for value in (lat[at], lon[at])]
    box = [float(v) for v in (lat.min(), lon.min(), lat.max(), lon.max())]
    return (len(lat), *ends, *box, stream_codec.encode_columns(way))


class Ways:
    """The ways of all recordings, and the routes and hills of those that speak for runs.

    Parameters
    ----------
    db
        The open log; whoever writes holds a transaction.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def are_ready(self) -> bool:
        """Say whether the tables are here, as they are today."""
        query = "SELECT 1 FROM pragma_table_info('measured_route') WHERE name = 'number'"
        return bool(self._db.execute(query).fetchone() == (1,))

    def prepare(self) -> None:
        """Forget everything, and make room for it anew."""
        self._make("measured_way")
        self.prepare_found()

    def prepare_found(self) -> None:
        """Forget what was found of routes and hills, and make room for it anew."""
        for name in ("measured_place", *_FOUND):
            self._make(name)
        for number, on in enumerate(_INDEXES):
            self._db.execute(f"CREATE INDEX IF NOT EXISTS measured_ways_{number} ON {on}")

    def _make(self, name: str) -> None:
        self._db.execute(f"DROP TABLE IF EXISTS {name}")
        self._db.execute(f"CREATE TABLE {name} ({_TABLES[name]})")

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

    def extents(self, recordings: Sequence[int] | None = None) -> dict[int, Extent]:
        """Return ways without their points, by recording: of some recordings, or of all."""
        which = "1" if recordings is None else f"recording_id IN ({_marks(len(recordings))})"
        return {
            number: Extent(points, (lat0, lon0), (lat1, lon1), (box[0], box[1], box[2], box[3]))
            for number, points, lat0, lon0, lat1, lon1, *box in self._db.execute(
                "SELECT recording_id, points, start_lat, start_lon, end_lat, end_lon,"  # noqa: S608
                f" south, west, north, east FROM measured_way WHERE {which}",
                tuple(recordings or ()),
            )
        }

    def still_good(self, recordings: Sequence[int]) -> int:
        """Return how many runs from the first on are as they were when they were gathered."""
        rows = self._db.execute("SELECT place, recording_id FROM measured_place ORDER BY place")
        return [*map(eq, rows, enumerate(recordings)), False].index(False)

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
            marks = _marks(_TABLES[table].count(",") + 1)
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def routes(self, beside: range | None = None) -> list[Row]:
        """Return place, place of the route's first run, length and gate times of every run.

        Parameters
        ----------
        beside
            Of routes alone on which a run at one of these places is; by default of all.
        """
        return self._db.execute(
            "SELECT place, route, length_m, from_s, to_s FROM measured_route"  # noqa: S608
            f" WHERE {_with_runs_at(beside, 'measured_route', 'route')} ORDER BY place"
        ).fetchall()

    def first_on_routes(self, most: int, near: Extent | None = None) -> list[Row]:
        """Return the first runs of each route: place, route, points, start and end.

        Parameters
        ----------
        most
            How many of each route.
        near
            Of routes alone of which one of these starts within 500 m of a way and is as long within
            a sixth; by default of all.
        """
        which, values = "", list[float]()
        if near is not None:
            (lat, lon), wide = near.start, _wide_deg(near.start[0])
            which = (
                " AND route IN (SELECT route FROM measured_way JOIN measured_place"
                " USING (recording_id) JOIN measured_route USING (place)"
                " WHERE number <= ? AND start_lat BETWEEN ? AND ? AND start_lon BETWEEN ? AND ?"
                " AND points BETWEEN ? AND ?)"
            )
            values = [
                most, lat - _NEAR_DEG, lat + _NEAR_DEG, lon - wide, lon + wide,
                near.points * 5 // 6 - 10, near.points * 7 // 6 + 10,
            ]  # fmt: skip
        return self._db.execute(
            "SELECT place, route, points, start_lat, start_lon, end_lat, end_lon"  # noqa: S608
            " FROM measured_route JOIN measured_place USING (place)"
            f" JOIN measured_way USING (recording_id) WHERE number <= ?{which} ORDER BY place",
            [most, *values],
        ).fetchall()

    def detections(self, most: int | None = None, near: Extent | None = None) -> list[Row]:
        """Return climbs with their hills, in the order of the runs.

        Parameters
        ----------
        most
            The first climbs of each hill, so many; by default all.
        near
            Of hills alone whose foot lies within 500 m of the box of a way; by default of all.
        """
        which, values = "1", list[float]()
        if most is not None:
            which, values = "number <= ?", [most]
        if near is not None:
            south, west, north, east = near.box
            wide = _wide_deg((south + north) / 2)
            which += (
                " AND hill IN (SELECT hill FROM measured_detection WHERE number = 1"
                " AND foot_lat BETWEEN ? AND ? AND foot_lon BETWEEN ? AND ?)"
            )
            values += [south - _NEAR_DEG, north + _NEAR_DEG, west - wide, east + wide]
        return self._db.execute(
            "SELECT place, started_at_m, hill, from_s, to_s, length_m, gain_m,"  # noqa: S608
            " foot_lat, foot_lon,"
            f" top_lat, top_lon FROM measured_detection WHERE {which} ORDER BY place, rowid",
            values,
        ).fetchall()

    def hills_of(self, places: Collection[int]) -> list[Row]:
        """Return the climbs of the runs at some places: place, metre it began at, hill."""
        return self._db.execute(
            "SELECT place, started_at_m, hill FROM measured_detection"  # noqa: S608
            f" WHERE place IN ({_marks(len(places))})",
            tuple(places),
        ).fetchall()

    def through(self, places: Iterable[tuple[float, float]], margin_deg: float) -> list[int]:
        """Return the recordings whose box holds all of some places, or nearly."""
        which, values = "1", list[float]()
        for lat, lon in places:
            wide = margin_deg / max(math.cos(math.radians(lat)), 0.01)
            which += " AND south <= ? AND north >= ? AND west <= ? AND east >= ?"
            values += [lat + margin_deg, lat - margin_deg, lon + wide, lon - wide]
        query = f"SELECT recording_id FROM measured_way WHERE {which}"  # noqa: S608 - own words
        return [number for (number,) in self._db.execute(query, values)]

    def passes(self, beside: range | None = None) -> list[Row]:
        """Return every pass up a hill, in the order they were run.

        Parameters
        ----------
        beside
            Up hills alone that a run at one of these places went up; by default up all.
        """
        return self._db.execute(
            f"SELECT * FROM measured_pass WHERE {_with_runs_at(beside, 'measured_pass', 'hill')}"  # noqa: S608
            " ORDER BY place, from_s, to_s, hill"
        ).fetchall()


def _with_runs_at(places: range | None, table: str, way: str) -> str:
    """Return the condition that a route or a hill was found in a run at one of some places."""
    if places is None:
        return "1"
    at = f"place BETWEEN {places.start} AND {places.stop - 1}"
    return f"{way} IN (SELECT {way} FROM {table} WHERE {at})"  # noqa: S608 - own words


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _wide_deg(lat: float) -> float:
    """Return how many degrees of longitude are as far as `_NEAR_DEG` of latitude."""
    return _NEAR_DEG / max(math.cos(math.radians(lat)), 0.01)

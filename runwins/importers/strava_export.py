"""Strava's bulk export: a table of activities, and the recordings it names.

The table has grown from 10 columns to more than a hundred, its heads are in the runner's language,
and some of them stand there twice. What has not changed is the order of the first columns, and that
the first pair of time and distance comes again, in seconds and metres, right after the file's name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from runwins.importers.base import Entry, Recording, importer
from runwins.importers.containers import Container, unsafe
from runwins.importers.dates import parse_written
from runwins.importers.sports import sport_called
from runwins.importers.tables import (
    entry_without_file,
    is_row_of,
    run_of_row,
    table_number,
    table_rows,
)
from runwins.model import Activity

_KIND = "strava-export"
_TABLE = "activities.csv"
_FOLDER = "activities/"
_QUIET = ("media/", "routes/", "clubs/", "photos/")
_RACE = {
    "competition",
    "wedstrijd",
    "competencia",
    "wettkampf",
    "compétition",
    "gara",
    "competição",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of the table holds what; ``None`` where it has none."""

    id: int
    date: int
    name: int
    sport: int
    note: int
    file: int
    elapsed: int
    distance: int
    metres: bool
    moving: int | None = None
    ascent: int | None = None
    max_hr: int | None = None
    avg_hr: int | None = None
    race: int | None = None

    @property
    def width(self) -> int:
        """How many columns a row must have."""
        return max(self.file, self.elapsed, self.distance) + 1


def layout_of(rows: list[list[str]]) -> Layout | None:
    """Return the layout of a table of activities, ``None`` where it is no such table.

    Found by its build, whatever the language: time and distance, columns 5 and 6, come a second
    time. Of tables without the second pair, the oldest have metres, later ones kilometres.
    """
    head = [name.strip().lower() for name in rows[0]]
    if len(head) < 8:
        return None
    again = next((at for at in range(7, len(head)) if head[at] == head[5]), None)
    race = next((at for at, name in enumerate(head) if name in _RACE), None)
    if again is not None and again + 2 < len(head) and head[again + 2] == head[6]:
        beats = again + 15 if again + 16 < len(head) else None
        found = Layout(
            0, 1, 2, 3, 4, again - 3, again, again + 2, True,
            moving=again + 1, ascent=again + 5 if again + 5 < len(head) else None,
            max_hr=beats, avg_hr=None if beats is None else beats + 1, race=race,
        )  # fmt: skip
    else:
        named = next(
            (at for at, name in enumerate(head) if name in ("filename", "file name")), None
        )
        file = _column_of_files(rows) if named is None else named
        if file is None or file < 7:
            return None
        found = Layout(0, 1, 2, 3, 4, file, 5, 6, metres="elapsed_time" in head, race=race)
    return found if _fits(rows, found) else None


def _column_of_files(rows: list[list[str]]) -> int | None:
    for row in rows[1:]:
        for at, cell in enumerate(row):
            if cell.startswith(_FOLDER):
                return at
    return None


def _fits(rows: list[list[str]], layout: Layout) -> bool:
    """Tell whether the first rows hold what the layout says: whole numbers, then file names."""
    for row in [row for row in rows[1:] if len(row) >= layout.width][:20]:
        name = row[layout.file]
        if not row[layout.id].strip().isdigit() or "\n" in name:
            return False
    return True


class StravaExport:
    """How to list an export of Strava."""

    def roots(self, container: Container, names: list[str]) -> list[str]:
        """Return the folders that hold a table of activities."""
        tables = [name for name in names if name == _TABLE or name.endswith("/" + _TABLE)]
        return [
            name.removesuffix(_TABLE)
            for name in tables
            if layout_of(table_rows(container.read(name))[:40] or [[]]) is not None
        ]

    def taken(self, names: list[str], root: str) -> set[str]:
        """Return what of the folder belongs to the export: its tables, media and recordings."""
        below = [name for name in names if name.startswith(root)]
        whole = any(name.startswith(root + _FOLDER) for name in below)
        if not whole:
            return {root + _TABLE}
        return {
            name
            for name in below
            if name.removeprefix(root).startswith((_FOLDER, *_QUIET))
            or ("/" not in name.removeprefix(root) and name.endswith((".csv", ".json", ".jpg")))
        }

    def entries(self, container: Container, names: list[str], root: str) -> Iterator[Entry]:
        """Yield a recording for each row of the table, and those that it does not name."""
        rows = table_rows(container.read(root + _TABLE))
        layout = layout_of(rows)
        if layout is None:
            return
        named: set[str] = set()
        for number, row in enumerate(rows[1:], start=2):
            entry = _entry(container, root, row, layout, number)
            if entry.content is None:
                named.add(entry.chain[0])
            yield entry
        for name in names:
            if name.startswith(root + _FOLDER) and name not in named:
                yield Entry((name,))


def _entry(container: Container, root: str, row: list[str], layout: Layout, number: int) -> Entry:
    chain = (f"{root}{_TABLE}:{number}",)
    if len(row) < layout.width:
        problem = f"row {number} has {len(row)} columns, too few"
        return entry_without_file(_KIND, chain, {}, problem)
    context = _context(row, layout)
    chain = (f"{root}{_TABLE}:{row[layout.id].strip()}",)
    file = row[layout.file].strip()
    if not file:
        return entry_without_file(_KIND, chain, context, "entered by hand: no recording")
    if not unsafe(file):
        for name in (root + file, f"{root}{file}.gz", (root + file).removesuffix(".gz")):
            if container.has(name):
                return Entry((name,), context)
    if not file.startswith(_FOLDER):
        problem = f"the table has {file!r} where its recording should be"
    else:
        problem = "the recording that the table names is not in the export"
    return entry_without_file(_KIND, chain, context, problem)


def _context(row: list[str], layout: Layout) -> dict[str, Any]:
    """Return what a row says, in our words."""

    def cell(at: int | None) -> str:
        return row[at].strip() if at is not None and at < len(row) else ""

    word = cell(layout.sport)
    named = sport_called(word)
    moment = parse_written(cell(layout.date))
    metres = table_number(cell(layout.distance))
    if metres is None and layout.metres:
        short = table_number(cell(6))
        metres = None if short is None else short * 1000
    elif metres is not None and not layout.metres:
        metres *= 1000
    return {
        "name": cell(layout.name) or None,
        "note": cell(layout.note) or None,
        "sport": named[0] if named else word or None,
        "sub_sport": named[1] if named else None,
        "start_time": moment.replace(tzinfo=dt.UTC) if moment else None,
        "is_race": cell(layout.race).lower() in ("1", "1.0", "true"),
        "distance_m": metres or None,
        "elapsed_s": table_number(cell(layout.elapsed)) or table_number(cell(5)) or None,
        "moving_s": table_number(cell(layout.moving)) or None,
        "ascent_m": table_number(cell(layout.ascent)),
        "max_hr_bpm": table_number(cell(layout.max_hr)) or None,
        "avg_hr_bpm": table_number(cell(layout.avg_hr)) or None,
    }


@importer(_KIND, recognises=lambda content: is_row_of(_KIND, content), archive=StravaExport())
def read_strava_row(recording: Recording) -> list[Activity]:
    """Read Strava's bulk export, zipped or unpacked: recordings with their names, notes and races.

    Its table may be of any year and language. Activities entered by hand become runs without
    samples. Pictures and Strava's other tables are left alone.
    """
    return [run_of_row(_KIND, recording, "strava-csv")]

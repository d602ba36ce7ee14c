"""Runkeeper's export: ``cardioActivities.csv`` and GPX files, which it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from runwins.errors import GoalError
from runwins.importers.base import Entry, Recording, importer
from runwins.importers.containers import Container
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
from runwins.units import FOOT, KM, MILE, parse_duration

_KIND = "runkeeper"
_TABLE = "cardioActivities.csv"


class RunkeeperExport:
    """How to list an export of Runkeeper."""

    def roots(self, container: Container, names: list[str]) -> list[str]:  # noqa: ARG002
        """Return the folders that hold the table; newer exports have one for each month."""
        tables = [name for name in names if PurePosixPath(name).name == _TABLE]
        return [name.removesuffix(_TABLE) for name in tables]

    def taken(self, names: list[str], root: str) -> set[str]:
        """Return the tables; its GPX files are found through them, the rest by themselves."""
        gpx = {name for name in names if name.endswith(".gpx")}
        here = {root + _TABLE, root + "measurements.csv"} & set(names)
        return here | {name for name in gpx if name.startswith(root) or _is_map(name)}

    def entries(self, container: Container, names: list[str], root: str) -> Iterator[Entry]:
        """Yield a recording for each row of the table, and the GPX files that no row names."""
        rows = table_rows(container.read(root + _TABLE))
        files = {PurePosixPath(name).name: name for name in names if name.lower().endswith(".gpx")}
        named: set[str] = set()
        for row in rows[1:]:
            said = dict(zip(rows[0], row, strict=False))
            context = _context(said)
            file = files.get(PurePosixPath(said.get("GPX File", "").strip()).name)
            if file is not None:
                named.add(file)
                yield Entry((file,), {**context, "start_time": None})
            else:
                row_id = said.get("Activity Id") or said.get("Date", "")
                yield entry_without_file(
                    _KIND,
                    (f"{root}{_TABLE}:{row_id}",),
                    context,
                    "no recording; zone unknown",
                )
        for name in sorted(self.taken(names, root) & set(files.values()) - named):
            if not _is_map(name):
                yield Entry((name,))


def _is_map(name: str) -> bool:
    return "gpx_maps/" in name


def _context(said: dict[str, str]) -> dict[str, Any]:
    """Return a row in our words and units; the heads name the unit."""

    def measured(head: str, *units: tuple[str, float]) -> float | None:
        for unit, scale in units:
            value = table_number(said.get(f"{head} ({unit})"))
            if value is not None:
                return value * scale
        return None

    named = sport_called(said.get("Type"))
    moment = parse_written(said.get("Date", ""))
    try:
        elapsed = parse_duration(said.get("Duration", ""))
    except GoalError:
        elapsed = None
    return {
        "name": said.get("Route Name") or None,
        "note": said.get("Notes") or None,
        "sport": named[0] if named else said.get("Type") or None,
        "sub_sport": named[1] if named else None,
        "start_time": moment.replace(tzinfo=dt.UTC) if moment else None,
        "distance_m": measured("Distance", ("km", KM), ("mi", MILE)) or None,
        "timer_s": elapsed or None,
        "ascent_m": measured("Climb", ("m", 1.0), ("ft", FOOT)),
        "avg_hr_bpm": table_number(said.get("Average Heart Rate (bpm)")) or None,
    }


@importer(_KIND, recognises=lambda content: is_row_of(_KIND, content), archive=RunkeeperExport())
def read_runkeeper_row(recording: Recording) -> list[Activity]:
    """Read Runkeeper's export: GPX recordings with the table's words, and runs without a recording.

    The table's dates are local and say no zone; the GPX files' own times are used where there are
    any.
    """
    return [run_of_row(_KIND, recording, "runkeeper-csv")]

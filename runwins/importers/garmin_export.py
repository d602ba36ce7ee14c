"""Garmin Connect's "Export Your Data": zips of every file that was ever uploaded, and summaries.

Most of the files are heart rates of whole days, sleep and settings; the first bytes of each tell,
and only the recorded activities are read. The summaries have centimetres and milliseconds.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Iterator
from typing import Any

from runwins.errors import UnreadableFile
from runwins.importers.base import Entry, Recording, importer
from runwins.importers.containers import Container, Zip
from runwins.importers.fit_file import is_fit
from runwins.importers.sports import sport_called
from runwins.importers.tables import entry_without_file, is_row_of, run_of_row
from runwins.model import Activity

_KIND = "garmin-export"
_MARK = "summarizedactivities.json"
_FOLDER = "DI_CONNECT/"
_HEAD_BYTES = 512
_ACTIVITY = 4
_FIT_EPOCH_S = 631_065_600
_SAME_START_S = 5.0

Summaries = list[tuple[float, dict[str, Any]]]


class GarminExport:
    """How to list an export of Garmin Connect."""

    def roots(self, container: Container, names: list[str]) -> list[str]:  # noqa: ARG002
        """Return the folders that hold ``DI_CONNECT``."""
        found = {
            name[: name.index(_FOLDER)]
            for name in names
            if _FOLDER in name and name.lower().endswith(_MARK)
        }
        return sorted(found)

    def taken(self, names: list[str], root: str) -> set[str]:
        """Return everything Garmin put there."""
        return {name for name in names if name.startswith(root + _FOLDER)}

    def entries(self, container: Container, names: list[str], root: str) -> Iterator[Entry]:
        """Yield the activities among the uploaded files, then runs that only a summary knows."""
        ours = sorted(self.taken(names, root))
        summaries = _summaries(container, [name for name in ours if name.lower().endswith(_MARK)])
        used: set[float] = set()
        for name in ours:
            if not name.lower().endswith(".zip"):
                yield from _uploaded(container, (), name, summaries, used)
                continue
            try:
                inner = container.inside(name)
            except UnreadableFile:
                yield Entry((name,))
                continue
            for file in inner.names():
                yield from _uploaded(inner, (name,), file, summaries, used)
        for start, context in summaries:
            if start not in used and context["sport"] == "running":
                stamp = context["start_time"].strftime("%Y-%m-%dT%H%M%S")
                yield entry_without_file(
                    _KIND,
                    (f"{root}{_FOLDER}{stamp}",),
                    context,
                    "no recording in the export",
                )


def _uploaded(
    container: Container | Zip,
    chain: tuple[str, ...],
    name: str,
    summaries: Summaries,
    used: set[float],
) -> Iterator[Entry]:
    """Yield an uploaded file if it is a recording."""
    kind = name.lower()
    if kind.endswith((".gpx", ".tcx", ".gpx.gz", ".tcx.gz")):
        yield Entry((*chain, name))
        return
    if not kind.endswith(".fit"):
        return
    head = container.head(name, _HEAD_BYTES)
    told = _file_id(head)
    if is_fit(head) and told is not None and told[0] not in (_ACTIVITY, None):
        return
    created = told[1] if told else None
    context: dict[str, Any] = {}
    for start, summary in summaries:
        if created is not None and abs(start - created) <= _SAME_START_S:
            context = summary
            used.add(start)
    yield Entry((*chain, name), context)


def _file_id(head: bytes) -> tuple[int | None, float | None] | None:
    """Return type and creation time from a FIT file's first message, ``None`` if it is another."""
    try:
        at = head[0]
        if not head[at] & 0x40 or struct.unpack_from("<H", head, at + 3)[0] not in (0,):
            return None
        order = ">" if head[at + 2] else "<"
        fields = head[at + 6 : at + 6 + 3 * head[at + 5]]
        place = at + 6 + len(fields) + 1
        kind: int | None = None
        created: float | None = None
        for number, size in zip(fields[::3], fields[1::3], strict=True):
            if number == 0:
                kind = head[place]
            elif number == 4 and size == 4:
                created = struct.unpack_from(order + "I", head, place)[0] + _FIT_EPOCH_S
            place += size
    except (IndexError, struct.error):
        return None
    return (None if kind == 0xFF else kind), created


def _summaries(container: Container, names: list[str]) -> Summaries:
    """Return start and summary of every activity of all summary files."""
    found: Summaries = []
    for name in names:
        try:
            read = json.loads(container.read(name))
        except (ValueError, UnicodeDecodeError):
            continue
        for part in read if isinstance(read, list) else [read]:
            listed = part.get("summarizedActivitiesExport", [part])
            for one in listed if isinstance(listed, list) else []:
                context = _context(one)
                if context is not None:
                    found.append((context["start_time"].timestamp(), context))
    return found


def _context(one: dict[str, Any]) -> dict[str, Any] | None:
    """Return a summary in our words and units; ``None`` for parents of multisport activities."""
    begin = one.get("startTimeGmt", one.get("beginTimestamp"))
    if one.get("parent") or not isinstance(begin, (int, float)):
        return None
    word = one.get("activityType") or one.get("sportType")
    if isinstance(word, dict):
        word = word.get("typeKey")
    named = sport_called(str(word)) if word else None
    local = one.get("startTimeLocal")
    offset = (local - begin) / 1000 if isinstance(local, (int, float)) else None

    def scaled(name: str, scale: float) -> float | None:
        value = one.get(name)
        return value / scale if isinstance(value, (int, float)) and value > 0 else None

    return {
        "name": one.get("name"),
        "note": one.get("description"),
        "sport": named[0] if named else word,
        "sub_sport": named[1] if named else None,
        "start_time": dt.datetime.fromtimestamp(begin / 1000, dt.UTC),
        "utc_offset_s": None if offset is None else round(offset),
        "is_race": one.get("eventTypeId") == 1 or one.get("eventType") == "race",
        "distance_m": scaled("distance", 100),
        "elapsed_s": scaled("elapsedDuration", 1000) or scaled("duration", 1000),
        "timer_s": scaled("duration", 1000),
        "moving_s": scaled("movingDuration", 1000),
        "ascent_m": scaled("elevationGain", 100),
        "avg_hr_bpm": scaled("avgHr", 1),
        "max_hr_bpm": scaled("maxHr", 1),
    }


@importer(_KIND, recognises=lambda content: is_row_of(_KIND, content), archive=GarminExport())
def read_garmin_row(recording: Recording) -> list[Activity]:
    """Read Garmin Connect's "Export Your Data": the uploaded recordings, with their names.

    Files of days, sleep and settings are left alone. Runs that only a summary knows come without
    samples.
    """
    return [run_of_row(_KIND, recording, "garmin-json")]

"""Runs that only a table knows: entered by hand, or whose recording is lost.

An archive's importer puts what its table says of such a run into a few lines of JSON, which then
travel like the content of a file.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Entry, Recording
from runwins.importers.samples import as_date, laps_frame, stream_frame
from runwins.importers.sports import AS_RUN, a_sport, sport_called, taken_for_a_run
from runwins.model import Activity, Totals

_TOTALS = tuple(one.name for one in fields(Totals))
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def table_rows(content: bytes) -> list[list[str]]:
    """Return the rows of a comma- or semicolon-separated table, multi-line cells and all."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    text = text.replace("\0", "")
    first = text[: text.find("\n") if "\n" in text else None]
    comma = max(",;\t", key=first.count)
    csv.field_size_limit(2**24)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma) if row]
    except csv.Error as problem:
        raise UnreadableFile(f"the table cannot be read ({problem})") from None


def table_number(text: str | None) -> float | None:
    """Return a number as tables write it, with a decimal point or comma; ``None`` for none.

    A comma before exactly three digits may be either, and is none.
    """
    plain = (text or "").strip().replace("\u00a0", "").replace("\u202f", "")
    if "," in plain:
        head, _, tail = plain.rpartition(",")
        if "." in tail:
            plain = plain.replace(",", "")
        elif len(tail) == 3 and "." not in head:
            return None
        else:
            plain = f"{head.replace('.', '')}.{tail}"
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def written_by_a_runner(start: dt.datetime) -> bool:
    """Tell whether a table can mean that time: the years from 1900 on, and none beyond 2099."""
    return _FIRST_YEAR <= start.year <= _LAST_YEAR


def entry_without_file(
    kind: str, chain: Sequence[str], context: Mapping[str, Any], problem: str | None = None
) -> Entry:
    """Return the entry of a run that has no file; `kind` is its importer's name."""
    said = {
        key: value.isoformat() if isinstance(value, dt.datetime) else value
        for key, value in context.items()
        if value is not None
    }
    row = {kind: said, "problem": problem}
    return Entry(tuple(chain), context, json.dumps(row, ensure_ascii=False).encode())


def is_row_of(kind: str, content: bytes) -> bool:
    """Tell whether content is such an entry of that importer."""
    return content.startswith(f'{{"{kind}": '.encode())


def run_of_row(kind: str, recording: Recording, source_format: str) -> Activity:
    """Return the run of such an entry: a date and totals, no samples.

    Raises
    ------
    NotARun
        When it is another sport.
    UnreadableFile
        When its sport or its date is not known, or no date of a run.
    """
    row = json.loads(recording.content)
    said, problem = row[kind], row["problem"]
    if not said:
        raise UnreadableFile(problem or "a row with nothing in it")
    as_run = recording.context.get("sport") == AS_RUN
    sport = "running" if as_run else said.get("sport")
    if sport is None:
        raise UnreadableFile("the table does not say which sport it was")
    if sport != "running":
        known = sport_called(sport)
        if known is None:
            raise NotARun(f"its sport is {sport!r}, which is no word for running")
        raise NotARun(f"{a_sport(known[0])}, not a run")
    if said.get("start_time") is None:
        raise UnreadableFile("the table has no date that can be read: needs a date")
    start = dt.datetime.fromisoformat(said["start_time"])
    if not written_by_a_runner(start):
        day = as_date(start.timestamp())
        raise UnreadableFile(f"the table says {day}, when nobody ran: needs a date")
    remark = None if said.get("sport") == "running" else taken_for_a_run(said.get("sport"))
    return Activity(
        source=recording.source,
        source_format=source_format,
        sport="running",
        sub_sport=said.get("sub_sport"),
        start_time=start,
        samples=stream_frame(np.empty(0), {}),
        laps=laps_frame([]),
        utc_offset_s=said.get("utc_offset_s"),
        tz_source="file" if said.get("utc_offset_s") is not None else None,
        totals=Totals(**{name: said.get(name) for name in _TOTALS}),
        name=said.get("name"),
        note=said.get("note"),
        is_race=bool(said.get("is_race")),
        problems=tuple(word for word in (problem, remark) if word),
    )

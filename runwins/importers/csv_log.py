"""A running log kept by hand: a plain table with a date, a distance and perhaps a time."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from runwins.errors import GoalError, NotARun, UnreadableFile
from runwins.importers.base import Recording, importer
from runwins.importers.dates import parse_written
from runwins.importers.samples import laps_frame, stream_frame
from runwins.importers.sports import sport_called
from runwins.importers.tables import table_number, table_rows, written_by_a_runner
from runwins.model import Activity, Totals
from runwins.units import FOOT, KM, MILE, parse_duration

_DATES = ("date", "day", "activity date", "datum", "fecha", "data")
_TIMES = ("time", "duration", "elapsed time", "zeit", "dauer", "tijd", "tiempo", "temps")
_DISTANCES = {
    "km": KM, "distance km": KM, "kilometers": KM, "kilometres": KM, "distance": KM, "distanz": KM,
    "afstand": KM, "distancia": KM, "mi": MILE, "miles": MILE, "distance mi": MILE,
    "distance miles": MILE, "m": 1.0, "metres": 1.0, "meters": 1.0, "distance m": 1.0,
}  # fmt: skip
_ASCENTS = {"ascent": 1.0, "ascent m": 1.0, "climb": 1.0, "climb m": 1.0, "ascent ft": FOOT}
_NAMES = ("name", "title", "route", "activity name")
_NOTES = ("note", "notes", "comment", "description")
_SPORTS = ("sport", "type", "activity type", "activity")
_RACES = ("race", "is race", "is_race")
_NO_RUNS = {"steps", "step count", "schritte", "weight", "sleep", "hours", "floors", "calories in"}
_HEAD_BYTES = 512
_MINUTES_APART = 7


def is_log(content: bytes) -> bool:
    """Tell whether content is a table whose heads name a date and a distance or a time."""
    if b"\0" in content[:_HEAD_BYTES] or content[:1] in (b"{", b"[", b"<"):
        return False
    line = content[:_HEAD_BYTES].split(b"\n")[0].decode("utf-8-sig", errors="replace")
    heads = [_plain(head) for head in re.split(r"[,;\t]", line)]
    if len(heads) < 2 or len(heads) > 12 or not set(heads) & set(_DATES):
        return False
    return bool(set(heads) & {*_DISTANCES, *_TIMES}) and not set(heads) & _NO_RUNS


def _plain(head: str) -> str:
    return re.sub(r"[\s_()\[\]\"]+", " ", head).strip().lower()


@importer("csv-log", recognises=is_log)
def read_csv_log(recording: Recording) -> list[Activity]:
    """Read a hand-kept table with a column ``date`` and one of ``km``, ``mi``, ``m`` or ``time``.

    Also known are ``distance`` (kilometres), ``name``, ``note``, ``ascent``, ``race`` (yes) and
    ``sport``; a row without a sport is a run. Dates are local; times are ``h:mm:ss`` or ``mm:ss``.
    Each row becomes a run without samples. A row that cannot be read is named and left out.
    """
    rows = table_rows(recording.content)
    heads = [_plain(head) for head in rows[0]]
    runs: list[Activity] = []
    wrong: list[str] = []
    others = 0
    for number, row in enumerate(rows[1:], start=2):
        said = {head: cell.strip() for head, cell in zip(heads, row, strict=False)}
        sport = sport_called(_first(said, _SPORTS)) if _first(said, _SPORTS) else ("running", None)
        if sport is None or sport[0] != "running":
            others += 1
            continue
        run = _run(said, sport[1], f"{recording.source}:{number}")
        if run is None:
            wrong.append(f"row {number}")
        else:
            runs.append(run)
    if not runs and wrong:
        raise UnreadableFile(
            f"{wrong[0]} has no date that can be read, with a distance or a time; nor has any other"
        )
    if not runs:
        more = f", and with {others} other activities" if others else ""
        raise NotARun(f"a table without a run in it{more}")
    problems = (f"left out, not understood: {', '.join(wrong)}",) if wrong else ()
    runs[0] = replace(runs[0], problems=(*runs[0].problems, *problems))
    return _apart(runs)


def _apart(runs: list[Activity]) -> list[Activity]:
    """Return the runs with those of one moment some minutes apart: two rows are two runs."""
    seen: Counter[dt.datetime] = Counter()
    moved: list[Activity] = []
    for run in runs:
        later = dt.timedelta(minutes=seen[run.start_time] * _MINUTES_APART)
        seen[run.start_time] += 1
        moved.append(replace(run, start_time=run.start_time + later))
    return moved


def _first(said: dict[str, str], names: Sequence[str]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)


def _run(said: dict[str, str], sub_sport: str | None, source: str) -> Activity | None:
    moment = parse_written(_first(said, _DATES) or "")
    distance = _scaled(said, _DISTANCES)
    elapsed = _seconds(_first(said, _TIMES))
    if moment is None or (distance is None and elapsed is None):
        return None
    if not written_by_a_runner(moment):
        return None
    return Activity(
        source=source,
        source_format="csv",
        sport="running",
        sub_sport=sub_sport,
        start_time=moment.replace(tzinfo=dt.UTC),
        samples=stream_frame(np.empty(0), {}),
        laps=laps_frame([]),
        utc_offset_s=0,
        tz_source="assumed",
        totals=Totals(
            distance_m=distance, elapsed_s=elapsed, ascent_m=_scaled(said, _ASCENTS, zero=True)
        ),
        name=_first(said, _NAMES),
        note=_first(said, _NOTES),
        is_race=(_first(said, _RACES) or "").lower() in ("yes", "y", "true", "1", "x", "race"),
        problems=("from a table: no recording",),
    )


def _scaled(said: dict[str, str], units: dict[str, float], *, zero: bool = False) -> float | None:
    for head, scale in units.items():
        value = table_number(said.get(head))
        if value is not None and (value > 0 or (zero and value == 0)):
            return value * scale
    return None


def _seconds(text: str | None) -> float | None:
    try:
        return parse_duration(text) if text else None
    except GoalError:
        return None

"""A stored recording: what its file said as plain values, and back to an activity."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from runwins.errors import DamagedLog
from runwins.frames import LAPS, plain, to_records
from runwins.model import Activity, Totals

_SUM = ', "sum": '


@dataclass(frozen=True, slots=True)
class Recording:
    """One stored recording without its samples.

    Attributes
    ----------
    recording_id, run_no, batch_id, sha256
        Who it is, whose, from which import, of which content.
    dropped
        Its run was taken out of the log.
    facts
        What the file said.
    row
        What the metrics made of it; empty where they have not seen it yet.
    """

    recording_id: int
    run_no: int
    batch_id: str
    sha256: str
    dropped: bool
    facts: Mapping[str, Any]
    row: Mapping[str, Any]


def facts_of(activity: Activity) -> dict[str, Any]:
    """Return what a file said, but for the samples, as plain values for JSON."""
    return {
        "source": activity.source,
        "source_format": activity.source_format,
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "start_time": activity.start_time.isoformat(),
        "utc_offset_s": activity.utc_offset_s,
        "tz_source": activity.tz_source,
        "pauses": [list(pause) for pause in activity.pauses],
        "totals": plain(asdict(activity.totals)),
        "device": activity.device,
        "altitude_source": activity.altitude_source,
        "name": activity.name,
        "note": activity.note,
        "is_race": activity.is_race,
        "problems": list(activity.problems),
        "laps": to_records(activity.laps),
    }


def written(facts: Mapping[str, Any]) -> str:
    """Return facts as they are stored: JSON whose last value is a checksum of all before it."""
    text = json.dumps(facts)[:-1]
    return f"{text}{_SUM}{zlib.crc32(text.encode())}}}"


def facts_written(text: str) -> dict[str, Any]:
    """Return the facts of a stored text; one of the first version has no checksum.

    Raises
    ------
    DamagedLog
        When it is not what was written.
    """
    body, marked, rest = text.rpartition(_SUM)
    try:
        if marked and zlib.crc32(body.encode()) != int(rest[:-1]):
            raise DamagedLog("what a file said is not as it was written")
        facts: dict[str, Any] = json.loads(f"{body}}}" if marked else text)
    except ValueError as problem:
        raise DamagedLog(f"what a file said cannot be read: {problem}") from None
    return facts


def activity_of(facts: Mapping[str, Any], samples: pd.DataFrame) -> Activity:
    """Return the activity again, from stored facts and samples."""
    kept = {key: value for key, value in facts.items() if key not in {"start_time", "laps"}}
    kept["pauses"] = tuple((begin, end) for begin, end in facts["pauses"])
    kept["problems"] = tuple(facts["problems"])
    kept["totals"] = Totals(**facts["totals"])
    return Activity(
        **kept,
        start_time=datetime.fromisoformat(facts["start_time"]),
        samples=samples,
        laps=LAPS.build(facts["laps"]),
    )

"""The log for other programs: tables as CSV, JSON or Parquet, a run as GPX or its samples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from runwins.errors import NothingUsable
from runwins.frames import to_records
from runwins.goal import Goal
from runwins.metrics.privacy import hidden
from runwins.report.plain_text import one_line
from runwins.report.whole_file import write_whole

if TYPE_CHECKING:
    from runwins.training_log import TrainingLog

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="runwins" xmlns="http://www.topografix.com/GPX/1/1"
 xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
<trk><name>{name}</name><type>running</type>
"""


def tables(log: TrainingLog) -> dict[str, pd.DataFrame]:
    """Return every table of a log by name: what is exported."""
    return {
        "runs": log.runs(),
        "wins": log.wins(all_found=True),
        "remarks": log.remarks(),
        "efforts": log.efforts(),
        "climbs": log.climbs(),
        "routes": log.routes(),
        "hills": log.hills(),
        "weeks": log.weeks(),
        "notes": pd.DataFrame(log.notes(), columns=pd.Index(["run_id", "feel", "text", "at"])),
        "goals": goals_table(log.goals()),
    }


def goals_table(goals: Iterable[Goal]) -> pd.DataFrame:
    """Return goals as a table; what was changed on their ladders stands in words."""
    names = [field.name for field in fields(Goal) if field.name != "rewards"]
    rows = [[_cell(getattr(goal, name)) for name in names] for goal in goals]
    return pd.DataFrame(rows, columns=pd.Index(names))


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return "; ".join(" ".join(filter(None, astuple(edit))) for edit in value)
    return value if value is None or isinstance(value, (int, float)) else str(value)


def export_tables(log: TrainingLog, form: str, path: Path) -> dict[str, int]:
    """Write every table: csv and parquet into a folder, json into one file.

    Parameters
    ----------
    log
        The log.
    form
        csv, json or parquet.
    path
        The folder, which is made, or the file.

    Returns
    -------
    dict
        The rows of each table.

    Raises
    ------
    NothingUsable
        When it cannot be written, or what writes Parquet is not installed.
    """
    found = tables(log)
    if form == "json":
        body = {name: to_records(frame) for name, frame in found.items()}
        document = {"schema": "runwins.export/1", **body}
        write_whole(path, json.dumps(document, ensure_ascii=False, indent=1).encode())
    else:
        _make(path)
        for name, frame in found.items():
            content = as_csv(frame).encode() if form == "csv" else _as_parquet(frame)
            write_whole(path / f"{name}.{form}", content)
    return {name: len(frame) for name, frame in found.items()}


def as_csv(frame: pd.DataFrame) -> str:
    """Return a table as CSV; a cell that a spreadsheet would run as a formula is quoted."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([harmless(str(name)) for name in frame.columns])
    for row in to_records(frame):
        writer.writerow([harmless(value) for value in row.values()])
    return target.getvalue()


def harmless(value: Any) -> Any:
    """Return a cell that is text where it looks like a formula, in one line without controls."""
    if value is None:
        return ""
    if isinstance(value, str):
        said = one_line(value, joiners=True)
        return f"'{said}" if said.startswith(_FORMULA) else said
    return value


def _as_parquet(frame: pd.DataFrame) -> bytes:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise NothingUsable(
            "Parquet needs pyarrow: pip install 'runwins[parquet]', or take csv or json"
        ) from None
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), sink)
    return sink.getvalue()


def export_samples(log: TrainingLog, run_id: str, path: Path) -> tuple[int, int]:
    """Write the samples of a run as CSV, as they were recorded: frame `STREAM` and its extras.

    Returns
    -------
    tuple of int
        How many samples, and how many columns hold anything.

    Raises
    ------
    NothingUsable
        When the run has no samples, or the file cannot be written.
    """
    activity = log.activity(run_id)
    samples = activity.samples.copy()
    if samples.empty:
        raise NothingUsable(f"run {run_id} has no samples: only its sums are known")
    out = hidden(
        samples["lat_deg"].to_numpy(), samples["lon_deg"].to_numpy(), log.settings.privacy_zones
    )
    samples.loc[out, ["lat_deg", "lon_deg"]] = np.nan
    told = pd.concat([samples, activity.extras], axis=1).dropna(axis=1, how="all")
    write_whole(path, as_csv(told).encode())
    return told.shape


def export_gpx(log: TrainingLog, run_id: str, path: Path) -> int:
    """Write a run as GPX, with heart rate and cadence where they were recorded.

    Returns
    -------
    int
        How many points it has.

    Raises
    ------
    NothingUsable
        When the run has no positions outside the privacy zones, or the file cannot be written.
    """
    activity = log.activity(run_id)
    samples = activity.samples
    seen = samples[samples["lat_deg"].notna() & samples["lon_deg"].notna()]
    lat, lon = (seen[name].to_numpy() for name in ("lat_deg", "lon_deg"))
    out = hidden(lat, lon, log.settings.privacy_zones)
    cut = [float(moment) for moment in seen["elapsed_s"].to_numpy()[1:][np.diff(out) != 0]]
    seen = seen[~out]
    if seen.empty:
        raise NothingUsable(f"run {run_id} has no positions: there is nothing for a GPX file")
    start = pd.Timestamp(activity.start_time)
    name = log.runs().set_index("run_id")["name"][run_id]
    parts = [_GPX.format(name=escape(one_line(name or run_id)))]
    begins = [*(end for _, end in activity.pauses), *cut]
    parts += list(_segments(seen, start, begins))
    write_whole(path, "".join([*parts, "</trk></gpx>\n"]).encode())
    return len(seen)


def _segments(seen: pd.DataFrame, start: pd.Timestamp, begins: list[float]) -> Iterator[str]:
    """Yield the points, a segment between two pauses each."""
    number = pd.Series(0, index=seen.index)
    for begin in begins:
        number += (seen["elapsed_s"] >= begin).astype(int)
    for _, segment in seen.groupby(number):
        yield "<trkseg>\n"
        yield from (_point(row, start) for row in segment.to_dict("records"))
        yield "</trkseg>\n"


def _point(row: dict[Any, Any], start: pd.Timestamp) -> str:
    when = (start + pd.Timedelta(seconds=row["elapsed_s"])).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
    text = f'<trkpt lat="{row["lat_deg"]:.7f}" lon="{row["lon_deg"]:.7f}">'
    if pd.notna(row["altitude_m"]):
        text += f"<ele>{row['altitude_m']:.1f}</ele>"
    text += f"<time>{when}Z</time>"
    beats, steps = row["hr_bpm"], row["cadence_spm"]
    body = f"<gpxtpx:hr>{beats:.0f}</gpxtpx:hr>" if pd.notna(beats) else ""
    body += f"<gpxtpx:cad>{steps / 2:.0f}</gpxtpx:cad>" if pd.notna(steps) else ""
    if body:
        inner = f"<gpxtpx:TrackPointExtension>{body}</gpxtpx:TrackPointExtension>"
        text += f"<extensions>{inner}</extensions>"
    return f"{text}</trkpt>\n"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NothingUsable(f"{folder}: could not be made: {problem.strerror}") from None

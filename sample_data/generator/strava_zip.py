"""A Strava bulk export as of 2026: 103 columns, five names twice, files with other numbers."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import zipfile
from dataclasses import dataclass

import numpy as np

from .others import Other, others
from .planted import DESCRIPTIONS
from .runner import Outing, file_of, outing, phone_file, start_utc

ATHLETE = 41_350_669
_HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,"
    "Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,"
    "Elevation Gain,Elevation Loss,Elevation Low,Elevation High,Max Grade,Average Grade,"
    "Average Positive Grade,Average Negative Grade,Max Cadence,Average Cadence,Max Heart Rate,"
    "Average Heart Rate,Max Watts,Average Watts,Calories,Max Temperature,Average Temperature,"
    "Relative Effort,Total Work,Number of Runs,Uphill Time,Downhill Time,Other Time,"
    "Perceived Exertion,Type,Start Time,Weighted Average Power,Power Count,"
    "Prefer Perceived Exertion,Perceived Relative Effort,Commute,Total Weight Lifted,From Upload,"
    "Grade Adjusted Distance,Weather Observation Time,Weather Condition,Weather Temperature,"
    "Apparent Temperature,Dewpoint,Humidity,Weather Pressure,Wind Speed,Wind Gust,Wind Bearing,"
    "Precipitation Intensity,Sunrise Time,Sunset Time,Moon Phase,Bike,Gear,"
    "Precipitation Probability,Precipitation Type,Cloud Cover,Weather Visibility,UV Index,"
    "Weather Ozone,Jump Count,Total Grit,Average Flow,Flagged,Average Elapsed Speed,Dirt Distance,"
    "Newly Explored Distance,Newly Explored Dirt Distance,Activity Count,Total Steps,Carbon Saved,"
    "Pool Length,Training Load,Intensity,Average Grade Adjusted Pace,Timer Time,Total Cycles,"
    "Recovery,With Pet,Competition,Long Run,For a Cause,With Kid,Downhill Distance,Total Sets,"
    "Total Reps,Media"
)
COLUMNS = _HEADER.split(",")
_MOMENT = (2026, 10, 23, 9, 12, 0)  # when the export was made


@dataclass
class Row:
    """One activity of the export."""

    start: dt.datetime
    values: dict[str, str]
    ending: str
    content: bytes


def export(numbers: list[int]) -> tuple[bytes, dict[int, str], dict[str, str]]:
    """Return the zip, the file of each run by its number, and the files of what is no run."""
    rows: list[tuple[int | str, Row]] = [(n, _run_row(outing(n))) for n in numbers]
    rows += [("phone", row) for n in numbers if (row := _phone_row(outing(n))) is not None]
    rows += [(f"other {one.kind}", _other_row(one)) for one in others()]
    rows.sort(key=lambda pair: pair[1].start)
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    of_run: dict[int, str] = {}
    of_other: dict[str, str] = {}
    members: list[tuple[str, bytes]] = []
    for position, (whose, row) in enumerate(rows):
        name = ""
        if row.content:
            # the number in the file's name is the upload's, not the activity's
            name = f"activities/{17_204_511_003 + position * 41_209_871}.{row.ending}.gz"
            members.append((name, _gzip(row.content)))
        row.values["Activity ID"] = str(15_610_400_217 + position * 38_114_059)
        row.values["Filename"] = name
        writer.writerow(_line(row.values))
        if isinstance(whose, int):
            of_run[whose] = name
        else:
            of_other[whose] = name
    members.insert(0, ("activities.csv", table.getvalue().encode()))
    members.insert(1, ("media.csv", b"Media Filename,Media Caption\n"))
    return _zip(members), of_run, of_other


def _line(values: dict[str, str]) -> list[str]:
    """Return the cells; a name that stands twice has its second value under ``name 2``."""
    seen: set[str] = set()
    cells = []
    for name in COLUMNS:
        cells.append(values.get(f"{name} 2" if name in seen else name, ""))
        seen.add(name)
    return cells


def date_words(moment: dt.datetime) -> str:
    """Return a moment as the export writes it, in UTC: ``May 29, 2022, 3:53:35 PM``."""
    utc = moment.astimezone(dt.UTC)
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[3 * utc.month - 3 : 3 * utc.month]
    half = "AM" if utc.hour < 12 else "PM"
    return f"{month} {utc.day}, {utc.year}, {(utc.hour - 1) % 12 + 1}:{utc:%M:%S} {half}"


def _basics(
    start: dt.datetime, name: str, kind: str, metres: float, elapsed: float, moving: float
) -> dict[str, str]:
    return {
        "Activity Date": date_words(start),
        "Activity Name": name,
        "Activity Type": kind,
        "Elapsed Time": str(round(elapsed)),
        "Elapsed Time 2": f"{elapsed:.1f}",
        "Moving Time": f"{moving:.1f}",
        "Distance": f"{metres / 1000:.2f}",
        "Distance 2": f"{metres:.1f}",
        "Average Speed": f"{metres / moving:.4f}",
        "Commute": "false",
        "Commute 2": "0.0",
        "From Upload": "1.0",
    }


def _run_row(out: Outing) -> Row:
    day, recording = out.day, out.recording
    kind = "Trail Run" if day.book == "trail" else "Run"
    if recording is None:
        values = _basics(day.start, day.name, kind, day.amount * 1000, 1890.0, 1890.0)
        values["From Upload"] = "0.0"
        values["Activity Description"] = DESCRIPTIONS.get(day.run_id[:8], "")
        return Row(start_utc(day), values, "", b"")
    still = float(np.diff(recording.t)[recording.speed_mps[1:] < 0.3].sum())
    paused = recording.elapsed_s - recording.timer_s
    moving = recording.elapsed_s - max(still, float(paused))
    values = _basics(day.start, day.name, kind, recording.total_m, recording.elapsed_s, moving)
    values |= {
        "Activity Description": DESCRIPTIONS.get(day.run_id[:8], ""),
        "Max Speed": f"{recording.speed_mps.max():.3f}",
        "Max Heart Rate": f"{recording.hr_bpm.max():.0f}",
        "Max Heart Rate 2": f"{recording.hr_bpm.max():.1f}",
        "Average Heart Rate": f"{recording.hr_bpm.mean():.4f}",
        "Average Cadence": f"{recording.cadence_rpm.mean():.4f}",
        "Average Temperature": f"{recording.temperature_c.mean():.1f}",
        "Timer Time": f"{recording.timer_s:.1f}",
        "Average Elapsed Speed": f"{recording.total_m / recording.elapsed_s:.4f}",
        "Competition": "1.0" if "race" in day.how else "",
        "Long Run": "1.0" if day.effort == "long" and day.amount > 10 else "",
    }
    if recording.ascent_m is not None and recording.altitude_m is not None:
        values |= {
            "Elevation Gain": f"{recording.ascent_m:.1f}",
            "Elevation Low": f"{recording.altitude_m.min():.1f}",
            "Elevation High": f"{recording.altitude_m.max():.1f}",
        }
    ending, content = file_of(out)
    return Row(start_utc(day), values, ending, content)


def _phone_row(out: Outing) -> Row | None:
    if "dup" not in out.day.how:
        return None
    start, recording, content = phone_file(out)
    seconds = recording.elapsed_s
    values = _basics(start, "Afternoon Run", "Run", recording.total_m, seconds, seconds)
    return Row(start, values, "gpx", content)


def _other_row(one: Other) -> Row:
    values = _basics(one.start, one.name, one.kind, one.distance_m, one.elapsed_s, one.elapsed_s)
    if not one.content:
        values["From Upload"] = "0.0"
    return Row(one.start.astimezone(dt.UTC), values, one.ending, one.content)


def _gzip(content: bytes) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0, filename="") as file:
        file.write(content)
    return packed.getvalue()


def _zip(members: list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(_info("media/", zipfile.ZIP_STORED), b"")
        for name, content in members:
            plain = name.endswith(".csv")
            how = zipfile.ZIP_DEFLATED if plain else zipfile.ZIP_STORED
            archive.writestr(_info(name, how), content, compresslevel=9)
    return packed.getvalue()


def _info(name: str, how: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=_MOMENT)
    info.compress_type = how
    info.create_system = 3
    info.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else 0o100644 << 16
    return info

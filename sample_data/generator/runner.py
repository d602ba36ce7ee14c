"""One day's run, from the plan to the device's recording and what really happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

import numpy as np

from .calendar import Day, air_c, plan, story
from .fit_writer import About, write_fit
from .physics import Truth, biggest_rise, fastest, hysteresis_ascent, longest_without, run, standing
from .sensors import Recording, drive_home, jump, phone, record, spike
from .sun import elevation_deg
from .terrain import HUT_LAT_DEG, HUT_LON_DEG, UTC_OFFSET_S, Path, ascent, join, paths
from .xml_writers import write_gpx, write_tcx

EFFORTS_M = (1000.0, 1609.344, 5000.0, 10_000.0, 21_097.5, 42_195.0)


@dataclass(frozen=True)
class Outing:
    """A run as it was and as the watch has it.

    Attributes
    ----------
    truth
        Up to the moment the run ended, whatever the watch recorded afterwards.
    recording
        ``None`` where there was no watch.
    """

    day: Day
    path: Path
    truth: Truth
    recording: Recording | None
    air_c: float


@cache
def outing(number: int) -> Outing:
    """Return the run of one line of the story."""
    day = story()[number]
    meant = plan(day)
    truth = run(meant, day.rng(3))
    if day.place == "manual":
        return Outing(day, meant.path, truth, None, meant.air_c)
    recorded, path = truth, meant.path
    if "car" in day.how:
        recorded = drive_home(truth)
        road = paths()["road"].cut(0, 8000)
        path = join(meant.path, road)
    every = day.how.get("rec", "smart")
    assert every in ("1s", "2s", "smart")  # noqa: S101
    calibrated = float(day.how["calibrated"]) if "calibrated" in day.how else None
    recording = record(
        recorded,
        path,
        day.rng(4),
        every=every,  # type: ignore[arg-type]  # checked above
        air_c=meant.air_c,
        indoors=day.place == "treadmill",
        stride_error=None if calibrated is None else calibrated / day.amount - 1,
    )
    if day.place == "treadmill":
        # the runner typed in what the belt said
        recording.total_m = day.amount * 1000
    if "teleport" in day.how:
        jump(recording, day.rng(5))
    if "spike" in day.how:
        spike(recording)
    return Outing(day, meant.path, truth, recording, meant.air_c)


def start_utc(day: Day) -> dt.datetime:
    """Return the moment the runner pressed start."""
    return day.start.astimezone(dt.UTC)


def file_of(out: Outing) -> tuple[str, bytes]:
    """Return ending and content of the file the watch or the phone left."""
    day, recording = out.day, out.recording
    assert recording is not None  # noqa: S101
    form = day.how.get("fmt", "fit")
    if form == "gpx":
        creator = "Made-up Watch"
        return "gpx", write_gpx(recording, start_utc(day), day.name, creator, "running")
    if form == "tcx":
        return "tcx", write_tcx(recording, start_utc(day), blanks=10 if "blanks" in day.how else 0)
    sub_sport = {"treadmill": "treadmill", "trail": "trail"}.get(day.book, "generic")
    return "fit", write_fit(recording, About(start_utc(day), UTC_OFFSET_S, "running", sub_sport))


def phone_file(out: Outing, late_s: int = 14) -> tuple[dt.datetime, Recording, bytes]:
    """Return the second recording of a run: start, recording and GPX of a phone."""
    recording = phone(out.truth, out.path, out.day.rng(6), late_s)
    start = start_utc(out.day) + dt.timedelta(seconds=late_s)
    return (
        start,
        recording,
        write_gpx(recording, start, "Afternoon Run", "Made-up Phone", "running"),
    )


def dark_s(day: Day, seconds: int) -> int:
    """Return how many seconds of a run the sun stood more than 6 degrees below the horizon."""
    begun = start_utc(day)
    minutes = range(0, seconds, 60)
    return 60 * sum(
        elevation_deg(begun + dt.timedelta(seconds=second), HUT_LAT_DEG, HUT_LON_DEG) < -6.0
        for second in minutes
    )


def facts(out: Outing) -> dict[str, object]:
    """Return what the generator knows of a run: the truth tests compare with."""
    truth, day = out.truth, out.day
    stops = standing(truth)
    paused = sum(b - a for a, b, _ in truth.pauses)
    known: dict[str, object] = {
        "run_id": day.run_id,
        "start_time": start_utc(day),
        "local_date": day.start.date(),
        "name": day.name,
        "book": day.book,
        "place": day.place,
        "is_race": "race" in day.how,
        "distance_m": round(float(truth.s[-1]), 1),
        "elapsed_s": truth.seconds,
        "timer_s": truth.seconds - paused,
        "moving_s": truth.seconds - sum(b - a for a, b in stops),
        "stops_s": [[a, b] for a, b in stops],
        "longest_without_stop_m": round(longest_without(truth, walks_count=False), 1),
        "longest_without_stop_or_walk_m": round(longest_without(truth, walks_count=True), 1),
        "walked_s": int(truth.walking.sum()),
        "air_c": round(out.air_c, 1),
    }
    if day.place not in ("treadmill", "manual"):
        known["ascent_m"] = round(ascent(truth.z), 1)
        known["ascent_3m_m"] = round(hysteresis_ascent(truth.z), 1)
        known["biggest_climb_m"] = round(biggest_rise(truth.z), 1)
        known["dark_s"] = dark_s(day, truth.seconds)
    for distance in EFFORTS_M:
        best = fastest(truth.s, distance)
        if best is not None and day.place != "manual":
            known[f"best_{distance:.0f}_s"] = round(best, 1)
    if out.recording is not None:
        known["device_distance_m"] = out.recording.total_m
        known["device_temperature_c"] = round(float(np.mean(out.recording.temperature_c)), 1)
        known["device_elapsed_s"] = out.recording.elapsed_s
        known["avg_hr_bpm"] = round(float(truth.hr.mean()), 1)
    return known


__all__ = ["Outing", "air_c", "facts", "file_of", "outing", "phone_file", "start_utc"]

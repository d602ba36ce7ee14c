"""TCX, Garmin's older format, which services and phones still write."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording, importer, xml_root
from runwins.importers.samples import Floats, laps_frame, pauses_between, samples_of
from runwins.importers.sports import moving_speeds, named_run, run_by_speed
from runwins.importers.time_zone import offset_of
from runwins.importers.xml_stream import (
    End,
    Start,
    moment_of,
    number,
    numbers,
    stream_xml,
    tail_offset,
    times,
)
from runwins.model import Activity, Totals

_CHANNELS = {
    "Time": "time",
    "LatitudeDegrees": "lat_deg",
    "LongitudeDegrees": "lon_deg",
    "AltitudeMeters": "altitude_m",
    "DistanceMeters": "distance_m",
    "HeartRateBpm": "hr_bpm",
    "Cadence": "cadence_spm",
    "RunCadence": "cadence_spm",
    "Speed": "speed_mps",
    "Watts": "power_w",
}
_FASTEST_MPS = 12.5


@dataclass(slots=True)
class Lap:
    """What a ``<Lap>`` sums up, as texts."""

    start: str | None
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class TcxActivity:
    """What an ``<Activity>`` says: points as columns of texts, and where its parts begin."""

    sport: str | None
    id: str | None = None
    notes: str | None = None
    creator: str | None = None
    points: dict[str, list[str | None]] = field(
        default_factory=lambda: {name: [] for name in dict.fromkeys(_CHANNELS.values())}
    )
    parts: list[int] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)


def read_activities(content: bytes) -> tuple[list[TcxActivity], str | None, list[str]]:
    """Return what a TCX file says of each activity; what else it holds; what was wrong.

    Raises
    ------
    UnreadableFile
        When it has a document type or entities.
    """
    found: list[TcxActivity] = []
    other: list[str] = []

    def reset() -> tuple[Start, End]:
        found.clear()
        other.clear()
        return _call_backs(found, other)

    problems = stream_xml(content, reset)
    return found, other[0] if other else None, problems


def _call_backs(found: list[TcxActivity], other: list[str]) -> tuple[Start, End]:
    """Return what to do at each element's start and end."""
    point: dict[str, str] = {}
    in_point = False
    parent = ""
    within: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_point
        if name == "Trackpoint":
            in_point = True
            point.clear()
        elif in_point:
            return
        elif name == "Activity":
            found.append(TcxActivity(attributes.get("Sport")))
        elif name == "Lap" and found:
            found[-1].laps.append(Lap(attributes.get("StartTime")))
        elif name == "Track" and found:
            found[-1].parts.append(len(found[-1].points["time"]))
        elif name in ("Course", "Workout"):
            other.append(name)
        within.append(name)

    def end(name: str, text: str) -> None:
        nonlocal in_point, parent
        if in_point:
            if name == "Trackpoint":
                in_point = False
                if found:
                    for column, values in found[-1].points.items():
                        values.append(point.get(column))
            elif name == "Value":
                parent = text
            else:
                channel = _CHANNELS.get(name)
                if channel is not None:
                    said = parent if name == "HeartRateBpm" else text
                    if said.strip():
                        point.setdefault(channel, said)
                parent = ""
            return
        if within:
            within.pop()
        if found and text.strip():
            _describe(found[-1], within, name, text.strip())

    return start, end


def _describe(activity: TcxActivity, within: list[str], name: str, text: str) -> None:
    parent = within[-1] if within else ""
    if parent == "Activity":
        if name == "Id":
            activity.id = text
        elif name == "Notes":
            activity.notes = text
    elif parent == "Lap" and activity.laps:
        activity.laps[-1].values[name] = text
    elif name == "Value" and parent.endswith("HeartRateBpm") and activity.laps:
        activity.laps[-1].values[parent] = text
    elif parent == "Creator" and name == "Name":
        activity.creator = text


def is_tcx(content: bytes) -> bool:
    """Tell whether content is TCX, also where its outermost element was lost."""
    return xml_root(content) in ("TrainingCenterDatabase", "Activities")


@importer("tcx", recognises=is_tcx)
def read_tcx(recording: Recording) -> list[Activity]:
    """Read TCX activities: each running one is a run, with its laps.

    Points may lack time or position; a distance that cannot be is left out, and the laps' own
    totals stand beside it. Courses and workouts are passed over.
    """
    found, other, problems = read_activities(recording.content)
    if not found:
        if other == "Course":
            raise NotARun("this is a course, not a run: see runwins course")
        if other is not None:
            raise NotARun("a TCX file of workouts: plans, not runs")
        raise UnreadableFile(f"TCX without an activity ({'; '.join(problems) or 'it is empty'})")
    runs: list[Activity] = []
    reasons: list[NotARun | UnreadableFile] = []
    for at, activity in enumerate(found):
        source = recording.source + (f"#{at + 1}" if len(found) > 1 else "")
        try:
            runs.append(_run(activity, source, recording, problems))
        except (NotARun, UnreadableFile) as reason:
            reasons.append(reason)
    if not runs:
        raise reasons[0]
    return runs


def _run(
    activity: TcxActivity, source: str, recording: Recording, problems: list[str]
) -> Activity:
    told_sport, title = recording.context.get("sport"), recording.context.get("name")
    named = named_run(activity.sport, told_sport, activity.notes or title)
    columns = activity.points
    time, told, without = times(columns["time"])
    channels = {
        name: numbers(values)
        for name, values in columns.items()
        if name != "time" and any(values)
    }
    notes = list(problems)
    timed = np.isfinite(time)
    if not timed.all():
        notes.append(f"{(~timed).sum()} of {len(timed)} points without a time were left out")
    if without:
        notes.append("times without a zone were taken for UTC")
    totals = _totals(activity.laps)
    samples = samples_of(time, channels)
    stream = samples.stream
    if _useless(stream["distance_m"].to_numpy(), stream["elapsed_s"].to_numpy(), totals):
        stream["distance_m"] = np.nan
        notes.append("the distances of its points cannot be; they were left out")
    if named is None or named[1]:
        path = (stream[name].to_numpy() for name in ("elapsed_s", "lat_deg", "lon_deg"))
        by_speed = run_by_speed(moving_speeds(*path), said=named is not None)
        named = named or (None, (by_speed,))
    sub_sport, remark = named
    start_s = samples.start_s if len(stream) else _start_of(activity, recording)
    start = dt.datetime.fromtimestamp(start_s, dt.UTC)
    file_told = tail_offset(recording.source)
    offset, zone_source = offset_of(told if file_told is None else file_told, stream, start)
    return Activity(
        source=source,
        source_format="tcx",
        sport="running",
        sub_sport=sub_sport,
        start_time=start,
        samples=stream,
        laps=_laps(activity.laps, start_s),
        utc_offset_s=offset,
        tz_source=zone_source,
        pauses=pauses_between(time, activity.parts, start_s),
        totals=totals,
        device=activity.creator,
        note=activity.notes,
        problems=(*notes, *remark, *samples.problems),
    )


def _start_of(activity: TcxActivity, recording: Recording) -> float:
    """Return when a run without points started.

    Raises
    ------
    UnreadableFile
        When nothing says it.
    """
    for text in (activity.id, *(lap.start for lap in activity.laps)):
        moment = moment_of(text)
        if moment is not None:
            return moment[0]
    told = recording.context.get("start_time")
    if isinstance(told, dt.datetime):
        return told.timestamp()
    raise UnreadableFile("a run without points and without a time: needs a date")


def _totals(laps: list[Lap]) -> Totals:
    """Return the sums of the laps; a sum with a lap missing from it is unknown."""
    timers = [number(lap.values.get("TotalTimeSeconds")) for lap in laps]
    distances = [number(lap.values.get("DistanceMeters")) for lap in laps]
    beats = [number(lap.values.get("AverageHeartRateBpm")) for lap in laps]
    highest = [number(lap.values.get("MaximumHeartRateBpm")) for lap in laps]
    weighed = [
        (beat, timer) for beat, timer in zip(beats, timers, strict=True) if beat and timer
    ]
    weight = sum(timer for _, timer in weighed)
    return Totals(
        distance_m=_sum(distances),
        timer_s=_sum(timers),
        avg_hr_bpm=sum(beat * timer for beat, timer in weighed) / weight if weight else None,
        max_hr_bpm=max((high for high in highest if high), default=None),
    )


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    total = sum(known)
    return total if known and len(known) == len(values) and total > 0 else None


def _useless(distance: Floats, elapsed: Floats, totals: Totals) -> bool:
    """Tell whether distances never change, or lead farther than a runner and the laps can go."""
    known = np.isfinite(distance)
    if not known.any():
        return False
    far = float(np.nanmax(distance))
    if len(distance) > 2 and far == float(np.nanmin(distance)):
        return True
    said = totals.distance_m
    return far > _FASTEST_MPS * max(float(elapsed[-1]), 60.0) and (said is None or far > 2 * said)


def _laps(laps: list[Lap], start_s: float) -> pd.DataFrame:
    rows = []
    for lap in laps:
        moment = moment_of(lap.start)
        timer = number(lap.values.get("TotalTimeSeconds"))
        metres = number(lap.values.get("DistanceMeters"))
        if moment is not None:
            rows.append((
                moment[0] - start_s,
                math.nan,
                math.nan if timer is None else timer,
                math.nan if metres is None else metres,
            ))  # fmt: skip
    return laps_frame(sorted(rows))

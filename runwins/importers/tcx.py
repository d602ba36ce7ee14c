"""TCX, Garmin's older format, which services and phones still write."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording, importer, xml_root
from runwins.importers.samples import (
    Floats,
    check_clock,
    laps_frame,
    pauses_between,
    samples_of,
)
from runwins.importers.sports import moving_speeds, named_run, run_by_speed
from runwins.importers.tcx_elements import Lap, TcxActivity, read_activities
from runwins.importers.time_zone import offset_of
from runwins.importers.xml_stream import moment_of, number, numbers, tail_offset, times
from runwins.model import Activity, Totals

_FASTEST_MPS = 12.5


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


def _run(activity: TcxActivity, source: str, recording: Recording, problems: list[str]) -> Activity:
    told_sport, title = recording.context.get("sport"), recording.context.get("name")
    named = named_run(activity.sport, told_sport, activity.notes or title)
    columns = activity.points
    time, told, without = times(columns["time"])
    channels = {
        name: numbers(values) for name, values in columns.items() if name != "time" and any(values)
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
    check_clock(start_s)
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
    timers = [number(lap.said.get("TotalTimeSeconds")) for lap in laps]
    distances = [number(lap.said.get("DistanceMeters")) for lap in laps]
    beats = [number(lap.said.get("AverageHeartRateBpm")) for lap in laps]
    highest = [number(lap.said.get("MaximumHeartRateBpm")) for lap in laps]
    weighed = [(beat, timer) for beat, timer in zip(beats, timers, strict=True) if beat and timer]
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
        timer = number(lap.said.get("TotalTimeSeconds"))
        metres = number(lap.said.get("DistanceMeters"))
        if moment is not None:
            rows.append((
                moment[0] - start_s,
                math.nan,
                math.nan if timer is None else timer,
                math.nan if metres is None else metres,
            ))  # fmt: skip
    return laps_frame(sorted(rows))

"""GPX, the format that every phone, watch and service can write, each in its own way."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import numpy as np
import pandas as pd

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording, importer, xml_root
from runwins.importers.gpx_elements import Gpx, Track, read_points
from runwins.importers.plans import why_planned
from runwins.importers.samples import (
    check_clock,
    laps_frame,
    pauses_between,
    samples_of,
    stream_frame,
)
from runwins.importers.sports import (
    AS_RUN,
    moving_speeds,
    named_run,
    refuse_by_folder,
    run_by_speed,
)
from runwins.importers.time_zone import offset_of
from runwins.importers.xml_stream import moment_of, numbers, times
from runwins.model import Activity

_HEAD_BYTES = 4096
_TYPE = re.compile(rb"<type>([^<]+)</type>")
_OTHER_RUN_S = 4 * 3600.0


@importer("gpx", recognises=lambda content: xml_root(content) == "gpx")
def read_gpx(recording: Recording) -> list[Activity]:
    """Read GPX tracks with times, of any version and with any extension for heart rate and steps.

    A track is one run, whose segments are the parts between pauses; tracks within four hours of
    each other are one run too. A track without times is a course. A run recorded without positions
    keeps its date and name, and its distance is unknown.
    """
    _refuse_early(recording)
    gpx = read_points(recording.content)
    tracks = [track for track in gpx.tracks if track.points["lat"]]
    if not tracks:
        return [_without_points(gpx, recording)]
    if not any(stamp for track in tracks for stamp in track.points["time"]):
        raise NotARun("this is a course, not a run: see runwins course")
    runs: list[Activity] = []
    reasons: list[NotARun | UnreadableFile] = []
    for number, together in enumerate(_days(tracks), start=1):
        title = together[0].name or gpx.name or recording.context.get("name")
        try:
            named = named_run(_kind(together), recording.context.get("sport"), title)
            if named is None:
                refuse_by_folder(recording.source)
            run = _run(gpx, together, recording, named)
        except (NotARun, UnreadableFile) as reason:
            reasons.append(reason)
        else:
            runs.append(replace(run, source=f"{run.source}#{number}") if number > 1 else run)
    if not runs:
        raise reasons[0]
    return runs


def _refuse_early(recording: Recording) -> None:
    """Refuse another sport before its thousands of points are read.

    Raises
    ------
    NotARun
        When the file names one before its first point.
    """
    head = recording.content[:_HEAD_BYTES].partition(b"<trkpt")[0]
    told = recording.context.get("sport")
    word = _TYPE.search(head.rpartition(b"<trk>")[2])
    if word is not None:
        said = word[1].decode("utf-8", errors="replace").strip()
        named_run(said, told if told == AS_RUN else None, None)


def _days(tracks: list[Track]) -> list[list[Track]]:
    """Return the tracks of each run: hours between two of them are no pause."""
    days: list[list[Track]] = []
    last: float | None = None
    for track in tracks:
        stamps = [stamp for stamp in track.points["time"] if stamp]
        first = moment_of(stamps[0]) if stamps else None
        if not days or (first and last is not None and abs(first[0] - last) > _OTHER_RUN_S):
            days.append([])
        days[-1].append(track)
        end = moment_of(stamps[-1]) if stamps else None
        last = end[0] if end else last
    return days


def _run(
    gpx: Gpx,
    tracks: list[Track],
    recording: Recording,
    named: tuple[str | None, tuple[str, ...]] | None,
) -> Activity:
    columns = {
        name: [value for track in tracks for value in track.points[name]]
        for name in tracks[0].points
    }
    parts = _parts(tracks)
    time, told, without = times(columns.pop("time"))
    channels = {
        {"lat": "lat_deg", "lon": "lon_deg"}.get(name, name): numbers(values)
        for name, values in columns.items()
        if name in ("lat", "lon") or any(values)
    }
    problems = list(gpx.problems)
    timed = np.isfinite(time)
    if not timed.any():
        raise NotARun("this is a course, not a run: see runwins course")
    if not timed.all():
        problems.append(f"{(~timed).sum()} of {len(timed)} points without a time were left out")
    if without:
        problems.append("times without a zone were taken for UTC")
    samples = samples_of(time, channels)
    stream = samples.stream
    path = [stream[name].to_numpy() for name in ("elapsed_s", "lat_deg", "lon_deg")]
    sport_named = named is not None and not named[1]
    why = why_planned(path[0], path[1], path[2], gpx.creator, sport_named=sport_named)
    if why is not None:
        raise NotARun(f"a course with planned times ({why}), not a run: see runwins course")
    if not sport_named:
        by_speed = run_by_speed(moving_speeds(*path), said=named is not None)
        named = named or (None, (by_speed,))
    sub_sport, remark = named or (None, ())
    start = dt.datetime.fromtimestamp(samples.start_s, dt.UTC)
    run = _activity(gpx, tracks[0], recording, start, told, stream)
    return replace(
        run,
        sub_sport=sub_sport,
        pauses=pauses_between(time, parts, samples.start_s),
        problems=(*problems, *remark, *samples.problems),
    )


def _activity(
    gpx: Gpx,
    track: Track,
    recording: Recording,
    start: dt.datetime,
    told: int | None,
    stream: pd.DataFrame,
) -> Activity:
    """Return what every run of a GPX file says; `told` is the offset that its times name."""
    offset, source = offset_of(told, stream, start)
    return Activity(
        source=recording.source,
        source_format="gpx",
        sport="running",
        start_time=start,
        samples=stream,
        laps=laps_frame([]),
        utc_offset_s=offset,
        tz_source=source,
        device=gpx.creator,
        name=track.name or gpx.name,
        note=track.note,
    )


def _parts(tracks: list[Track]) -> list[int]:
    """Return the points at which a track or a segment begins."""
    parts: list[int] = []
    before = 0
    for track in tracks:
        parts += [before, *(before + at for at in track.parts)]
        before += len(track.points["lat"])
    return sorted(set(parts))


def _kind(tracks: list[Track]) -> str | None:
    kinds = [track.kind for track in tracks if track.kind]
    return kinds[0] if kinds else None


def _without_points(gpx: Gpx, recording: Recording) -> Activity:
    """Return a run of which only the date and the name are known."""
    if gpx.routes or (gpx.waypoints and not gpx.tracks):
        what = "this is a route" if gpx.routes else "these are waypoints"
        raise NotARun(f"{what}, not a run: see runwins course")
    if gpx.problems:
        raise UnreadableFile(f"GPX without a point that can be read ({'; '.join(gpx.problems)})")
    track = gpx.tracks[0] if gpx.tracks else Track()
    title = track.name or gpx.name or recording.context.get("name")
    named = named_run(track.kind, recording.context.get("sport"), title)
    if named is None:
        raise NotARun("the file holds no points, and nothing in it says that it was a run")
    sub_sport, remark = named
    moment = moment_of(gpx.time)
    start = recording.context.get("start_time")
    if moment is not None:
        check_clock(moment[0])
        start = dt.datetime.fromtimestamp(moment[0], dt.UTC)
    if not isinstance(start, dt.datetime):
        raise UnreadableFile("a run without points and without a time: needs a date")
    told = moment[1] if moment else None
    run = _activity(gpx, track, recording, start, told, stream_frame(np.empty(0), {}))
    problems = ("recorded without positions", *remark)
    return replace(run, sub_sport=sub_sport, problems=problems)

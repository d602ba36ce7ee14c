"""From the messages of a FIT file to its runs: one for each running session."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording
from runwins.importers.fit_altitude import altitude_source
from runwins.importers.fit_developer import added, as_told, with_power
from runwins.importers.fit_messages import (
    Columns,
    Cut,
    Messages,
    beside,
    channels_of,
    device_of,
    laps_of,
    local_minus_utc,
    pauses_of,
    rebased,
    totals_of,
)
from runwins.importers.samples import check_clock, samples_of
from runwins.importers.sports import (
    AS_RUN,
    a_sport,
    moving_speeds,
    named_run,
    run_by_speed,
    speeds_of,
)
from runwins.importers.time_zone import offset_of
from runwins.model import Activity

_NO_SPORT = (None, "generic", "all", "invalid")
_TREADMILLS = ("treadmill", "indoor_running")
_UNSET_BEFORE_S = 631_065_600 + 0x10000000


def check_it_runs(messages: Messages, context: Mapping[str, Any]) -> None:
    """Refuse a file whose summary alone says that it holds no run: nothing else need be read.

    Raises
    ------
    NotARun
        When it is no activity, or all its sessions are of other sports.
    """
    kinds = [one.get("type") for one in messages.get("file_id", [])]
    if kinds and not {"activity", None} & set(kinds) and not messages.get("session"):
        kind = str(kinds[0]).replace("_", " ")
        raise NotARun(_what_it_is(kind))
    sports = _sports(messages, context)
    if sports and not any(sport in ("running", *_NO_SPORT) for sport in sports):
        named = list(dict.fromkeys(a_sport(str(s)) for s in sports if s != "transition"))
        more = ", though the table calls it a run" if context.get("sport") == "running" else ""
        raise NotARun(f"{' and '.join(named) or 'a transition'}, not a run{more}")


def _what_it_is(kind: str) -> str:
    if kind == "course":
        return "this is a course, not a run: see runwins course"
    if kind in ("workout", "goals", "schedules"):
        return f"a FIT file of {kind}: a plan, not a run"
    return f"a FIT file of type {kind}, not a recorded activity"


def _sports(messages: Messages, context: Mapping[str, Any]) -> list[Any]:
    """Return the sports of a file's sessions; at the runner's word that of the only one is none."""
    sports = [_sport(session, messages) for session in messages.get("session", [])]
    return [None] if context.get("sport") == AS_RUN and len(sports) == 1 else sports


def _sport(session: Mapping[Any, Any], messages: Messages) -> Any:
    """Return a session's sport, from wherever the file says it."""
    sport = session.get("sport")
    if sport == "fitness_equipment" and session.get("sub_sport") in _TREADMILLS:
        return "running"
    if sport in _NO_SPORT:
        others = {
            one.get("sport") for one in (*messages.get("sport", ()), *messages.get("lap", ()))
        }
        others -= set(_NO_SPORT)
        if len(others) == 1:
            return others.pop()
    return sport


def runs_of(
    messages: Messages, columns: Columns, recording: Recording, problems: tuple[str, ...]
) -> list[Activity]:
    """Return the runs among a file's sessions, cut from its samples by their times.

    Raises
    ------
    NotARun
        When there is none.
    UnreadableFile
        When the watch's clock was not set.
    """
    check_it_runs(messages, recording.context)
    if not np.isfinite(columns.get("timestamp", np.empty(0))).any():
        columns = {}  # samples of no time at all
    sessions = _sessions(messages)
    if len(sessions) < len(messages.get("session", ())):
        columns = _first_copy(columns)
    if not sessions:
        if not columns:
            raise UnreadableFile("; ".join(problems) or "a FIT activity without session or samples")
        problems = (*problems, "the file has no session: what it sums up is unknown")
        sessions = [{"start_time": float(np.nanmin(columns["timestamp"]))}]
    starts = [*(one["start_time"] for one in sessions[1:]), math.inf]
    runs: list[Activity] = []
    reasons: list[NotARun] = []
    begin = -math.inf
    for session, end in zip(sessions, starts, strict=True):
        sport = _sport(session, messages)
        taken = recording.context.get("sport") == AS_RUN and len(sessions) == 1
        if sport not in ("running", *_NO_SPORT) and not taken:
            reasons.append(NotARun(f"{a_sport(str(sport))}, not a run"))
        else:
            cut = Cut(begin, end, len(sessions) > 1)
            try:
                runs.append(_run(session, messages, columns, cut, recording, problems))
            except NotARun as reason:
                reasons.append(reason)
        begin = end
    if not runs:
        raise reasons[0]
    return runs


def _sessions(messages: Messages) -> list[dict[Any, Any]]:
    """Return the sessions by start; of those that are written twice, one."""
    sessions = [one for one in messages.get("session", ()) if one.get("start_time") is not None]
    sessions.sort(key=lambda one: one["start_time"])
    return [
        one
        for before, one in zip([None, *sessions], sessions, strict=False)
        if before is None or one["start_time"] != before["start_time"]
    ]


def _first_copy(columns: Columns) -> Columns:
    """Return the samples up to where the file begins once more: some hold the same run twice."""
    time = columns.get("timestamp", np.empty(0))
    again = np.flatnonzero((np.diff(time) < 0) & (time[1:] <= time[0])) if len(time) else time
    if not len(again):
        return columns
    return {name: values[: int(again[0]) + 1] for name, values in columns.items()}


def _run(
    session: Mapping[Any, Any],
    messages: Messages,
    columns: Columns,
    cut: Cut,
    recording: Recording,
    problems: tuple[str, ...],
) -> Activity:
    time = columns.get("timestamp", np.empty(0))
    columns = with_power(columns, messages)
    channels = {**channels_of(columns), **beside(columns), **added(columns)}
    if cut.several:
        inside = (time >= cut.begin) & (time < cut.end)
        channels = rebased(channels, time, inside, cut.begin)
        time = time[inside]
    sport = _sport(session, messages)
    sub_sport = session.get("sub_sport")
    samples = samples_of(time, channels)
    if sport != "running":
        word = None if sport in _NO_SPORT else str(sport)
        told = recording.context.get("sport")
        named = named_run(word, told, recording.context.get("name"))
        if told == AS_RUN or named is None:
            by_speed = run_by_speed(_speeds(samples.stream), said=named is not None)
            named = named or (None, (by_speed,))
        sub_sport, remark = named
        problems = (*problems, *remark)
    start = samples.start_s if len(samples.stream) else float(session["start_time"])
    _check_set(start)
    started = dt.datetime.fromtimestamp(start, dt.UTC)
    offset, source = offset_of(local_minus_utc(messages), samples.stream, started)
    file_id = messages.get("file_id", [{}])[0]
    several = f"#{int(session['start_time'])}" if cut.several else ""
    return Activity(
        source=recording.source + several,
        source_format="fit",
        sport="running",
        sub_sport=None if sub_sport in _NO_SPORT else str(sub_sport),
        start_time=started,
        samples=samples.stream,
        laps=laps_of(messages, cut, start),
        utc_offset_s=offset,
        tz_source=source,
        pauses=pauses_of(messages, cut, start),
        totals=totals_of(session),
        device=device_of(file_id),
        altitude_source=altitude_source(file_id, messages.get("device_info", ()))
        if "altitude_m" in channels
        else None,
        is_race=session.get("sport_event") == "race",
        problems=(*problems, *samples.problems),
        extras=as_told(samples.extras),
    )


def _speeds(stream: pd.DataFrame) -> NDArray[np.float64]:
    """Return the speeds at which a recording moved: its own where it has any, else by position."""
    said = speeds_of(stream["speed_mps"].to_numpy())
    if len(said):
        return said
    path = (stream[name].to_numpy() for name in ("elapsed_s", "lat_deg", "lon_deg"))
    return moving_speeds(*path)


def _check_set(start_s: float) -> None:
    """Refuse a clock that counts from when the watch was switched on (FIT: below 0x10000000)."""
    if start_s < _UNSET_BEFORE_S:
        day = dt.datetime.fromtimestamp(start_s, dt.UTC).date()
        raise UnreadableFile(f"the watch's clock was not set (it says {day}): needs a date")
    check_clock(start_s)

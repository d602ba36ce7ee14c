"""From the messages of a FIT file to its runs: one for each running session."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording
from runwins.importers.fit_altitude import altitude_source
from runwins.importers.samples import check_clock, laps_frame, samples_of
from runwins.importers.sports import a_sport, moving_speeds, named_run, run_by_speed, speeds_of
from runwins.importers.time_zone import offset_of
from runwins.model import Activity, Totals

Messages: TypeAlias = Mapping[str, list[dict[Any, Any]]]
Columns: TypeAlias = Mapping[str, NDArray[np.float64]]

_NO_SPORT = (None, "generic", "all", "invalid")
_TREADMILLS = ("treadmill", "indoor_running")
_STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})
_UNSET_BEFORE_S = 631_065_600 + 0x10000000
_NAMES = (
    ("distance_m", ("distance",)),
    ("lat_deg", ("position_lat",)),
    ("lon_deg", ("position_long",)),
    ("altitude_m", ("enhanced_altitude", "altitude")),
    ("speed_mps", ("enhanced_speed", "speed")),
    ("hr_bpm", ("heart_rate",)),
    ("power_w", ("power", "Power", "RP_Power")),
    ("temperature_c", ("temperature",)),
)


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
    sports = [_sport(session, messages) for session in messages.get("session", [])]
    if sports and not any(sport in ("running", *_NO_SPORT) for sport in sports):
        named = list(dict.fromkeys(a_sport(str(s)) for s in sports if s != "transition"))
        said = context.get("sport")
        more = ", though the table calls it a run" if said == "running" else ""
        raise NotARun(f"{' and '.join(named) or 'a transition'}, not a run{more}")


def _what_it_is(kind: str) -> str:
    if kind == "course":
        return "this is a course, not a run: see runwins course"
    if kind in ("workout", "goals", "schedules"):
        return f"a FIT file of {kind}: a plan, not a run"
    return f"a FIT file of type {kind}, not a recorded activity"


def _sport(session: Mapping[Any, Any], messages: Messages) -> Any:
    """Return a session's sport, from wherever the file says it."""
    sport = session.get("sport")
    if sport == "fitness_equipment" and session.get("sub_sport") in _TREADMILLS:
        return "running"
    if sport in _NO_SPORT:
        others = {one.get("sport") for one in (*messages.get("sport", ()), *messages.get("lap", ()))}
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
    sessions = _sessions(messages)
    if not sessions:
        if not len(columns.get("timestamp", ())):
            raise UnreadableFile("; ".join(problems) or "a FIT activity without session or samples")
        problems = (*problems, "the file has no session: what it sums up is unknown")
        sessions = [{"start_time": float(np.nanmin(columns["timestamp"]))}]
    starts = [*(one["start_time"] for one in sessions[1:]), math.inf]
    runs: list[Activity] = []
    reasons: list[NotARun] = []
    begin = -math.inf
    for session, end in zip(sessions, starts, strict=True):
        sport = _sport(session, messages)
        if sport not in ("running", *_NO_SPORT):
            reasons.append(NotARun(f"{a_sport(str(sport))}, not a run"))
        else:
            cut = _Cut(begin, end, len(sessions) > 1)
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


class _Cut:
    """Between which moments of a file a session lies."""

    def __init__(self, begin: float, end: float, several: bool) -> None:
        self.begin, self.end, self.several = begin, end, several

    def holds(self, moment: Any) -> bool:
        return isinstance(moment, (int, float)) and self.begin <= moment < self.end


def _run(
    session: Mapping[Any, Any],
    messages: Messages,
    columns: Columns,
    cut: _Cut,
    recording: Recording,
    problems: tuple[str, ...],
) -> Activity:
    time = columns.get("timestamp", np.empty(0))
    channels = _channels(columns)
    if cut.several:
        inside = (time >= cut.begin) & (time < cut.end)
        channels = _rebased(channels, time, inside, cut.begin)
        time = time[inside]
    sport = _sport(session, messages)
    sub_sport = session.get("sub_sport")
    if sport in _NO_SPORT:
        named = named_run(None, recording.context.get("sport"), recording.context.get("name"))
        if named is None:
            speed = speeds_of(channels.get("speed_mps", np.empty(0)))
            if not len(speed) and "lat_deg" in channels:
                speed = moving_speeds(time, channels["lat_deg"], channels["lon_deg"])
            named = None, (run_by_speed(speed, said=False),)
        sub_sport, remark = named
        problems = (*problems, *remark)
    samples = samples_of(time, channels)
    start = samples.start_s if len(samples.stream) else float(session["start_time"])
    _check_set(start)
    started = dt.datetime.fromtimestamp(start, dt.UTC)
    offset, source = offset_of(_local_minus_utc(messages), samples.stream, started)
    file_id = messages.get("file_id", [{}])[0]
    several = f"#{int(session['start_time'])}" if cut.several else ""
    return Activity(
        source=recording.source + several,
        source_format="fit",
        sport="running",
        sub_sport=None if sub_sport in _NO_SPORT else str(sub_sport),
        start_time=started,
        samples=samples.stream,
        laps=_laps(messages, cut, start),
        utc_offset_s=offset,
        tz_source=source,
        pauses=_pauses(messages, cut, start),
        totals=_totals(session),
        device=_device(file_id),
        altitude_source=altitude_source(file_id) if "altitude_m" in channels else None,
        is_race=session.get("sport_event") == "race",
        problems=(*problems, *samples.problems),
    )


def _channels(columns: Columns) -> dict[str, NDArray[np.float64]]:
    channels: dict[str, NDArray[np.float64]] = {}
    for ours, theirs in _NAMES:
        for name in theirs:
            values = columns.get(name)
            if values is None:
                continue
            known = channels.get(ours)
            channels[ours] = values if known is None else np.where(np.isnan(known), values, known)
    cadence = columns.get("cadence")
    if cadence is not None:
        part = columns.get("fractional_cadence")
        channels["cadence_spm"] = cadence if part is None else cadence + np.nan_to_num(part)
    return channels


def _rebased(
    channels: Mapping[str, NDArray[np.float64]],
    time: NDArray[np.float64],
    inside: NDArray[np.bool_],
    begin: float,
) -> dict[str, NDArray[np.float64]]:
    """Return the channels of one session; its distance counts from where the last one ended."""
    cut = {name: values[inside] for name, values in channels.items()}
    distance = channels.get("distance_m")
    if distance is not None:
        before = distance[(time < begin) & np.isfinite(distance)]
        own = cut["distance_m"][np.isfinite(cut["distance_m"])]
        if len(before) and len(own) and own[0] >= before[-1]:
            cut["distance_m"] = cut["distance_m"] - before[-1]
    return cut


def _check_set(start_s: float) -> None:
    """Refuse a clock that counts from when the watch was switched on (FIT: below 0x10000000)."""
    if start_s < _UNSET_BEFORE_S:
        day = dt.datetime.fromtimestamp(start_s, dt.UTC).date()
        raise UnreadableFile(f"the watch's clock was not set (it says {day}): needs a date")
    check_clock(start_s)


def _local_minus_utc(messages: Messages) -> float | None:
    for one in messages.get("activity", ()):
        local, utc = one.get("local_timestamp"), one.get("timestamp")
        if isinstance(local, (int, float)) and isinstance(utc, (int, float)):
            return float(local - utc)
    return None


def _laps(messages: Messages, cut: _Cut, start_s: float) -> Any:
    rows = [
        (
            float(lap["start_time"]) - start_s,
            _positive(lap.get("total_elapsed_time")) or math.nan,
            _positive(lap.get("total_timer_time")) or math.nan,
            float(lap.get("total_distance", math.nan)),
        )
        for lap in messages.get("lap", ())
        if cut.holds(lap.get("start_time"))
    ]
    return laps_frame(sorted(rows))


def _pauses(messages: Messages, cut: _Cut, start_s: float) -> tuple[tuple[float, float], ...]:
    """Return from when to when the watch was stopped; a stop at the end is no pause."""
    events = sorted(
        (float(one["timestamp"]), one.get("event_type"))
        for one in messages.get("event", ())
        if one.get("event") == "timer" and cut.holds(one.get("timestamp"))
    )
    pauses: list[tuple[float, float]] = []
    stopped: float | None = None
    for moment, kind in events:
        if kind in _STOPS and stopped is None:
            stopped = moment
        elif kind == "start" and stopped is not None:
            begin, end = max(stopped - start_s, 0.0), moment - start_s
            if end > begin:
                pauses.append((begin, end))
            stopped = None
    return tuple(pauses)


def _totals(session: Mapping[Any, Any]) -> Totals:
    return Totals(
        distance_m=_positive(session.get("total_distance")),
        elapsed_s=_positive(session.get("total_elapsed_time")),
        timer_s=_positive(session.get("total_timer_time")),
        moving_s=_positive(session.get("total_moving_time")),
        ascent_m=_number(session.get("total_ascent")),
        avg_hr_bpm=_positive(session.get("avg_heart_rate")),
        max_hr_bpm=_positive(session.get("max_heart_rate")),
    )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None


def _positive(value: Any) -> float | None:
    """Return a number above zero; no run took no time or went nowhere, so zero is unset."""
    number = _number(value)
    return number if number is not None and number > 0 else None


def _device(file_id: Mapping[Any, Any]) -> str | None:
    known = [file_id.get("manufacturer"), file_id.get("product"), file_id.get("product_name")]
    return " ".join(str(one) for one in known if one is not None) or None

"""The same run from two sources: the watch, the phone and the service all keep a copy.

A start alone proves nothing: a warm-up may begin two minutes before the race. Nor does a name. A
run is the same when it starts together, lasts as long and leads as far; and nobody runs two runs at
once, so that recordings of one time are of one run, however late the phone was started.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Literal

_TOGETHER_S = 120.0
_AS_LONG = 0.03
_AS_FAR = 0.05
_EQUAL = 0.01
_AT_ONCE = 0.8
_QUARTER_S = 900.0
_ON_THE_QUARTER_S = 10.0
_FARTHEST_ZONES_S = 14 * 3600.0
_COPIED_S = 2.0
_TIMES = ("elapsed_s", "timer_s", "moving_s")
_RANK = {"fit": 4, "tcx": 3, "gpx": 2}
_QUALITY = {"good": 3, "fair": 2, "poor": 1}

Verdict = Literal["same", "shifted", "at once", "suspected"]
ONE_RUN: tuple[Verdict, ...] = ("same", "shifted", "at once")
"""What two recordings of one run have to do with each other, the surest first."""


def same_recording(a: Mapping[str, Any], b: Mapping[str, Any]) -> Verdict | None:
    """Tell whether two recordings are of the same run.

    Parameters
    ----------
    a, b
        What is known of each: ``start_time`` (UTC), ``sport``, and where known ``source_format``
        and, of their own or in ``totals``, ``distance_m``, ``elapsed_s``, ``timer_s`` and
        ``moving_s``.

    Returns
    -------
    str or None
        ``same`` where they start within 120 s, and their times agree within 3 % and their distances
        within 5 %, as far as both are known; or where they overlap by 80 % of the shorter and
        their distances agree within 5 %. ``shifted``, the same run with a wrong time zone, where
        times agree within 2 s and distances within 1 % and the starts lie whole quarter-hours
        apart within 2 s: two runs of a day that did so by chance would be one pair in some
        hundred thousand. A watch's FIT file counts in UTC, so that two of them are never shifted.
        ``at once`` where two files of samples overlap so and their distances differ or are not
        known: one was cut off, paused or begun anew, or satellites saw it otherwise. Of 201 runs of
        a recorded archive 14 were such doubles or parts, three of them alike to the second.
        ``suspected``, and the runner is asked, where that is so of entries in tables, which know
        their time less well, or where times and distances agree within 1 % and the starts lie
        whole quarter-hours apart within 10 s. ``None`` otherwise.
    """
    if a.get("sport") != b.get("sport"):
        return None
    apart = abs((_start(a) - _start(b)).total_seconds())
    long = _agree(a, b, _TIMES)
    far = _agree(a, b, ("distance_m",))
    as_far = far is None or far <= _AS_FAR
    if apart <= _TOGETHER_S and (long is None or long <= _AS_LONG) and as_far:
        return "same"
    if _overlap(a, b) >= _AT_ONCE:
        if far is not None and as_far:
            return "same"
        recorded = all(one.get("source_format") in _RANK for one in (a, b))
        return "at once" if recorded else "suspected"
    off = abs(apart - round(apart / _QUARTER_S) * _QUARTER_S)
    if off > _ON_THE_QUARTER_S or apart > _FARTHEST_ZONES_S + _ON_THE_QUARTER_S:
        return None
    if long is None or far is None or long > _EQUAL or far > _EQUAL:
        return None
    both_utc = {a.get("source_format"), b.get("source_format")} == {"fit"}
    alike = off <= _COPIED_S and _apart_s(a, b) <= _COPIED_S and not both_utc
    return "shifted" if alike else "suspected"


def richness(recording: Mapping[str, Any]) -> tuple[int, int, int, int]:
    """Return how much a recording tells, to sort by: the best one speaks for the run.

    One that knows how far it led comes first, then FIT before TCX before GPX before tables, then
    one with heart rate, then the better recorded.
    """
    return (
        int(any(True for _ in _values(recording, "distance_m"))),
        _RANK.get(str(recording.get("source_format") or recording.get("source")), 1),
        int(any(True for _ in _values(recording, "avg_hr_bpm"))),
        _QUALITY.get(str(recording.get("quality")), 0),
    )


def _overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """Return which fraction of the shorter recording's time they share; 0 where it is unknown."""
    lasted = [max(_values(one, "elapsed_s"), default=0.0) for one in (a, b)]
    if not all(lasted):
        return 0.0
    ahead = (_start(b) - _start(a)).total_seconds()
    shared = min(lasted[0], ahead + lasted[1]) - max(0.0, ahead)
    return shared / min(lasted)


def _agree(a: Mapping[str, Any], b: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    """Return by which fraction the nearest pair of values differs; ``None`` where there is none."""
    apart = [
        abs(one - other) / max(one, other)
        for name in names
        for one in _values(a, name)
        for other in _values(b, name)
    ]
    return min(apart) if apart else None


def _apart_s(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """Return by how much the nearest pair of times differs."""
    return min(
        abs(one - other)
        for name in _TIMES
        for one in _values(a, name)
        for other in _values(b, name)
    )


def _values(recording: Mapping[str, Any], name: str) -> Iterator[float]:
    totals = recording.get("totals")
    for value in (recording.get(name), (totals or {}).get(name)):
        if isinstance(value, (int, float)) and value > 0:
            yield float(value)


def _start(recording: Mapping[str, Any]) -> dt.datetime:
    start = recording["start_time"]
    moment = dt.datetime.fromisoformat(start) if isinstance(start, str) else start
    if not isinstance(moment, dt.datetime):
        raise TypeError(f"start_time is {start!r}, expected a date and time")
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)

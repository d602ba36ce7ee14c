"""The named places of a course: where along it they are, and when they close."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from runwins.course import Waypoint
from runwins.frames import STATIONS
from runwins.metrics.geodesy import Floats, distance_m

_BESIDE_M = 250.0
_NEAR_M = 60.0
_END_M = 500.0
_HINT_M = 1_000.0
_HINT_SHARE = 0.05
_USUAL_S = 720.0
_LOWEST_S, _HIGHEST_S = 180.0, 2_400.0
_DAY_S = 86_400.0


def place_stations(
    waypoints: Sequence[Waypoint],
    along_m: Floats,
    lat_deg: Floats,
    lon_deg: Floats,
    effort_km: Floats,
    start_clock_s: float | None,
) -> tuple[pd.DataFrame, list[str]]:
    """Return the frame `STATIONS` of a course, and what to know about it in sentences.

    A waypoint belongs to the course within 250 m of it. Where the course passes it more than once,
    the kilometre in its words decides, then the order of the file, then the first pass. The start
    is left out; the finish is always the last row.

    Parameters
    ----------
    waypoints
        In the order of the file.
    along_m, lat_deg, lon_deg
        The course, every 5 m.
    effort_km
        Running km-effort there: tells cut-offs after the start from times of day.
    start_clock_s
        The start's time of day, if it is known.
    """
    total = float(along_m[-1])
    remarks: list[str] = []
    passes: list[list[tuple[float, float]]] = []
    kept: list[Waypoint] = []
    aside: list[str] = []
    finish: Waypoint | None = None
    for one in waypoints:
        if one.role == "start":
            continue
        off = distance_m(lat_deg, lon_deg, one.lat_deg, one.lon_deg)
        if one.role == "finish":
            finish = one
            continue
        found = _passes(along_m, off, one.at_m)
        if found:
            kept.append(one)
            passes.append(found)
        else:
            aside.append(one.name)
    if aside:
        named = ", ".join(aside[:3]) + (" and others" if len(aside) > 3 else "")
        remarks.append(
            f"{len(aside)} waypoint{'s' if len(aside) > 1 else ''} more than {_BESIDE_M:.0f} m "
            f"beside the course left out ({named})."
        )
    rows: list[dict[str, Any]] = []
    for one, (at, off_m) in zip(kept, _in_order(passes), strict=True):
        if at < _END_M / 10 and not one.is_aid:
            continue
        rows.append(_row(one, at, off_m, along_m, lat_deg, lon_deg))
    rows.sort(key=lambda row: float(row["at_m"]))
    rows = [row for n, row in enumerate(rows) if not n or not _same(rows[n - 1], row)]
    last = rows[-1] if rows else None
    if finish is None and last is not None and total - last["at_m"] <= _NEAR_M:
        rows[-1] = last | {"at_m": total}
    else:
        end = finish or Waypoint("Finish", float(lat_deg[-1]), float(lon_deg[-1]))
        off_m = float(distance_m(lat_deg[-1], lon_deg[-1], end.lat_deg, end.lon_deg))
        rows.append(_row(end, total, off_m, along_m, lat_deg, lon_deg) | {"is_aid": False})
    efforts = [float(np.interp(row["at_m"], along_m, effort_km)) for row in rows]
    cutoffs, said = resolve_cutoffs([row.pop("_told") for row in rows], efforts, start_clock_s)
    for row, seconds in zip(rows, cutoffs, strict=True):
        row["cutoff_s"] = seconds
    return STATIONS.build(rows), remarks + said


def _row(
    one: Waypoint, at: float, off_m: float, along: Floats, lat: Floats, lon: Floats
) -> dict[str, Any]:
    return {
        "name": one.name,
        "at_m": at,
        "is_aid": one.is_aid,
        "lat_deg": float(np.interp(at, along, lat)),
        "lon_deg": float(np.interp(at, along, lon)),
        "off_m": off_m,
        "_told": (one.cutoff_s, one.cutoff_clock_s),
    }


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two rows are one place, written twice."""
    return bool(one["name"] == other["name"] and other["at_m"] - one["at_m"] < _NEAR_M)


def _passes(along: Floats, off: Floats, hint_m: float | None) -> list[tuple[float, float]]:
    """Return metre and distance of every pass of the course by a place, in order."""
    nearest = float(off.min())
    if nearest > _BESIDE_M:
        return []
    close = off <= max(nearest + _NEAR_M, 1.5 * nearest)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], close.astype(np.int8), [0]])))
    found = []
    for first, after in edges.reshape(-1, 2):
        best = int(first + np.argmin(off[first:after]))
        found.append((float(along[best]), float(off[best])))
    if hint_m is not None and len(found) > 1:
        hinted = min(found, key=lambda one: abs(one[0] - hint_m))
        if abs(hinted[0] - hint_m) <= max(_HINT_M, _HINT_SHARE * float(along[-1])):
            return [hinted]
    return found


def _in_order(passes: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return one pass a place: along the course in the file's order where that can be."""
    chosen: list[tuple[float, float]] = []
    before = -1.0
    for place, found in enumerate(passes):
        # Not past a later place that the course passes only once.
        once = [later[0][0] for later in passes[place + 1 :] if len(later) == 1]
        fitting = [one for one in found if one[0] >= before and (not once or one[0] <= max(once))]
        if not fitting:
            return [found[0] for found in passes]
        chosen.append(fitting[0])
        before = fitting[0][0]
    return chosen


def resolve_cutoffs(
    told: Sequence[tuple[float | None, float | None]],
    efforts: Sequence[float],
    start_clock_s: float | None,
) -> tuple[list[float | None], list[str]]:
    """Return each cut-off in seconds after the start, and what to know about them.

    Times of day need the start's and go on past midnight as often as the order of the course asks.
    A time that may be either is read the way in which all such cut-offs of the file rise along the
    course and ask for the likelier pace a km-effort.

    Parameters
    ----------
    told
        Seconds after the start and since midnight for each place, the same number in both where
        the words leave it open.
    efforts
        Running km-effort at each place.
    start_clock_s
        The start's time of day, if it is known.
    """
    open_ = [clock is not None and clock == after for after, clock in told]
    as_after = [after for after, _ in told]
    as_clock = [None if is_open else after for is_open, (after, _) in zip(open_, told, strict=True)]
    if start_clock_s is not None:
        as_after = _unrolled(as_after, told, start_clock_s, skip=open_)
        as_clock = _unrolled(as_clock, told, start_clock_s, skip=[False] * len(told))
    remarks: list[str] = []
    chosen = as_after
    if any(open_):
        doubt_after, doubt_clock = (_doubt(times, efforts) for times in (as_after, as_clock))
        if start_clock_s is None:
            if not np.isfinite(doubt_after):
                chosen = as_clock
        elif doubt_clock < doubt_after:
            chosen = as_clock
        way = "hours after the start" if chosen is as_after else "times of day"
        if start_clock_s is not None or chosen is as_after:
            remarks.append(f"Cut-offs were read as {way}.")
    lost = sum(
        seconds is None and told_one != (None, None)
        for seconds, told_one in zip(chosen, told, strict=True)
    )
    if lost and start_clock_s is None:
        remarks.append(
            f"{lost} cut-off{'s are times' if lost > 1 else ' is a time'} of day: say when the "
            "race starts to use "
            f"{'them' if lost > 1 else 'it'}."
        )
    if not np.isfinite(_doubt(chosen, efforts)):
        remarks.append("The cut-offs do not rise along the course: check them with the organiser.")
    return chosen, remarks


def _unrolled(
    known: Sequence[float | None],
    told: Sequence[tuple[float | None, float | None]],
    start: float,
    skip: Sequence[bool],
) -> list[float | None]:
    """Return the cut-offs with times of day counted on from the start, past each midnight."""
    made: list[float | None] = []
    before = 0.0
    for said, (_, clock), left in zip(known, told, skip, strict=True):
        seconds = said
        if said is None and clock is not None and not left:
            seconds = (clock - start) % _DAY_S
            if seconds < before:
                seconds += math.ceil((before - seconds) / _DAY_S) * _DAY_S
        made.append(seconds)
        before = seconds if seconds is not None else before
    return made


def _doubt(times: Sequence[float | None], efforts: Sequence[float]) -> float:
    """Return how unlikely cut-offs are: infinite where they fall or no race has such paces."""
    pairs = [
        (seconds, effort)
        for seconds, effort in zip(times, efforts, strict=True)
        if seconds is not None and effort > 0
    ]
    if not pairs:
        return 0.0
    seconds = np.array([one for one, _ in pairs])
    pace = seconds / np.array([effort for _, effort in pairs])
    if (np.diff(seconds) < 0).any() or not ((pace > _LOWEST_S) & (pace < _HIGHEST_S)).all():
        return float("inf")
    return float(np.abs(np.log(pace / _USUAL_S)).mean() + np.log(pace).std())

"""A race's course from a GPX file: the line, the places beside it, and what their words say.

Nothing in it is the runner's own: times in such a file are a planner's or a stranger's.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from runwins.course import Course, Waypoint
from runwins.errors import UnreadableFile
from runwins.importers import course_words
from runwins.importers.base import xml_root
from runwins.importers.members import Member
from runwins.importers.xml_encoding import utf16_as_utf8
from runwins.importers.xml_stream import End, Start, stream_xml

if TYPE_CHECKING:  # at run time only where a course is read: it loads what no run needs
    import gpxpy.gpx

    Line = gpxpy.gpx.GPXTrack | gpxpy.gpx.GPXRoute

_MOST_BYTES = 64 * 2**20
_MOST_POINTS = 1_000_000
_MOST_PLACES = 2_000
_MOST_WORDS = 500
_SHORTEST_M = 100.0
_JOINED_M = 1_000.0
_M_PER_DEG = 111_195.0
_LOWEST_M, _HIGHEST_M = -500.0, 9_000.0
_LOOSE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_course(path: str | Path) -> Course:
    """Return the course in a GPX file.

    The line is the file's track, or its route where it has no track. Several tracks are one course
    where each begins within 1 km of the end of the one before, as the legs of a round do; else the
    longest is taken. Altitudes that are missing or cannot be stay unknown. Waypoints keep their
    order.

    Parameters
    ----------
    path
        A ``.gpx``, packed or not.

    Raises
    ------
    UnreadableFile
        When it is no GPX, is damaged, has a document type or entities, is larger than any course,
        or holds no line.
    """
    name = str(path)
    try:
        gpx, problems = _parsed(Member(name).data())
        lines, more = _lines(gpx)
        points, thrown = _points(lines)
        places = [_waypoint(one) for one in gpx.waypoints]
    except UnreadableFile as problem:
        said = str(problem)
        raise UnreadableFile(said if said.startswith(name) else f"{name}: {said}") from None
    start = next((one for one in places if one and one.role == "start"), None)
    clock, day = course_words.start_of(f"{start.name} {start.note}") if start else (None, None)
    titles = [gpx.name, *(line.name for line in lines if len(lines) == 1)]
    return Course(
        source=name,
        name=next((_words(title) for title in titles if _words(title)), None),
        points=points,
        waypoints=tuple(one for one in places if one is not None),
        start_clock_s=clock,
        date=day,
        problems=(*problems, *more, *thrown),
    )


def _parsed(content: bytes) -> tuple[gpxpy.gpx.GPX, list[str]]:
    """Return what gpxpy makes of a file that is safe to be given to it."""
    import gpxpy.gpx

    if len(content) > _MOST_BYTES:
        raise UnreadableFile(f"{len(content) / 2**20:,.0f} MiB; no course is so large")
    root = xml_root(content)
    if root != "gpx":
        found = f"XML of another kind (<{root}>)" if root else "something else"
        raise UnreadableFile(f"a course is read from a GPX file, this is {found}")
    count = {"trkpt": 0, "rtept": 0, "wpt": 0}

    def reset() -> tuple[Start, End]:
        count.update(dict.fromkeys(count, 0))
        return begin, lambda _name, _text: None

    def begin(tag: str, _attributes: dict[str, str]) -> None:
        if tag in count:
            count[tag] += 1
            if count["wpt"] > _MOST_PLACES or sum(count.values()) > _MOST_POINTS:
                raise UnreadableFile(
                    f"more than {_MOST_PLACES:,} waypoints or {_MOST_POINTS:,} points; "
                    "no course has so many"
                )

    problems = stream_xml(content, reset)
    broken = [problem for problem in problems if "breaks off" in problem]
    if broken:
        raise UnreadableFile(f"{broken[0]}; a plan needs the whole course")
    try:
        gpx = gpxpy.parse(_text(content, mend=bool(problems)))
    except (gpxpy.gpx.GPXException, ValueError, TypeError) as problem:
        raise UnreadableFile(f"the GPX cannot be read ({problem})") from None
    return gpx, problems


def _text(content: bytes, *, mend: bool) -> str:
    """Return the file as text without its declaration."""
    content = utf16_as_utf8(content) or content
    if mend:
        content = _CONTROLS.sub(b"", _LOOSE.sub(b"&amp;", content))
    latin = re.match(rb"\s*<\?xml[^>]*encoding=[\"'](?:iso-8859|windows-125)", content.lower())
    try:
        text = content.decode("latin-1" if latin else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return _DECLARATION.sub("", text.lstrip("\ufeff"))


def _lines(gpx: gpxpy.gpx.GPX) -> tuple[list[Line], list[str]]:
    """Return the tracks or routes that are the course, and what was said about the choice."""
    tracks: list[Line] = [track for track in gpx.tracks if len(_of(track)) > 1]
    routes: list[Line] = [route for route in gpx.routes if len(_of(route)) > 1]
    lines, kind = (tracks, "tracks") if tracks else (routes, "routes")
    if not lines:
        what = f"{len(gpx.waypoints)} waypoints and no line" if gpx.waypoints else "no line"
        raise UnreadableFile(f"it holds {what}; expected a track or a route of the course")
    if len(lines) == 1:
        return lines, []
    ends = [(_of(line)[0], _of(line)[-1]) for line in lines]
    chained = all(
        _metres_apart(before[1], after[0]) <= _JOINED_M for before, after in pairwise(ends)
    )
    if chained:
        return lines, [f"{len(lines)} {kind}, each begun where the last ends, were joined"]
    longest = max(lines, key=_length_m)
    named = f" ({_words(longest.name)})" if _words(longest.name) else ""
    return [longest], [f"the longest of {len(lines)} {kind} was taken{named}"]


def _length_m(line: Line) -> float:
    return sum(_metres_apart(one, other) for one, other in pairwise(_of(line)))


def _of(line: Line) -> list[gpxpy.gpx.GPXTrackPoint | gpxpy.gpx.GPXRoutePoint]:
    from gpxpy.gpx import GPXRoute

    if isinstance(line, GPXRoute):
        return list(line.points)
    return [point for segment in line.segments for point in segment.points]


def _metres_apart(
    one: gpxpy.gpx.GPXTrackPoint | gpxpy.gpx.GPXRoutePoint,
    other: gpxpy.gpx.GPXTrackPoint | gpxpy.gpx.GPXRoutePoint,
) -> float:
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * np.cos(np.radians(one.latitude))
    return float(np.hypot(north, east)) * _M_PER_DEG


def _points(lines: list[Line]) -> tuple[pd.DataFrame, list[str]]:
    """Return the points that can be, and what was left out."""
    every = [point for line in lines for point in _of(line)]
    lat = np.array([point.latitude for point in every], dtype=np.float64)
    lon = np.array([point.longitude for point in every], dtype=np.float64)
    height = np.array(
        [np.nan if point.elevation is None else point.elevation for point in every],
        dtype=np.float64,
    )
    real = (np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ~((lat == 0) & (lon == 0))
    problems = []
    if not real.all():
        problems.append(f"{(~real).sum()} of {len(real)} points without a place were left out")
    lat, lon, height = lat[real], lon[real], height[real]
    height[~((height > _LOWEST_M) & (height < _HIGHEST_M))] = np.nan
    known = height[np.isfinite(height)]
    if len(known) < 2 or (len(known) > 10 and float(np.ptp(known)) == 0.0):
        height[:] = np.nan
    far = np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[:-1]))).sum() * _M_PER_DEG
    if len(lat) < 2 or far < _SHORTEST_M:
        raise UnreadableFile(
            f"its line is {far:.0f} m long; a course has {_SHORTEST_M:.0f} m at least"
        )
    return pd.DataFrame({"lat_deg": lat, "lon_deg": lon, "altitude_m": height}), problems


def _waypoint(point: gpxpy.gpx.GPXWaypoint) -> Waypoint | None:
    if not (abs(point.latitude) <= 90 and abs(point.longitude) <= 180):
        return None
    name = _words(point.name)
    notes = [_words(point.description), _words(point.comment)]
    note = " ".join(dict.fromkeys(part for part in notes if part and part != name))
    said = f"{name} {note}"
    after, clock = course_words.cutoff(said)
    marks = f"{said} {_words(point.symbol)} {_words(point.type)}"
    return Waypoint(
        name=name or "waypoint",
        lat_deg=float(point.latitude),
        lon_deg=float(point.longitude),
        note=note,
        role=course_words.role(name),
        is_aid=course_words.is_aid(marks) or after is not None or clock is not None,
        at_m=course_words.along(said),
        cutoff_s=after,
        cutoff_clock_s=clock,
    )


def _words(text: str | None) -> str:
    """Return a text of others in one line of bounded length."""
    return " ".join((text or "").split())[:_MOST_WORDS]

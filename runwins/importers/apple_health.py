"""Apple Health's export: one XML of up to gigabytes, and the routes of workouts as GPX.

The XML is streamed, piece by piece, and only its workouts are looked at. It begins with a document
type of its own, which is allowed as long as it declares no entities.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from runwins.errors import UnreadableFile
from runwins.importers.base import Entry, Recording, importer, xml_root
from runwins.importers.containers import Container
from runwins.importers.sports import sport_called
from runwins.importers.tables import entry_without_file, is_row_of, run_of_row, table_number
from runwins.model import Activity
from runwins.units import KM, MILE

_KIND = "apple-health"
_ROUTES = "workout-routes/"
_HEAD_BYTES = 65_536
_DISTANCE = "HKQuantityTypeIdentifierDistanceWalkingRunning"
_HEART = "HKQuantityTypeIdentifierHeartRate"
_METRES = {"km": KM, "mi": MILE, "m": 1.0}
_SECONDS = {"min": 60.0, "s": 1.0, "hr": 3600.0}


class AppleHealth:
    """How to list an export of Apple Health; its folder and table may have a local name."""

    def roots(self, container: Container, names: list[str]) -> list[str]:
        """Return the folders with an XML whose outermost element is ``HealthData``."""
        return [name[: name.rfind("/") + 1] for name in _tables(container, names)]

    def taken(self, names: list[str], root: str) -> set[str]:
        """Return everything in the folder: doctors' documents and heart traces are no runs."""
        return {name for name in names if name.startswith(root) and _is_ours(name, root)}

    def entries(self, container: Container, names: list[str], root: str) -> Iterator[Entry]:
        """Yield each workout with its route, and without where it has none."""
        ours = sorted(self.taken(names, root))
        table = next(name for name in _tables(container, ours))
        for route, context in _workouts(container.chunks(table)):
            file = root + route.lstrip("/") if route else None
            if file is not None and container.has(file):
                yield Entry((file,), context)
                continue
            begin = context["start_time"]
            stamp = begin.strftime("%Y-%m-%dT%H%M%SZ") if begin else "workout"
            yield entry_without_file(
                _KIND, (f"{root}{stamp}",), context, "recorded without a route"
            )


def _is_ours(name: str, root: str) -> bool:
    rest = name.removeprefix(root)
    folders = (_ROUTES, "electrocardiograms/", "clinical-records/")
    return rest.startswith(folders) or ("/" not in rest and rest.endswith(".xml"))


def _tables(container: Container, names: list[str]) -> list[str]:
    return [
        name
        for name in names
        if name.endswith(".xml")
        and _ROUTES not in name
        and xml_root(container.head(name, _HEAD_BYTES)) == "HealthData"
    ]


def _workouts(pieces: Iterator[bytes]) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Yield route and description of each workout as the table streams by."""
    done: list[tuple[str | None, dict[str, Any]]] = []
    workout: dict[str, Any] = {}
    route: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Workout":
            workout.clear()
            route.clear()
            workout.update(_context(attributes))
        elif workout and name == "FileReference":
            route.append(attributes.get("path", ""))
        elif workout and name == "WorkoutStatistics":
            workout.update(_statistics(attributes))
        elif workout and name == "MetadataEntry":
            indoor = attributes.get("key") == "HKIndoorWorkout" and attributes.get("value") == "1"
            if indoor and workout["sport"] == "running":
                workout["sub_sport"] = "indoor_running"

    def end(name: str) -> None:
        if name == "Workout":
            done.append((route[0] if route else None, dict(workout)))
            workout.clear()

    def refuse(*_: object) -> None:
        raise UnreadableFile("the table declares entities; refused")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield from done
            done.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        yield from done
        raise UnreadableFile(
            f"the table breaks off at line {problem.lineno}; the workouts before it were read"
        ) from None


def _context(attributes: dict[str, str]) -> dict[str, Any]:
    word = attributes.get("workoutActivityType", "")
    named = sport_called(word)
    begin = _moment(attributes.get("startDate"))
    end = _moment(attributes.get("endDate"))
    offset = begin.utcoffset() if begin else None
    timer = table_number(attributes.get("duration"))
    metres = table_number(attributes.get("totalDistance"))
    return {
        "sport": named[0] if named else word.removeprefix("HKWorkoutActivityType") or None,
        "sub_sport": named[1] if named else None,
        "start_time": begin.astimezone(dt.UTC) if begin else None,
        "utc_offset_s": None if offset is None else int(offset.total_seconds()),
        "elapsed_s": (end - begin).total_seconds() if begin and end else None,
        "timer_s": timer * _SECONDS.get(attributes.get("durationUnit", "min"), 60.0)
        if timer
        else None,
        "distance_m": metres * _METRES.get(attributes.get("totalDistanceUnit", "km"), KM)
        if metres
        else None,
    }


def _statistics(attributes: dict[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    if attributes.get("type") == _DISTANCE:
        metres = table_number(attributes.get("sum"))
        scale = _METRES.get(attributes.get("unit", ""))
        if metres and scale:
            found["distance_m"] = metres * scale
    elif attributes.get("type") == _HEART:
        for name, ours in (("average", "avg_hr_bpm"), ("maximum", "max_hr_bpm")):
            beats = table_number(attributes.get(name))
            if beats:
                found[ours] = beats
    return found


def _moment(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z") if text else None
    except ValueError:
        return None


@importer(_KIND, recognises=lambda content: is_row_of(_KIND, content), archive=AppleHealth())
def read_apple_row(recording: Recording) -> list[Activity]:
    """Read Apple Health's ``export.zip``: workouts with their routes, streamed.

    Workouts without a route become runs without samples, with the totals that Health knows.
    """
    return [run_of_row(_KIND, recording, "apple-health")]

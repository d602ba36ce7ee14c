"""What the elements of a TCX file say: points as columns of texts, nothing judged yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from runwins.importers.xml_stream import End, Start, check_points, stream_xml

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


@dataclass(slots=True)
class Lap:
    """What a ``<Lap>`` sums up, as texts."""

    start: str | None
    said: dict[str, str] = field(default_factory=dict)


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
    value = ""
    within: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_point
        if name == "Trackpoint":
            in_point = True
            point.clear()
        elif not in_point:
            within.append(name)
            _open(found, other, name, attributes)

    def end(name: str, text: str) -> None:
        nonlocal in_point, value
        if not in_point:
            if within:
                within.pop()
            if found and text.strip():
                _describe(found[-1], within, name, text.strip())
        elif name == "Trackpoint":
            in_point = False
            if found:
                check_points(len(found[-1].points["time"]))
                for column, values in found[-1].points.items():
                    values.append(point.get(column))
        elif name == "Value":
            value = text
        else:
            _note(point, name, value if name == "HeartRateBpm" else text)

    return start, end


def _note(point: dict[str, str], name: str, text: str) -> None:
    channel = _CHANNELS.get(name)
    if channel is not None and text.strip():
        point.setdefault(channel, text)


def _open(
    found: list[TcxActivity], other: list[str], name: str, attributes: dict[str, str]
) -> None:
    if name == "Activity":
        found.append(TcxActivity(attributes.get("Sport")))
    elif name == "Lap" and found:
        found[-1].laps.append(Lap(attributes.get("StartTime")))
    elif name == "Track" and found:
        found[-1].parts.append(len(found[-1].points["time"]))
    elif name in ("Course", "Workout"):
        other.append(name)


def _describe(activity: TcxActivity, within: list[str], name: str, text: str) -> None:
    parent = within[-1] if within else ""
    if parent == "Activity":
        if name == "Id":
            activity.id = text
        elif name == "Notes":
            activity.notes = text
    elif parent == "Lap" and activity.laps:
        activity.laps[-1].said[name] = text
    elif name == "Value" and parent.endswith("HeartRateBpm") and activity.laps:
        activity.laps[-1].said[parent] = text
    elif parent == "Creator" and name == "Name":
        activity.creator = text

"""What the elements of a GPX file say: points as columns of texts, nothing judged yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from runwins.importers.xml_stream import End, Start, check_points, stream_xml

_CHANNELS = {
    "ele": "altitude_m",
    "hr": "hr_bpm",
    "heartrate": "hr_bpm",
    "cad": "cadence_spm",
    "cadence": "cadence_spm",
    "runcadence": "cadence_spm",
    "atemp": "temperature_c",
    "temp": "temperature_c",
    "temperature": "temperature_c",
    "power": "power_w",
    "PowerInWatts": "power_w",
    "speed": "speed_mps",
    "time": "time",
}


@dataclass(slots=True)
class Track:
    """What a ``<trk>`` says: its points as columns of texts, and where its parts begin."""

    name: str | None = None
    kind: str | None = None
    note: str | None = None
    points: dict[str, list[str | None]] = field(
        default_factory=lambda: {name: [] for name in ("lat", "lon", *set(_CHANNELS.values()))}
    )
    parts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Gpx:
    """What a GPX file says."""

    creator: str | None = None
    name: str | None = None
    time: str | None = None
    tracks: list[Track] = field(default_factory=list)
    routes: int = 0
    waypoints: int = 0
    problems: list[str] = field(default_factory=list)


def read_points(content: bytes) -> Gpx:
    """Return what a GPX file says, its points as columns; nothing is judged yet.

    Raises
    ------
    UnreadableFile
        When it has a document type or entities.
    """
    gpx = Gpx()

    def reset() -> tuple[Start, End]:
        nonlocal gpx
        gpx = Gpx()
        return _call_backs(gpx)

    problems = stream_xml(content, reset)
    gpx.problems = problems
    return gpx


def _call_backs(gpx: Gpx) -> tuple[Start, End]:
    """Return what to do at each element's start and end."""
    point: dict[str, str] = {}
    in_point = False
    within: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_point
        if name == "trkpt":
            in_point = True
            point.clear()
            point.update(attributes)
        elif not in_point:
            within.append(name)
            _open(gpx, name, attributes)

    def end(name: str, text: str) -> None:
        nonlocal in_point
        if not in_point:
            if within:
                within.pop()
            _describe(gpx, within[-1] if within else "", name, text.strip())
        elif name == "trkpt":
            in_point = False
            if gpx.tracks:
                check_points(len(gpx.tracks[-1].points["lat"]))
                for column, values in gpx.tracks[-1].points.items():
                    values.append(point.get(column))
        elif text and name in _CHANNELS:
            point.setdefault(_CHANNELS[name], text)

    return start, end


def _open(gpx: Gpx, name: str, attributes: dict[str, str]) -> None:
    if name == "trk":
        gpx.tracks.append(Track())
    elif name == "trkseg" and gpx.tracks:
        gpx.tracks[-1].parts.append(len(gpx.tracks[-1].points["lat"]))
    elif name == "gpx":
        gpx.creator = attributes.get("creator")
    elif name == "rtept":
        gpx.routes += 1
    elif name == "wpt":
        gpx.waypoints += 1


def _describe(gpx: Gpx, parent: str, name: str, text: str) -> None:
    if not text:
        return
    if parent == "trk" and gpx.tracks:
        track = gpx.tracks[-1]
        if name == "name":
            track.name = text
        elif name == "type":
            track.kind = text
        elif name in ("desc", "cmt"):
            track.note = track.note or text
    elif parent in ("metadata", "gpx"):
        if name == "time":
            gpx.time = text
        elif name == "name":
            gpx.name = text

"""Recordings made here, byte by byte, from what the formats' documents say."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FIT_EPOCH = 631_065_600
START = 1_600_000_000  # 2020-09-13 12:26:40 UTC
NUMBERS = {"file_id": 0, "sport": 12, "session": 18, "lap": 19, "record": 20, "event": 21,
           "activity": 34, "unknown": 233}  # fmt: skip
# message → field → number, struct code, scale, offset; invalid values are left out by the writer
FIELDS = {
    "file_id": {"type": (0, "B"), "manufacturer": (1, "H"), "product": (2, "H"),
                "time_created": (4, "I")},
    "sport": {"sport": (0, "B")},
    "session": {"timestamp": (253, "I"), "start_time": (2, "I"), "sport": (5, "B"),
                "sub_sport": (6, "B"), "elapsed": (7, "I"), "timer": (8, "I"),
                "distance": (9, "I"), "avg_hr": (16, "B"), "max_hr": (17, "B"),
                "ascent": (22, "H")},
    "lap": {"timestamp": (253, "I"), "start_time": (2, "I"), "elapsed": (7, "I"),
            "timer": (8, "I"), "distance": (9, "I")},
    "record": {"timestamp": (253, "I"), "lat": (0, "i"), "lon": (1, "i"), "altitude": (2, "H"),
               "hr": (3, "B"), "cadence": (4, "B"), "distance": (5, "I"), "speed": (6, "H"),
               "power": (7, "H"), "temperature": (13, "b"), "fractional": (53, "B"),
               "enhanced_speed": (73, "I"), "enhanced_altitude": (78, "I"),
               "oscillation": (39, "H"), "stance": (41, "H"), "stance_share": (40, "H"),
               "balance": (84, "H"), "step": (85, "H"), "ratio": (83, "H"),
               "breaths": (108, "H"), "core": (139, "H")},
    "event": {"timestamp": (253, "I"), "event": (0, "B"), "event_type": (1, "B")},
    "activity": {"timestamp": (253, "I"), "local_timestamp": (5, "I"), "num_sessions": (1, "H")},
    "unknown": {"a": (0, "I"), "b": (1, "B")},
}  # fmt: skip
BASE_TYPES = {"B": 0x02, "b": 0x01, "h": 0x83, "H": 0x84, "I": 0x86, "i": 0x85, "f": 0x88}
TIMES = {"timestamp", "start_time", "time_created", "local_timestamp"}
Message = tuple[str, Mapping[str, float]]


@dataclass(frozen=True)
class Developer:
    """A field that an app or a foot pod added: where it stands, its type and what describes it."""

    number: int
    code: str
    units: str = ""
    native: int | None = None
    scale: int | None = None
    offset: int | None = None
    index: int = 0
    name: str | None = None


def crc16(content: bytes) -> int:
    """The checksum as FIT's document writes it, half a byte at a time."""
    table = (0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
             0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400)  # fmt: skip
    crc = 0
    for byte in content:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4 & 0x0FFF) ^ table[crc & 0xF] ^ table[half]
    return crc


def semicircles(degrees: float) -> int:
    return round(degrees * 2**31 / 180)


def described(fields: Mapping[str, Developer], order: str) -> bytes:
    """The messages that say which fields of others there are: ``field_description``."""
    body = b""
    for index in sorted({one.index for one in fields.values()}):
        body += struct.pack(f"{order}BBBHB", 0x40, 0, int(order == ">"), 207, 2)
        body += bytes((1, 16, 0x0D, 3, 1, 0x02, 0x00)) + bytes(16) + bytes((index,))
    for key, one in fields.items():
        called = key if one.name is None else one.name
        name, units = ((text + "\0").encode() for text in (called, one.units))
        told = [(0, b"\x02", bytes((one.index,))), (1, b"\x02", bytes((one.number,))),
                (2, b"\x02", bytes((BASE_TYPES[one.code],))), (3, b"\x07", name),
                (8, b"\x07", units), (14, b"\x84", struct.pack(f"{order}H", 20))]  # fmt: skip
        if one.native is not None:
            told.append((15, b"\x02", bytes((one.native,))))
        if one.scale is not None:
            told.append((6, b"\x02", bytes((one.scale,))))
        if one.offset is not None:
            told.append((7, b"\x01", struct.pack("b", one.offset)))
        body += struct.pack(f"{order}BBBHB", 0x40, 0, int(order == ">"), 206, len(told))
        body += b"".join(bytes((number, len(value))) + kind for number, kind, value in told)
        body += b"\0" + b"".join(value for _, _, value in told)
    return body


def fit(
    messages: Iterable[Message],
    *,
    big: bool = False,
    compressed: bool = False,
    developer: Mapping[str, Developer] | None = None,
) -> bytes:
    """A FIT file; `compressed` writes the times of records into their headers, where they fit.

    `developer` says which values of records are fields of an app's or a foot pod's own.
    """
    order = ">" if big else "<"
    body = described(developer or {}, order)
    last = None
    for name, values in messages:
        given = dict(values)
        own = {key: given.pop(key) for key in developer or {} if key in given}
        short = None
        if compressed and name == "record" and last is not None:
            short = given.pop("timestamp")
        fields = [(*FIELDS[name][key], key) for key in given]
        kind = 0x60 if own else 0x40
        body += struct.pack(f"{order}BBBHB", kind, 0, int(big), NUMBERS[name], len(fields))
        for number, code, _ in fields:
            body += bytes((number, struct.calcsize(code), BASE_TYPES[code]))
        if own and developer:
            body += bytes((len(own),))
            for key in own:
                one = developer[key]
                body += bytes((one.number, struct.calcsize(one.code), one.index))
        head = 0x00 if short is None else 0x80 | (short - FIT_EPOCH) & 0x1F
        body += bytes((head,))
        for _, code, key in fields:
            value = given[key] - FIT_EPOCH if key in TIMES else given[key]
            body += struct.pack(order + code, value)
        for key, value in own.items():
            body += struct.pack(order + (developer or {})[key].code, value)
        if "timestamp" in values and name == "record":
            last = values["timestamp"]
    header = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    header += struct.pack("<H", crc16(header))
    return header + body + struct.pack("<H", crc16(header + body))


def records(
    seconds: Iterable[int], *, start: int = START, speed: float = 3.0, metres_from: float = 0.0
) -> list[Message]:
    """Samples northward at a steady speed, one foot at 85 steps a minute."""
    return [
        ("record", {
            "timestamp": start + at,
            "lat": semicircles(47.0 + at * speed / 111_195),
            "lon": semicircles(11.0),
            "altitude": ((600 + 500) * 5),
            "hr": 150,
            "cadence": 85,
            "distance": round((metres_from + at * speed) * 100),
        })
        for at in seconds
    ]  # fmt: skip


def session(
    elapsed: int, *, start: int = START, sport: int = 1, sub_sport: int = 0, metres: float = 0.0
) -> Message:
    return ("session", {
        "timestamp": start + elapsed, "start_time": start, "sport": sport, "sub_sport": sub_sport,
        "elapsed": elapsed * 1000, "timer": elapsed * 1000, "distance": round(metres * 100),
        "avg_hr": 150, "max_hr": 170, "ascent": 12,
    })  # fmt: skip


FILE_ID: Message = (
    "file_id",
    {"type": 4, "manufacturer": 1, "product": 3113, "time_created": START},
)


def run_fit(seconds: int = 600, *, start: int = START, offset: int = 7200) -> bytes:
    """Ten minutes of running as a watch writes them."""
    return fit([
        ("file_id", {**FILE_ID[1], "time_created": start}),
        *records(range(seconds + 1), start=start),
        session(seconds, start=start, metres=seconds * 3.0),
        ("activity", {"timestamp": start + seconds, "local_timestamp": start + seconds + offset,
                      "num_sessions": 1}),
    ])  # fmt: skip


def point(at: int, speed: float = 3.0, inside: str = "", time: str | None = None) -> str:
    minutes, seconds = divmod(at, 60)
    stamp = f"2026-05-03T06:{minutes:02d}:{seconds:02d}Z" if time is None else time
    said = f"<time>{stamp}</time>" if stamp else ""
    return (
        f'<trkpt lat="{47 + at * speed / 111_195:.7f}" lon="11.0"><ele>600.0</ele>'
        f"{said}{inside}</trkpt>"
    )


def gpx(*segments: str, kind: str = "<type>running</type>", head: str = "", name: str = "") -> str:
    parts = "".join(f"<trkseg>{segment}</trkseg>" for segment in segments)
    title = f"<name>{name}</name>" if name else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="a watch" xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"{head}<trk>{title}{kind}{parts}</trk></gpx>"
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()

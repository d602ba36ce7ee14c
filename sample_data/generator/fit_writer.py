"""A small writer of FIT activity files, after the public description of the format.

A file is a header, then messages; a message of a kind is preceded once by its definition: which
fields, how wide, of which type. All numbers are little-endian. Two checksums close it.
"""

from __future__ import annotations

import datetime as dt
import math
import struct
from dataclasses import dataclass

from .sensors import Recording
from .terrain import Array

EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
_CRC = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip
# base type: code, struct letter, value that means "none"
_TYPES: dict[str, tuple[int, str, int]] = {
    "enum": (0x00, "B", 0xFF),
    "sint8": (0x01, "b", 0x7F),
    "uint8": (0x02, "B", 0xFF),
    "uint16": (0x84, "H", 0xFFFF),
    "sint32": (0x85, "i", 0x7FFFFFFF),
    "uint32": (0x86, "I", 0xFFFFFFFF),
    "uint32z": (0x8C, "I", 0),
}
# message: its number, then fields as (number, base type, scale, offset)
_MESSAGES: dict[str, tuple[int, dict[str, tuple[int, str, float, float]]]] = {
    "file_id": (0, {
        "type": (0, "enum", 1, 0), "manufacturer": (1, "uint16", 1, 0),
        "product": (2, "uint16", 1, 0), "serial_number": (3, "uint32z", 1, 0),
        "time_created": (4, "uint32", 1, 0),
    }),
    "file_creator": (49, {"software_version": (0, "uint16", 1, 0)}),
    "device_info": (23, {
        "timestamp": (253, "uint32", 1, 0), "device_index": (0, "uint8", 1, 0),
        "device_type": (1, "uint8", 1, 0), "source_type": (25, "enum", 1, 0),
        "manufacturer": (2, "uint16", 1, 0), "serial_number": (3, "uint32z", 1, 0),
        "product": (4, "uint16", 1, 0), "software_version": (5, "uint16", 100, 0),
    }),
    "event": (21, {
        "timestamp": (253, "uint32", 1, 0), "event": (0, "enum", 1, 0),
        "event_type": (1, "enum", 1, 0), "event_group": (4, "uint8", 1, 0),
    }),
    "record": (20, {
        "timestamp": (253, "uint32", 1, 0), "position_lat": (0, "sint32", 1, 0),
        "position_long": (1, "sint32", 1, 0), "distance": (5, "uint32", 100, 0),
        "enhanced_speed": (73, "uint32", 1000, 0), "enhanced_altitude": (78, "uint32", 5, 500),
        "heart_rate": (3, "uint8", 1, 0), "cadence": (4, "uint8", 1, 0),
        "temperature": (13, "sint8", 1, 0),
    }),
    "lap": (19, {
        "message_index": (254, "uint16", 1, 0), "timestamp": (253, "uint32", 1, 0),
        "event": (0, "enum", 1, 0), "event_type": (1, "enum", 1, 0),
        "start_time": (2, "uint32", 1, 0), "total_elapsed_time": (7, "uint32", 1000, 0),
        "total_timer_time": (8, "uint32", 1000, 0), "total_distance": (9, "uint32", 100, 0),
        "lap_trigger": (24, "enum", 1, 0), "sport": (25, "enum", 1, 0),
    }),
    "session": (18, {
        "message_index": (254, "uint16", 1, 0), "timestamp": (253, "uint32", 1, 0),
        "event": (0, "enum", 1, 0), "event_type": (1, "enum", 1, 0),
        "start_time": (2, "uint32", 1, 0), "start_position_lat": (3, "sint32", 1, 0),
        "start_position_long": (4, "sint32", 1, 0), "sport": (5, "enum", 1, 0),
        "sub_sport": (6, "enum", 1, 0), "total_elapsed_time": (7, "uint32", 1000, 0),
        "total_timer_time": (8, "uint32", 1000, 0), "total_distance": (9, "uint32", 100, 0),
        "avg_heart_rate": (16, "uint8", 1, 0), "max_heart_rate": (17, "uint8", 1, 0),
        "avg_cadence": (18, "uint8", 1, 0), "total_ascent": (22, "uint16", 1, 0),
        "total_descent": (23, "uint16", 1, 0), "first_lap_index": (25, "uint16", 1, 0),
        "num_laps": (26, "uint16", 1, 0), "trigger": (28, "enum", 1, 0),
        "avg_temperature": (57, "sint8", 1, 0),
    }),
    "activity": (34, {
        "timestamp": (253, "uint32", 1, 0), "total_timer_time": (0, "uint32", 1000, 0),
        "num_sessions": (1, "uint16", 1, 0), "type": (2, "enum", 1, 0),
        "event": (3, "enum", 1, 0), "event_type": (4, "enum", 1, 0),
        "local_timestamp": (5, "uint32", 1, 0),
    }),
}  # fmt: skip
SPORTS = {"running": 1, "cycling": 2, "walking": 11}
SUB_SPORTS = {"generic": 0, "treadmill": 1, "trail": 3}
_START, _STOP_ALL = 0, 4
_DEVELOPMENT = 255
_BAROMETER = 4
_LOCAL = 5  # no maker's watch: this one is made up


@dataclass(frozen=True)
class About:
    """What a recording is of."""

    start: dt.datetime
    offset_s: int
    sport: str = "running"
    sub_sport: str = "generic"


class _File:
    """Messages put one after the other; remembers which kinds are defined."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.local: dict[str, tuple[int, struct.Struct]] = {}

    def add(self, name: str, values: dict[str, float | None]) -> None:
        """Append a message; what is not given or None is written as unknown."""
        number, fields = _MESSAGES[name]
        if name not in self.local:
            local = len(self.local)
            self.body += struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
            for field_number, base, _, _ in fields.values():
                code, letter, _ = _TYPES[base]
                self.body += struct.pack("<BBB", field_number, struct.calcsize("<" + letter), code)
            letters = "".join(_TYPES[base][1] for _, base, _, _ in fields.values())
            self.local[name] = (local, struct.Struct("<B" + letters))
        local, packer = self.local[name]
        raw: list[int] = []
        for key, (_, base, scale, offset) in fields.items():
            value = values.get(key)
            if value is None or math.isnan(value):
                raw.append(_TYPES[base][2])
            else:
                raw.append(round((value + offset) * scale))
        self.body += packer.pack(local, *raw)

    def timer(self, timestamp: int, what: int) -> None:
        """Append that the watch's clock was started or stopped."""
        self.add(
            "event", {"timestamp": timestamp, "event": 0, "event_type": what, "event_group": 0}
        )

    def bytes(self) -> bytes:
        """Return the whole file with its header and checksums."""
        head = struct.pack("<BBHI4s", 14, 0x20, 2141, len(self.body), b".FIT")
        head += struct.pack("<H", crc(head))
        whole = head + bytes(self.body)
        return whole + struct.pack("<H", crc(whole))


def crc(data: bytes) -> int:
    """Return the FIT checksum: CRC-16 over nibbles."""
    value = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            value = (value >> 4) ^ _CRC[value & 0xF] ^ _CRC[nibble]
    return value


def stamp(moment: dt.datetime) -> int:
    """Return the seconds since the FIT epoch."""
    return round((moment - EPOCH).total_seconds())


def semicircles(degrees: Array | None, i: int) -> int | None:
    """Return one of some angles in the format's own unit."""
    return None if degrees is None else round(float(degrees[i]) * 2**31 / 180)


def laps(recording: Recording, every_m: float = 1000.0) -> list[tuple[int, int, float]]:
    """Return first second, last second and metres of the laps the watch cut by itself."""
    marks: list[tuple[int, int, float]] = []
    begun, begun_m, next_m = 0, 0.0, every_m
    for t, d in zip(recording.t.tolist(), recording.distance_m.tolist(), strict=True):
        if d >= next_m and t < recording.elapsed_s:
            marks.append((begun, int(t), d - begun_m))
            begun, begun_m = int(t), d
            next_m = (d // every_m + 1) * every_m
    marks.append((begun, recording.elapsed_s, float(recording.distance_m[-1]) - begun_m))
    return marks


def write_fit(recording: Recording, about: About) -> bytes:
    """Return the bytes of a FIT activity file."""
    begin = stamp(about.start)
    end = begin + recording.elapsed_s
    file = _File()
    watch = {"manufacturer": _DEVELOPMENT, "product": 1, "serial_number": 3_141_592}
    file.add("file_id", {"type": 4, "time_created": begin, **watch})
    file.add("file_creator", {"software_version": 100})
    file.add("device_info", {"timestamp": begin, "device_index": 0, "software_version": 1, **watch})
    barometer = {"device_index": 1, "device_type": _BAROMETER, "source_type": _LOCAL}
    file.add("device_info", {"timestamp": begin, **barometer})
    file.timer(begin, _START)
    stops = {start: finish for start, finish, _ in recording.pauses}
    for i, second in enumerate(recording.t.astype(int).tolist()):
        if second in stops.values():
            file.timer(begin + second, _START)
        file.add("record", _record(recording, i, begin + second))
        if second in stops:
            file.timer(begin + second, _STOP_ALL)
    file.timer(end, _STOP_ALL)
    sport = SPORTS[about.sport]
    cut = laps(recording)
    for number, (first, last, metres) in enumerate(cut):
        paused = sum(b - a for a, b, _ in recording.pauses if first <= a and b <= last)
        file.add("lap", {
            "message_index": number, "timestamp": begin + last, "start_time": begin + first,
            "event": 9, "event_type": 1, "total_elapsed_time": last - first,
            "total_timer_time": last - first - paused, "total_distance": metres,
            "lap_trigger": 2 if number < len(cut) - 1 else 7, "sport": sport,
        })  # fmt: skip
    file.add("session", _session(recording, about, begin, len(cut)))
    file.add("activity", {
        "timestamp": end, "local_timestamp": end + about.offset_s, "num_sessions": 1, "type": 0,
        "event": 26, "event_type": 1, "total_timer_time": recording.timer_s,
    })  # fmt: skip
    return file.bytes()


def _record(recording: Recording, i: int, timestamp: int) -> dict[str, float | None]:
    altitude = recording.altitude_m
    return {
        "timestamp": timestamp,
        "position_lat": semicircles(recording.lat_deg, i),
        "position_long": semicircles(recording.lon_deg, i),
        "distance": float(recording.distance_m[i]),
        "enhanced_speed": float(recording.speed_mps[i]),
        "enhanced_altitude": None if altitude is None else float(altitude[i]),
        "heart_rate": float(recording.hr_bpm[i]),
        "cadence": float(recording.cadence_rpm[i]),
        "temperature": float(recording.temperature_c[i]),
    }


def _session(recording: Recording, about: About, begin: int, laps_: int) -> dict[str, float | None]:
    climbed = recording.ascent_m
    moving = recording.cadence_rpm > 20
    fallen = None
    if climbed is not None and recording.altitude_m is not None:
        fallen = max(climbed - float(recording.altitude_m[-1] - recording.altitude_m[0]), 0.0)
    return {
        "message_index": 0, "timestamp": begin + recording.elapsed_s, "start_time": begin,
        "event": 8, "event_type": 1, "sport": SPORTS[about.sport],
        "sub_sport": SUB_SPORTS[about.sub_sport],
        "start_position_lat": semicircles(recording.lat_deg, 0),
        "start_position_long": semicircles(recording.lon_deg, 0),
        "total_elapsed_time": recording.elapsed_s, "total_timer_time": recording.timer_s,
        "total_distance": recording.total_m,
        "avg_heart_rate": float(recording.hr_bpm.mean()),
        "max_heart_rate": float(recording.hr_bpm.max()),
        "avg_cadence": float(recording.cadence_rpm[moving].mean()) if moving.any() else None,
        "total_ascent": climbed, "total_descent": fallen,
        "first_lap_index": 0, "num_laps": laps_, "trigger": 0,
        "avg_temperature": float(recording.temperature_c.mean()),
    }  # fmt: skip

"""A FIT recording made one of another day: its times are moved, all else stays.

Archives of thousands of recordings are made of hundreds so: reading one costs what the other did.
"""

from __future__ import annotations

import struct

from runwins.importers.fit_file import sealed

_TIMES = {0: {4}, 18: {2, 253}, 19: {2, 253}, 20: {253}, 21: {253}, 23: {253}, 34: {5, 253}}
"""Message → fields that hold moments: of file_id, session, lap, record, event, device, activity."""


def redated(content: bytes, days: int) -> bytes | None:
    """Return the recording so many days earlier; ``None`` where it is not built plainly."""
    head = content[0]
    size = int.from_bytes(content[4:8], "little")
    data = bytearray(content[head : head + size])
    layouts: dict[int, tuple[str, int, list[int]]] = {}
    at = 0
    try:
        while at < len(data):
            kind = data[at]
            if kind & 0x80:
                return None
            if kind & 0x40:
                at = _layout(data, at, layouts)
                continue
            order, whole, places = layouts[kind & 0x0F]
            for place in places:
                (moment,) = struct.unpack_from(f"{order}I", data, at + place)
                if moment != 0xFFFFFFFF:
                    struct.pack_into(f"{order}I", data, at + place, moment - days * 86_400)
            at += whole
    except (KeyError, struct.error, IndexError):
        return None
    return sealed(content[1:4], bytes(data))


def _layout(data: bytearray, at: int, layouts: dict[int, tuple[str, int, list[int]]]) -> int:
    """Take note of where the moments of a message stand; return where the next one begins."""
    order = ">" if data[at + 2] else "<"
    (number,) = struct.unpack_from(f"{order}H", data, at + 3)
    places: list[int] = []
    whole, after = 1, at + 6
    for _ in range(data[at + 5]):
        field, width = data[after], data[after + 1]
        if field in _TIMES.get(number, ()) and width == 4:
            places.append(whole)
        whole, after = whole + width, after + 3
    if data[at] & 0x20:
        count, after = data[after], after + 1
        whole += sum(data[after + 1 + 3 * n] for n in range(count))
        after += 3 * count
    layouts[data[at] & 0x0F] = order, whole, places
    return after

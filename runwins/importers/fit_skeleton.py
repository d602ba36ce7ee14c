"""A FIT file without its samples: so small that reading its summary costs next to nothing.

A FIT file is a row of messages, each defined before it is used. The samples are most of it; what
says whether it is a run at all, and the session, laps and pauses, are a few hundred bytes. Leaving
the rest out takes one pass over the message headers, while every whole reading decodes everything.
"""

from __future__ import annotations

import struct
from functools import cache

_FILE_ID, _SPORT, _SESSION, _LAP, _EVENT, _ACTIVITY = 0, 12, 18, 19, 21, 34
_WANTED = frozenset({_FILE_ID, _SPORT, _SESSION, _LAP, _EVENT, _ACTIVITY})
_COMPRESSED = 0x80
_DEFINITION = 0x40
_DEVELOPER = 0x20


def skeleton(content: bytes) -> bytes | None:
    """Return the file, or its chained files, with no messages but those that sum it up.

    ``None`` where the file is not built as it says: then only a whole reading tells what is left.
    """
    parts: list[bytes] = []
    at = 0
    while at < len(content):
        header = content[at]
        if header < 12 or content[at + 8 : at + 12] != b".FIT":
            return None
        (size,) = struct.unpack_from("<I", content, at + 4)
        end = at + header + size
        if not size or end + 2 > len(content):
            return None
        kept = _kept(content, at + header, end)
        if kept is None:
            return None
        head = bytes((12, *content[at + 1 : at + 4])) + struct.pack("<I", len(kept)) + b".FIT"
        parts.append(head + kept + struct.pack("<H", checksum(head + kept)))
        at = end + 2
    return b"".join(parts) if parts else None


def _kept(content: bytes, at: int, end: int) -> bytes | None:
    """Return the definitions and messages worth keeping between two places."""
    skip = [0] * 256
    kept: list[bytes] = []
    sizes: dict[int, int] = {}
    try:
        while at < end:
            header = content[at]
            step = skip[header]
            if step:
                at += step
            elif header & _COMPRESSED:
                return None
            elif header & _DEFINITION:
                local = header & 0x0F
                order = ">H" if content[at + 2] else "<H"
                (number,) = struct.unpack_from(order, content, at + 3)
                after = at + 6 + 3 * content[at + 5]
                size = 1 + sum(content[at + 7 : after : 3])
                if header & _DEVELOPER:
                    developed = content[after + 1 : after + 1 + 3 * content[after]]
                    size += sum(developed[1::3])
                    after += 1 + 3 * content[after]
                wanted = number in _WANTED
                if wanted:
                    if header & _DEVELOPER:
                        return None
                    kept.append(content[at:after])
                    sizes[local] = size
                skip[local] = 0 if wanted else size
                if local < 4:
                    span = slice(_COMPRESSED | local << 5, (_COMPRESSED | local << 5) + 32)
                    skip[span] = [skip[local]] * 32
                at = after
            else:
                size = sizes[header & 0x0F]
                kept.append(content[at : at + size])
                at += size
    except (IndexError, KeyError, struct.error):
        return None
    return b"".join(kept) if at == end else None


def checksum(content: bytes) -> int:
    """Return the CRC-16 that ends a FIT file (polynomial 0x8005, reflected)."""
    table = _table()
    crc = 0
    for byte in content:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc


@cache
def _table() -> tuple[int, ...]:
    made: list[int] = []
    for crc in range(256):
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)  # noqa: PLW2901 - one byte at a time
        made.append(crc)
    return tuple(made)

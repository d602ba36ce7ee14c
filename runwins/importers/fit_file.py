"""How a FIT file is built: enough to leave its samples out, and to mend what is broken around them.

A FIT file is a header, a row of messages, each defined before it is used, and a checksum; several
such files may follow each other. The samples are most of it, while what says whether it is a run at
all, the session, the laps and the pauses, are a few hundred bytes. Leaving the rest out takes one
pass over the message headers, where every whole reading decodes everything.
"""

from __future__ import annotations

import struct
from functools import cache

from runwins.errors import UnreadableFile

FIT_MAGIC = b".FIT"
_FILE_ID, _SPORT, _SESSION, _LAP, _EVENT, _DEVICE, _ACTIVITY = 0, 12, 18, 19, 21, 23, 34
_DESCRIPTION = 206
_WANTED = frozenset({_FILE_ID, _SPORT, _SESSION, _LAP, _EVENT, _DEVICE, _ACTIVITY, _DESCRIPTION})
_COMPRESSED = 0x80
_DEFINITION = 0x40
_DEVELOPER = 0x20
_SHORTEST_HEADER = 12
_MOST_MESSAGES = 1_500_000
_BASE_TYPES = frozenset({
    0x00, 0x01, 0x02, 0x07, 0x0A, 0x0D, 0x83, 0x84, 0x85, 0x86, 0x88, 0x89, 0x8B, 0x8C, 0x8E, 0x8F,
    0x90,
})  # fmt: skip


def is_fit(content: bytes) -> bool:
    """Tell whether content begins like a FIT file."""
    return content[8:12] == FIT_MAGIC


def skeleton(content: bytes) -> bytes | None:
    """Return the file, or its chained files, with no messages but those that sum it up.

    ``None`` where the file is not built as it says: then only a whole reading tells what is left.
    """
    parts: list[bytes] = []
    at = 0
    while at < len(content):
        size = _size(content, at)
        begin = at + content[at]
        if not size or begin + size + 2 > len(content):
            return None
        kept = _kept(content, begin, begin + size)
        if kept is None:
            return None
        parts.append(sealed(content[at + 1 : at + 4], kept))
        at = begin + size + 2
    return b"".join(parts) if parts else None


def mend(content: bytes) -> tuple[list[bytes], list[str]]:
    """Return the chained files of a broken one, each with a true header and checksum.

    Returns
    -------
    tuple
        The files, whose messages may still break off, and what was wrong, in words.
    """
    parts: list[bytes] = []
    problems: list[str] = []
    at = 0
    while at < len(content):
        size = _size(content, at)
        if size is None:
            problems.append(f"the last {len(content) - at} bytes are no FIT file and were left out")
            break
        begin = at + content[at]
        left = len(content) - begin
        which = "another file in it" if parts else "the file"
        if not size:
            problems.append(f"the header says {which} holds nothing; it was read to its end")
            size = left
        elif size > left:
            problems.append(f"{which} is cut off: {left:,} of {size:,} bytes are there")
            size = left
        data = content[begin : begin + size]
        stored = content[begin + size : begin + size + 2]
        if len(stored) < 2:
            if size == left and not problems:
                problems.append(f"{which} is cut off: its checksum is missing")
        elif stored != struct.pack("<H", checksum(content[at : begin + size])):
            problems.append("the checksum does not match: some of the data may be wrong")
        parts.append(sealed(content[at + 1 : at + 4], data))
        at = begin + size + 2
    return parts, problems


def _size(content: bytes, at: int) -> int | None:
    """Return how many bytes of messages a header promises, ``None`` where it is no header."""
    if content[at] < _SHORTEST_HEADER or content[at + 8 : at + 12] != FIT_MAGIC:
        return None
    return int.from_bytes(content[at + 4 : at + 8], "little")


def sealed(versions: bytes, data: bytes) -> bytes:
    """Return messages as a FIT file, with a header and a checksum that fit them.

    Parameters
    ----------
    versions
        Three bytes: of the protocol and the profile.
    data
        The messages.
    """
    whole = bytes((_SHORTEST_HEADER, *versions)) + struct.pack("<I", len(data)) + FIT_MAGIC + data
    return whole + struct.pack("<H", checksum(whole))


def _kept(content: bytes, at: int, end: int) -> bytes | None:
    """Return the definitions and messages worth keeping between two places.

    Raises
    ------
    UnreadableFile
        When they are more than of two weeks at one a second.
    """
    skip = [0] * 256
    kept: list[bytes] = []
    sizes: dict[int, tuple[int, int]] = {}
    try:
        for _ in range(_MOST_MESSAGES + 1):
            if at >= end:
                break
            header = content[at]
            step = skip[header]
            if step:
                at += step
            elif header & _COMPRESSED:
                return None
            elif header & _DEFINITION:
                at = _define(content, at, skip, sizes, kept)
            else:
                native, whole = sizes[header]
                kept.append(content[at : at + native])
                at += whole
        else:
            raise UnreadableFile(f"more than {_MOST_MESSAGES:,} samples; no run has so many")
    except (IndexError, KeyError, struct.error):
        return None
    return b"".join(kept) if at == end else None


def _define(
    content: bytes, at: int, skip: list[int], sizes: dict[int, tuple[int, int]], kept: list[bytes]
) -> int:
    """Take note of a definition and return where the next message begins.

    Developer fields of what is kept are cut off: nothing here needs them.

    Raises
    ------
    IndexError, KeyError, struct.error
        When it is no definition.
    """
    header = content[at]
    local = header & 0x0F
    (number,) = struct.unpack_from(">H" if content[at + 2] else "<H", content, at + 3)
    after = at + 6 + 3 * content[at + 5]
    native = whole = 1 + sum(content[at + 7 : after : 3])
    if not _BASE_TYPES.issuperset(content[at + 8 : after : 3]):
        raise KeyError("a base type that FIT does not know")
    definition = bytes((header & ~_DEVELOPER,)) + content[at + 1 : after]
    if header & _DEVELOPER:
        count = content[after]
        whole += sum(content[after + 2 : after + 1 + 3 * count : 3])
        after += 1 + 3 * count
    if number in _WANTED:
        kept.append(definition)
        sizes[local] = native, whole
        skip[local] = 0
    else:
        skip[local] = whole
    if local < 4:
        span = slice(_COMPRESSED | local << 5, (_COMPRESSED | local << 5) + 32)
        skip[span] = [skip[local]] * 32
    return after


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
    for start in range(256):
        crc = start
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
        made.append(crc)
    return tuple(made)

"""Files on disk and gz files, unpacked in memory and never to more than a recording can be."""

from __future__ import annotations

import zlib
from pathlib import Path

from runwins.errors import UnreadableFile

MOST_BYTES = 512 * 2**20
MOST_TIMES_LARGER = 300
_SMALL_BYTES = 16 * 2**20

GZIP_MAGIC = b"\x1f\x8b"


def read_file(path: Path) -> bytes:
    """Return the bytes of a file on disk.

    Raises
    ------
    UnreadableFile
        When it cannot be opened, or is larger than any recording.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(f"{path}: {size / 2**20:,.0f} MiB are no recording of one run")
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableFile(f"{path}: {problem.strerror or problem}") from None


def gunzip_if(content: bytes, name: str) -> bytes:
    """Return what a gz file holds, and anything else as it is."""
    return gunzip(content, name) if content[:2] == GZIP_MAGIC else content


def gunzip(content: bytes, name: str) -> bytes:
    """Return what a gz file holds.

    Raises
    ------
    UnreadableFile
        When it is damaged from the start or unpacks to too much. What a cut-off file still holds
        is kept: the reader of the recording says what is missing.
    """
    parts: list[bytes] = []
    size = 0
    rest = content
    while rest[:2] == GZIP_MAGIC:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            parts.append(unpacker.decompress(rest, MOST_BYTES - size + 1))
        except zlib.error as problem:
            if not parts:
                parts.append(_gunzip_start(rest))
            if not any(parts):
                raise UnreadableFile(f"{name}: the gz file is damaged ({problem})") from None
            break
        size += len(parts[-1])
        check_size(name, size, len(content))
        rest = unpacker.unused_data
    return b"".join(parts) if len(parts) != 1 else parts[0]


def _gunzip_start(content: bytes) -> bytes:
    """Return what can be unpacked before the damage, in small steps."""
    unpacker = zlib.decompressobj(wbits=31)
    found = b""
    try:
        for at in range(0, len(content), 256):
            found += unpacker.decompress(content[at : at + 256], _SMALL_BYTES - len(found) + 1)
            if len(found) > _SMALL_BYTES:
                break
    except zlib.error:
        pass
    return found


def check_size(name: str, size: int, packed: int) -> None:
    """Refuse what unpacks to more than a recording can.

    Raises
    ------
    UnreadableFile
        Beyond `MOST_BYTES`, or `MOST_TIMES_LARGER` than it is packed.
    """
    if size > MOST_BYTES:
        raise UnreadableFile(
            f"{name}: unpacks to more than {MOST_BYTES / 2**20:,.0f} MiB; no recording is so large"
        )
    if size > _SMALL_BYTES and size > MOST_TIMES_LARGER * max(packed, 1):
        raise UnreadableFile(
            f"{name}: unpacks to {size // max(packed, 1)} times its size; no recording does"
        )

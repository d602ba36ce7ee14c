"""Files on disk and gz files, unpacked in memory and never to more than a recording can be."""

from __future__ import annotations

import zlib
from pathlib import Path

from runwins.errors import UnreadableFile

MOST_BYTES = 128 * 2**20
"""Of a recording. A GPX file of 48 hours at 1 Hz, with all extensions, has some 45 MB."""
MOST_ZIP_BYTES = 512 * 2**20
"""Of a zip inside a zip, as services pack a year's recordings."""
MOST_TIMES_LARGER = 300
_PIECE_BYTES = 4 * 2**20
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
            while not unpacker.eof:
                piece = unpacker.decompress(rest, _PIECE_BYTES)
                rest = unpacker.unconsumed_tail
                if not piece and not rest:
                    break  # cut off
                parts.append(piece)
                size += len(piece)
                check_size(name, size, len(content))
        except zlib.error as problem:
            if not any(parts):
                parts.append(_gunzip_start(rest))
            if not any(parts):
                raise UnreadableFile(f"{name}: the gz file is damaged ({problem})") from None
            break
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


def check_size(name: str, size: int, packed: int, most: int | None = None) -> None:
    """Refuse what unpacks to more than a recording, or than `most`.

    Raises
    ------
    UnreadableFile
        Beyond `MOST_BYTES`, or `MOST_TIMES_LARGER` than it is packed.
    """
    limit = most or MOST_BYTES
    if size > limit:
        raise UnreadableFile(
            f"{name}: unpacks to more than {limit / 2**20:,.0f} MiB; no recording is so large"
        )
    if size > _SMALL_BYTES and size > MOST_TIMES_LARGER * max(packed, 1):
        raise UnreadableFile(
            f"{name}: unpacks to {size // max(packed, 1)} times its size; no recording does"
        )

"""The rows of a SQLite file read page by page, past its table of contents and its trees.

What SQLite itself refuses, a file whose first page or inner pages are damaged, still has its rows
on leaf pages, each of which tells its own build. The layout is that of https://sqlite.org/fileformat2.html.
Pages on the list of free ones are passed over as long as that list can be read: they hold what was
deleted.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAGIC = b"SQLite format 3\0"
_USUAL_PAGE = 4096
_HEADER, _WAL_HEADER, _FRAME_HEADER = 100, 32, 24
_LEAF = 0x0D
_WAL_MAGIC = {0x377F0682, 0x377F0683}
_MOST_CELLS = 5000
_WHOLE = (0, 1, 2, 3, 4, 6, 8)

Values = list[Any]


class Pages:
    """A file as pages, with the newer ones that wait in its write-ahead log.

    Parameters
    ----------
    path
        The file; the one beside it that ends in ``-wal`` is read too.
    """

    def __init__(self, path: Path) -> None:
        self.content = _mapped(path)
        sound = self.content[: len(MAGIC)] == MAGIC
        size = int.from_bytes(self.content[16:18], "big") if sound else 0
        size = 65_536 if size == 1 else size
        self.size = size if size >= 512 and not size & (size - 1) else _USUAL_PAGE
        wal = path.with_name(path.name + "-wal")
        self.newer = _committed(wal.read_bytes(), self.size) if wal.is_file() else {}
        self.count = max(-(-len(self.content) // self.size), *self.newer, 0)
        self.free = self._free() if sound else set()
        told = int.from_bytes(self.page(1)[28:32], "big") if sound else 0
        self.missing = max(0, told - self.count)

    def page(self, number: int) -> bytes:
        """Return a page; they are counted from 1."""
        if number in self.newer:
            return self.newer[number]
        return self.content[(number - 1) * self.size : number * self.size]

    def rows(self) -> Iterator[tuple[int, Values]]:
        """Yield number and values of every row on every leaf page, of whatever table."""
        for number in range(1, self.count + 1):
            if number in self.free:
                continue
            page = self.page(number)
            begin = _HEADER if number == 1 else 0
            if len(page) < self.size or page[begin] != _LEAF:
                continue
            (cells,) = struct.unpack_from(">H", page, begin + 3)
            if cells > _MOST_CELLS:
                continue
            for at in range(begin + 8, begin + 8 + 2 * cells, 2):
                try:
                    (place,) = struct.unpack_from(">H", page, at)
                    yield self._row(page, place)
                except (IndexError, ValueError, struct.error):
                    continue

    def _free(self) -> set[int]:
        """Return the pages on the list of free ones, as far as it can be followed."""
        found: set[int] = set()
        trunk = int.from_bytes(self.page(1)[32:36], "big")
        while 0 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            if len(page) < self.size:
                break
            trunk, leaves = struct.unpack_from(">II", page)
            leaves = min(leaves, self.size // 4 - 2)
            found.update(struct.unpack_from(f">{leaves}I", page, 8))
        return found

    def _row(self, page: bytes, at: int) -> tuple[int, Values]:
        """Return the row that stands at a place of a leaf page.

        Raises
        ------
        IndexError, ValueError, struct.error
            When it cannot be one.
        """
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        if length > len(self.content) + len(self.newer) * self.size:
            raise ValueError("longer than its file")
        here = self._on_page(length)
        payload = bytearray(page[at : at + here])
        following = int.from_bytes(page[at + here : at + here + 4], "big") if here < length else 0
        seen: set[int] = set()
        while len(payload) < length:
            more = self.page(following) if 0 < following <= self.count else b""
            if following in seen or len(more) < self.size:
                raise ValueError("its continuation is lost")
            seen.add(following)
            payload += more[4 : 4 + length - len(payload)]
            following = int.from_bytes(more[:4], "big")
        return number, _values(bytes(payload))

    def _on_page(self, length: int) -> int:
        """Return how many bytes of a row of that length stand on its leaf page itself."""
        if length <= self.size - 35:
            return length
        least = (self.size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.size - 4)
        return here if here <= self.size - 35 else least


def _mapped(path: Path) -> bytes | mmap.mmap:
    """Return a file's bytes without reading all of them at once."""
    with path.open("rb") as file:
        try:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file
            return b""


def _committed(wal: bytes, size: int) -> dict[int, bytes]:
    """Return the newest committed version of each page in a write-ahead log."""
    if len(wal) < _WAL_HEADER or int.from_bytes(wal[:4], "big") not in _WAL_MAGIC:
        return {}
    salts = wal[16:24]
    found: dict[int, bytes] = {}
    open_: dict[int, bytes] = {}
    for at in range(_WAL_HEADER, len(wal) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, commit = struct.unpack_from(">II", wal, at)
        if wal[at + 8 : at + 16] != salts or not number:
            break
        open_[number] = wal[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        if commit:
            found |= open_
            open_ = {}
    return found


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and the place behind it."""
    value = 0
    for count in range(8):
        byte = content[at + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    return value << 8 | content[at + 8], at + 9


def _values(payload: bytes) -> Values:
    """Return the values of a row.

    Raises
    ------
    IndexError, ValueError, struct.error
        When they cannot be a row's.
    """
    body, at = _varint(payload, 0)
    if body > len(payload):
        raise ValueError("its head is longer than itself")
    end = body
    values: Values = []
    while at < end:
        kind, at = _varint(payload, at)
        value, body = _value(payload, body, kind)
        values.append(value)
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    """Return one value of a serial type, and the place behind it."""
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind < len(_WHOLE):
        size = _WHOLE[kind]
        whole = int.from_bytes(payload[at : at + size], "big", signed=True)
        return whole if kind else None, at + size
    if kind < 12:
        raise ValueError("a type that SQLite does not know")
    size = (kind - 12) // 2
    content = payload[at : at + size]
    if len(content) < size:
        raise ValueError("cut short")
    return (content.decode() if kind % 2 else content), at + size

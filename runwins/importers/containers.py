"""Folders and zips, opened one file at a time in memory and never unpacked to disk.

A zip may promise anything, so what it holds is bounded before it is read: how many files, how large
each and all of them may become, and how many times larger than they are packed.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Protocol

from runwins.errors import UnreadableFile
from runwins.importers.packed import MOST_ZIP_BYTES, check_size, gunzip_if, read_file
from runwins.places import own_names

MOST_FILES = 300_000
MOST_BYTES_IN_ALL = 256 * 2**30
_PIECE_BYTES = 2**20

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_LEFT_OUT = {"__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"}


class Container(Protocol):
    """Something with files in it, whose names are relative and use ``/``."""

    def names(self) -> list[str]:
        """Return the names of all its files, sorted; hidden ones are left out."""

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""

    def head(self, name: str, count: int) -> bytes:
        """Return a file's first bytes."""

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes piece by piece: for the one table larger than memory."""

    def inside(self, name: str) -> Zip:
        """Return the zip of that name in it."""


def hidden(name: str) -> bool:
    """Tell whether any part of a relative name is hidden, a bin, or a file system's own."""
    return any(
        (part.startswith(".") and part not in {".", ".."}) or part.lower() in _LEFT_OUT
        for part in PurePosixPath(name).parts
    )


class Folder:
    """A folder on disk, with everything below it.

    Parameters
    ----------
    path
        The folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        """Return the names of all files below the folder, sorted; hidden ones are left out.

        So is what runwins keeps beside a log, but for the log itself.
        """
        found: list[str] = []
        for root, folders, files in os.walk(self.path):
            own = own_names((*folders, *files))
            folders[:] = [name for name in folders if not hidden(name) and name not in own]
            inside = Path(root).relative_to(self.path)
            told = (name for name in files if not hidden(name) and name not in own)
            found += [(inside / name).as_posix() for name in told]
        return sorted(found)

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        try:
            return not unsafe(name) and (self.path / name).is_file()
        except (OSError, ValueError):  # a name that no file can have
            return False

    def head(self, name: str, count: int) -> bytes:
        """Return a file's first bytes."""
        with (self.path / name).open("rb") as file:
            return file.read(count)

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""
        return read_file(self.path / name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes piece by piece."""
        with (self.path / name).open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                yield piece

    def inside(self, name: str) -> Zip:
        """Return the zip of that name in it."""
        path = self.path / name
        return opened(str(path), stamp_of(path), ())


class Zip:
    """A zip archive, checked before anything in it is read.

    Parameters
    ----------
    file
        Path of the archive, or its bytes.
    name
        What to call it in messages.

    Raises
    ------
    UnreadableFile
        When it is damaged, or promises more than a recording archive can hold.
    """

    def __init__(self, file: Path | bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as problem:
            raise UnreadableFile(f"{name}: the zip is damaged ({problem})") from None
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(infos) > MOST_FILES:
            raise UnreadableFile(
                f"{name}: the zip lists {len(infos):,} files, more than {MOST_FILES:,}"
            )
        total = sum(info.file_size for info in infos)
        if total > MOST_BYTES_IN_ALL:
            raise UnreadableFile(
                f"{name}: the zip promises {total / 2**30:,.0f} GiB, "
                f"more than {MOST_BYTES_IN_ALL / 2**30:,.0f}"
            )
        self._infos = {info.filename: info for info in infos if not hidden(info.filename)}

    def names(self) -> list[str]:
        """Return the names of all files in it, sorted; hidden ones are left out."""
        return sorted(self._infos)

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        return name in self._infos

    def head(self, name: str, count: int) -> bytes:
        """Return a file's first bytes.

        Raises
        ------
        UnreadableFile
            When the file is damaged or locked.
        """
        return self._unpack(name, count)

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises
        ------
        UnreadableFile
            When the file is damaged, locked, unsafely named or too large.
        """
        return self._checked(name, None)

    def read_zip(self, name: str) -> bytes:
        """Return the bytes of a zip in it, which may be larger than a recording."""
        return self._checked(name, MOST_ZIP_BYTES)

    def _checked(self, name: str, most: int | None) -> bytes:
        info = self._infos.get(name)
        if info is None:
            raise UnreadableFile(f"{self.name}/{name}: no longer in the zip")
        if unsafe(name):
            raise UnreadableFile(f"{self.name}/{name}: its name leads out of the archive; refused")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableFile(f"{self.name}/{name}: a link, not a file; refused")
        check_size(f"{self.name}/{name}", info.file_size, info.compress_size, most)
        return self._unpack(name, info.file_size + 1)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes piece by piece; what follows damage is lost."""
        with self._zip.open(self._infos[name]) as file:
            while piece := file.read(_PIECE_BYTES):
                yield piece

    def inside(self, name: str) -> Zip:
        """Return the zip of that name in it."""
        return Zip(self.read_zip(name), f"{self.name}/{name}")

    def _unpack(self, name: str, count: int) -> bytes:
        try:
            with self._zip.open(self._infos[name]) as file:
                return file.read(count)
        except RuntimeError:
            raise UnreadableFile(f"{self.name}/{name}: locked with a password") from None
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError,
        ) as problem:  # fmt: skip
            raise UnreadableFile(f"{self.name}/{name}: damaged in the zip ({problem})") from None


def unsafe(name: str) -> bool:
    """Tell whether a name in an archive leads out of it."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or plain[1:3] == ":/"


@lru_cache(maxsize=4)
def opened(path: str, stamp: tuple[int, int], inner: tuple[str, ...]) -> Zip:
    """Return the zip at a path, or a zip inside it; kept open for the files that follow.

    Parameters
    ----------
    path
        Of the outer zip.
    stamp
        Its size and time of change: another file of the same name is opened anew.
    inner
        Names of the zips to go through.

    Raises
    ------
    UnreadableFile
        When one of them is damaged.
    """
    if not inner:
        return Zip(Path(path), path)
    outer = opened(path, stamp, inner[:-1])
    return Zip(gunzip_if(outer.read_zip(inner[-1]), inner[-1]), "/".join((path, *inner)))


def stamp_of(path: Path) -> tuple[int, int]:
    """Return size and time of change of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns

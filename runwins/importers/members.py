"""Every file that was given, one by one: of folders, archives and archives in archives.

Finding opens no recording: a member says where its bytes are, and a worker process gets them there.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any

from runwins.errors import UnreadableFile
from runwins.importers.base import DATABASE_MAGIC, Recording, archives
from runwins.importers.containers import ZIP_MAGIC, Container, Folder, Zip, opened, stamp_of
from runwins.importers.packed import GZIP_MAGIC, gunzip, read_file

_ZIPS_DEEP = 2


@dataclass(frozen=True, slots=True)
class Member:
    """One file to import, wherever it lies. Small, and goes to another process as it is.

    Attributes
    ----------
    path
        The file on disk: the recording, or the archive that holds it.
    inner
        Names to go through from there, the recording's last.
    context
        What an archive's table says of it, see `runwins.importers.base.Recording`.
    content
        Its bytes, where it is no file: a row of a table, or standard input.
    refused
        Why it cannot be opened, where that is known already.
    """

    path: str
    inner: tuple[str, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict, hash=False)
    content: bytes | None = field(default=None, repr=False)
    refused: str | None = None

    @property
    def source(self) -> str:
        """What to call it: ``export.zip/activities/1.fit.gz``."""
        return "/".join((self.path, *self.inner))

    def data(self) -> bytes:
        """Return its content, unpacked.

        Raises
        ------
        UnreadableFile
            When it cannot be opened, or is an archive of several files inside a gz.
        """
        if self.refused is not None:
            raise UnreadableFile(self.refused)
        if self.content is not None:
            return _unpacked(self.content, self.source)
        try:
            stamp = stamp_of(Path(self.path))
        except OSError as problem:
            raise UnreadableFile(f"{self.path}: {problem.strerror}") from None
        return _read(self.path, stamp, self.inner)

    def sha256(self) -> str:
        """Return the hash of its unpacked content: the same recording has the same, however packed.

        Raises
        ------
        UnreadableFile
            When it cannot be opened.
        """
        return hashlib.sha256(self.data()).hexdigest()

    def recording(self) -> Recording:
        """Return it with its content, for the importers.

        Raises
        ------
        UnreadableFile
            When it cannot be opened.
        """
        return Recording(self.source, self.data(), self.context)


@lru_cache(maxsize=1)
def _read(path: str, stamp: tuple[int, int], inner: tuple[str, ...]) -> bytes:
    """Return the unpacked content of a file; the last one is kept, to be hashed and then read."""
    if not inner:
        return _unpacked(read_file(Path(path)), path)
    name = "/".join((path, *inner))
    return _unpacked(opened(path, stamp, inner[:-1]).read(inner[-1]), name)


def _unpacked(content: bytes, name: str) -> bytes:
    """Return what is inside of gz files and of zips that hold one file."""
    for _ in range(_ZIPS_DEEP + 1):
        if content[:2] == GZIP_MAGIC:
            content = gunzip(content, name)
        elif content.startswith(ZIP_MAGIC):
            content = _only_file(Zip(content, name))
        else:
            break
    return content


def _only_file(zipped: Zip) -> bytes:
    names = zipped.names()
    if len(names) != 1:
        raise UnreadableFile(
            f"{zipped.name}: a zip of {len(names)} files inside another file; unpack it first"
        )
    return zipped.read(names[0])


def find_members(paths: Iterable[str | Path]) -> Iterator[Member]:
    """Yield every file of what was given, in a stable order.

    Folders are walked and zips opened, two deep; hidden files are left out. An export of a service
    is recognised by its table, and yields its recordings with what the table says of them, its
    entries without a recording, and no pictures or other tables.

    Parameters
    ----------
    paths
        Files, folders and archives; ``-`` is standard input.

    Yields
    ------
    Member
        Also for what cannot be opened: reading it says why.
    """
    for path in paths:
        if str(path) == "-":
            yield from _of_bytes("-", sys.stdin.buffer.read())
            continue
        place = Path(path)
        if place.is_dir():
            folder = Folder(place)
            yield from _of_container(folder, folder.names(), Member(str(place)), _ZIPS_DEEP)
        elif place.exists():
            yield from _of_file(place)
        else:
            yield Member(str(place), refused=f"{place}: no such file or folder{_meant(place)}")


def _meant(path: Path) -> str:
    """Return which name beside a mistyped one is nearest to it, in words; or nothing."""
    import difflib

    try:
        names = [beside.name for beside in path.parent.iterdir()]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.7)
    return f"; did you mean {path.parent / near[0]}?" if near else ""


def _of_file(path: Path) -> Iterator[Member]:
    member = Member(str(path))
    folder = Folder(path.parent)
    try:
        zipped = folder.head(path.name, 4).startswith(ZIP_MAGIC)
    except OSError as problem:
        yield replace(member, refused=f"{path}: {problem.strerror}")
        return
    if zipped:
        yield from _of_zip(folder, path.name, member, _ZIPS_DEEP)
    elif any(archive.roots(folder, [path.name]) for archive in archives()):
        yield from _of_container(folder, [path.name], Member(str(path.parent)), _ZIPS_DEEP)
    else:
        yield member


def _of_zip(container: Container, name: str, member: Member, deep: int) -> Iterator[Member]:
    if not deep:
        yield replace(
            member, refused=f"{member.source}: a zip inside a zip inside a zip; unpack it first"
        )
        return
    try:
        zipped = container.inside(name)
    except UnreadableFile as problem:
        yield replace(member, refused=str(problem))
        return
    yield from _of_container(zipped, zipped.names(), member, deep - 1)


def _of_container(
    container: Container, names: list[str], within: Member, deep: int
) -> Iterator[Member]:
    """Yield the exports in a container, then whatever else is in it."""
    taken: set[str] = set()
    for archive in archives():
        for root in archive.roots(container, names):
            taken |= archive.taken(names, root)
            try:
                for entry in archive.entries(container, names, root):
                    member = _below(container, within, entry.chain)
                    yield replace(member, context=entry.context, content=entry.content)
            except UnreadableFile as problem:
                yield replace(within, refused=str(problem))
    for name in names:
        if name not in taken:
            yield from _of_name(container, name, within, deep)


def _of_name(container: Container, name: str, within: Member, deep: int) -> Iterator[Member]:
    member = _below(container, within, (name,))
    try:
        head = container.head(name, len(DATABASE_MAGIC))
    except OSError as problem:
        yield replace(member, refused=f"{member.source}: {problem.strerror}")
        return
    except UnreadableFile as problem:
        yield replace(member, refused=str(problem))
        return
    if head.startswith(ZIP_MAGIC):
        yield from _of_zip(container, name, member, deep)
    elif head == DATABASE_MAGIC:
        yield replace(member, content=head)  # it may be large, and its kind is told by its head
    else:
        yield member


def _below(container: Container, within: Member, chain: tuple[str, ...]) -> Member:
    """Return the member at the end of names that lead on from a container."""
    if isinstance(container, Folder):
        path = Path(within.path) / chain[0]
        return Member(str(path), chain[1:])
    return Member(within.path, (*within.inner, *chain))


def _of_bytes(name: str, content: bytes) -> Iterator[Member]:
    """Yield what came in by standard input; of an archive every file, with its bytes."""
    if not content.startswith(ZIP_MAGIC):
        yield Member(name, content=content)
        return
    try:
        zipped = Zip(content, name)
    except UnreadableFile as problem:
        yield Member(name, refused=str(problem))
        return
    inner: tuple[tuple[str, ...], Zip] = ((), zipped)
    for member in _of_container(zipped, zipped.names(), Member(name), _ZIPS_DEEP - 1):
        if member.refused is not None or member.content is not None:
            yield member
            continue
        chain = member.inner[:-1]
        try:
            if chain != inner[0]:
                inner = chain, reduce(Zip.inside, chain, zipped)
            yield replace(member, content=inner[1].read(member.inner[-1]))
        except UnreadableFile as problem:
            yield replace(member, refused=str(problem))

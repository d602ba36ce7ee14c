"""What an importer is, and how the right one is found: by content, never by the file's name.

An importer is one file in this package with one decorated function: bytes in, activities out. It
says by `recognises` whether content is its own. One that also knows an archive, such as a service's
export, says by `archive` which files of it are recordings and what its tables tell of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.containers import Container
from runwins.importers.sports import AS_RUN
from runwins.importers.xml_encoding import utf16_as_utf8
from runwins.model import Activity, Totals
from runwins.places import LOG_NAME
from runwins.registry import Registry

REGISTRY: Registry[[Recording], list[Activity]] = Registry("runwins.importers")
_SAME_START_S = 60.0
_MOST = 1e7
"""Of anything that is summed up: 10,000 km, or the seconds of four months."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The content of one file, and what the archive it lay in says of it.

    Attributes
    ----------
    source
        What to call it: ``export.zip/activities/1.fit.gz``.
    content
        Its bytes, unpacked.
    context
        What an archive's table tells of it, where it does: ``name``, ``note``, ``sport``,
        ``sub_sport``, ``start_time``, ``utc_offset_s``, ``is_race`` and the fields of `Totals`.
    """

    source: str
    content: bytes
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A recording in an archive, as its importer lists them.

    Attributes
    ----------
    chain
        Names that lead to it from the container; what to call it where it has no file.
    context
        What the archive's table says of it, see `Recording`.
    content
        Its bytes where it is an entry of a table and has no file of its own.
    """

    chain: tuple[str, ...]
    context: Mapping[str, Any] = field(default_factory=dict)
    content: bytes | None = None


class Archive(Protocol):
    """What an importer knows of its service's export."""

    def roots(self, container: Container, names: list[str]) -> list[str]:
        """Return the folders in it that are such an export, as ``""`` or ``"export_1/"``."""

    def taken(self, names: list[str], root: str) -> set[str]:
        """Return the names that belong to the export, recordings or not."""

    def entries(self, container: Container, names: list[str], root: str) -> Iterator[Entry]:
        """Yield its recordings; pictures and other tables are none."""


def importer(
    name: str,
    *,
    recognises: Callable[[bytes], bool],
    archive: Archive | None = None,
) -> Callable[[Callable[[Recording], list[Activity]]], Callable[[Recording], list[Activity]]]:
    """Return the decorator that adds an importer.

    Parameters
    ----------
    name
        Of the format, e.g. ``fit``.
    recognises
        Whether content is of that format; no two importers may recognise the same.
    archive
        How to list an export of the service, for those that know one.
    """
    return REGISTRY.register(name, recognises=recognises, archive=archive)


def archives() -> list[Archive]:
    """Return every archive that some importer knows."""
    found = [member.options["archive"] for member in REGISTRY.all().values()]
    return [archive for archive in found if archive is not None]


def read_recording(recording: Recording) -> list[Activity]:
    """Return the runs of a recording.

    Raises
    ------
    NotARun
        When it holds no run.
    UnreadableFile
        When no importer, or more than one, recognises it, or it is damaged beyond reading.
    """
    content = recording.content
    if not content:
        raise UnreadableFile("the file is empty")
    family = REGISTRY.all()
    fitting = [
        name
        for name, one in family.items()
        if one.guarded(one.options["recognises"], False, content)
    ]
    if len(fitting) > 1:
        raise UnreadableFile(
            f"more than one importer recognises it ({', '.join(fitting)}); expected exactly one"
        )
    if not fitting:
        raise _no_recording(recording, list(family))
    activities = family[fitting[0]](recording)
    return [with_context(activity, recording.context) for activity in activities]


def with_context(activity: Activity, context: Mapping[str, Any]) -> Activity:
    """Return it with what a service's table says; the file's own start, sport and totals stand.

    Totals that cannot be, below zero or beyond any run, are missing.
    """
    totals = Totals(**{
        one.name: next((value for value in said if _can_be(value)), None)
        for one in fields(Totals)
        for said in [(getattr(activity.totals, one.name), context.get(one.name))]
    })  # fmt: skip
    if not context:
        return activity if totals == activity.totals else replace(activity, totals=totals)
    problems = list(activity.problems)
    told = context.get("start_time")
    if isinstance(told, dt.datetime):
        apart = abs((told - activity.start_time).total_seconds())
        if apart > _SAME_START_S:
            problems.append(
                f"the table says it started at {told:%Y-%m-%d %H:%M} UTC, the file "
                f"{activity.start_time:%Y-%m-%d %H:%M}; the file's start is kept"
            )
    sport = context.get("sport")
    if sport not in (None, AS_RUN, activity.sport):
        problems.append(f"the table calls it {sport}, the file {activity.sport}")
    return replace(
        activity,
        name=context.get("name") or activity.name,
        note=context.get("note") or activity.note,
        is_race=bool(context.get("is_race")) or activity.is_race,
        sub_sport=activity.sub_sport or context.get("sub_sport"),
        totals=totals,
        problems=tuple(problems),
    )


def _can_be(total: float | None) -> bool:
    return total is not None and 0 <= total <= _MOST


DATABASE_MAGIC = b"SQLite format 3\0"
_OTHER_THINGS = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"%PDF", "a PDF document"),
    (DATABASE_MAGIC, "a database"),
    (b"\x37\x7f\x06\x82", "the journal of a database"),
    (b"\x37\x7f\x06\x83", "the journal of a database"),
    (b"\x18\xe2\x2d\x00", "the index of a database's journal"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
)


def _no_recording(recording: Recording, known: list[str]) -> NotARun | UnreadableFile:
    """Return the reason why no importer takes it, as true as can be told from its first bytes."""
    content = recording.content
    if content.startswith(DATABASE_MAGIC) and recording.source.endswith(LOG_NAME):
        return NotARun("a log of runwins, not a recording")
    for magic, what in _OTHER_THINGS:
        if content.startswith(magic):
            return NotARun(f"{what}, not a recording")
    if content[4:8] == b"ftyp":
        return NotARun("a film or picture, not a recording")
    root = xml_root(content)
    if root is not None and root.lower() == "html":
        if recording.source.lower().endswith((".html", ".htm")):
            return NotARun("a web page, not a recording")
        return UnreadableFile(
            "a web page, not a recording: the download went wrong, perhaps without signing in"
        )
    if root is not None:
        return NotARun(f"XML of another kind (<{root}>), not a recording")
    start = content[:256]
    if not start.strip(b"\0"):
        return UnreadableFile("nothing but zeros where a recording should be")
    try:
        text = start.decode("utf-8", errors="strict" if len(content) < 256 else "ignore")
    except UnicodeDecodeError:
        text = ""
    if text and all(letter.isprintable() or letter in "\r\n\t\ufeff" for letter in text):
        return NotARun("text of another kind, not a recording")
    return UnreadableFile(
        f"no importer recognises it: it begins with {content[:12].hex(' ')}; "
        f"known are {', '.join(known)}"
    )


_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<([\w.:-]+)",
    re.DOTALL | re.IGNORECASE,
)


def xml_root(content: bytes) -> str | None:
    """Return the local name of the first XML element, ``None`` where there is none."""
    start = content[:65_536] if content[:2048].find(b"<!") >= 0 else content[:4096]
    plain = utf16_as_utf8(start) or start
    match = _ROOT.match(plain.decode("utf-8", errors="replace").lstrip("\ufeff"))
    return match[1].rpartition(":")[2] if match else None

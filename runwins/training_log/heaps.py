"""Paths that a runner names: the recordings in each, and what is known of them before reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from runwins.importers import Member, find_members
from runwins.importers.sports import AS_RUN
from runwins.store import Store
from runwins.store.imports import SeenFile
from runwins.training_log.import_report import ImportReport
from runwins.training_log.reading import Read, shown
from runwins.training_log.unchanged import (
    Stamps,
    as_they_were,
    key,
    seen_of,
    stamp_of,
    stamps,
)


@dataclass(frozen=True, slots=True)
class Heap:
    """One path that the runner named: its files on disk, its recordings, and what is known of it.

    Attributes
    ----------
    path
        As the runner named it.
    stamps
        Size and time of change of each file, before one was read.
    members
        Its recordings.
    seen
        Those of them that have not changed since the last import, by their source.
    """

    path: str
    stamps: Stamps
    members: Sequence[Member]
    seen: Mapping[str, SeenFile]

    def ready(self, member: Member, known: Collection[str]) -> Read | None:
        """Return what reading a recording would bring, where that is known; else ``None``."""
        one = self.seen.get(shown(member.source))
        if one is None or member.refused is not None or member.content is not None:
            return None
        if one.sha256 in known:
            return Read(one.source, one.sha256, context=member.context)
        if one.outcome in ("skipped", "failed") and not member.context:
            outcome = cast('Literal["skipped", "failed"]', one.outcome)
            return Read(one.source, one.sha256, outcome=outcome, reason=one.reason)
        return None


def heap_of(store: Store, path: str, *, as_run: bool) -> Heap:
    """Return what lies in a path; `as_run` takes recordings of any sport for runs."""
    found, members = stamps(path), list(find_members([path]))
    if as_run:
        members = [replace(one, context={**one.context, "sport": AS_RUN}) for one in members]
    return Heap(path, found, members, as_they_were(store, path, found))


def remember(
    store: Store,
    heaps: Sequence[Heap],
    report: ImportReport,
    hashes: Sequence[str | None],
    began_s: float,
) -> None:
    """Keep what became of every file, so that it need not be opened while it stays as it is."""
    told = iter(zip(report.lines, hashes, strict=True))
    with store.transaction():
        for heap in heaps:
            files = [
                SeenFile(
                    line.source,
                    member.path,
                    *stamp_of(member.path, heap.stamps, began_s),
                    sha,
                    line.outcome,
                    line.reason,
                )
                for member, (line, sha) in zip(heap.members, told, strict=False)
            ]
            if heap.stamps:
                store.keep_seen(key(heap.path), seen_of(heap.path, heap.stamps, began_s, files))

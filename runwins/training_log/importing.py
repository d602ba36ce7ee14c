"""Files into the log: workers read and measure, one writer stores.

Every file ends in one of five ways: imported, merged with a run that another recorder saw,
unchanged, skipped because it holds no run, or failed with a reason. One bad file never stops the
rest.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

from runwins.frames import STREAM
from runwins.importers import Member, find_members
from runwins.importers.base import with_context
from runwins.metrics.duplicates import same_recording
from runwins.metrics.summary import measure
from runwins.store import Recording, Store, activity_of, facts_of
from runwins.store.imports import SeenFile
from runwins.training_log.import_report import ImportReport, Line, Outcome
from runwins.training_log.reading import Part, Read, read_all, shown
from runwins.training_log.unchanged import (
    Stamps,
    all_as_before,
    as_they_were,
    keep_lines,
    key,
    new_batch_name,
    seen_of,
    stamp_of,
    stamps,
)

Progress = Callable[[int, int], None]

_WRITE_EVERY_S = 1.0
_ZONE_SHIFTS_S = 14.25 * 3600
_MOST_REASONS = 6


def import_files(
    store: Store,
    paths: Iterable[str | Path],
    *,
    since: dt.date | None = None,
    jobs: int | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring files, folders and archives into an open log; see `TrainingLog.import_files`."""
    began, began_s = time.monotonic(), time.time()
    given = [str(path) for path in paths]
    as_usual = since is None and not dry_run
    before = all_as_before(store, given) if as_usual else None
    if before is not None:
        return before
    report = ImportReport(dry_run=dry_run)
    writer = _Writer(store, report, since)
    heaps = [_heap_of(store, path) for path in given]
    members = [member for heap in heaps for member in heap.members]
    known = store.known()
    ready = [heap.ready(member, known) for heap in heaps for member in heap.members]
    hashes: list[str | None] = []
    pending: list[Read] = []
    written = began
    try:
        for done, read in enumerate(read_all(members, ready, known, jobs), start=1):
            pending.append(read)
            hashes.append(read.sha256)
            if progress is not None:
                progress(done, len(members))
            if not dry_run and time.monotonic() - written > _WRITE_EVERY_S:
                writer.write(pending)
                pending, written = [], time.monotonic()
    except KeyboardInterrupt:
        if not dry_run:
            writer.write(pending, last=True)
        raise
    writer.write(pending, last=True)
    if as_usual:
        _remember(store, heaps, report, hashes, began_s)
    report.seconds = time.monotonic() - began
    return report


@dataclass(frozen=True, slots=True)
class _Heap:
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


def _heap_of(store: Store, path: str) -> _Heap:
    found = stamps(path)
    return _Heap(path, found, list(find_members([path])), as_they_were(store, path, found))


def _remember(
    store: Store,
    heaps: Sequence[_Heap],
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


class _Rehearsed(Exception):
    """Rolls a rehearsal back."""


class _Writer:
    """The one hand that writes: decides whether a recording is new or another view of a run."""

    def __init__(self, store: Store, report: ImportReport, since: dt.date | None) -> None:
        self.store = store
        self.report = report
        self.since = since
        self.batch = new_batch_name()
        self.seen: set[str] = set()

    def write(self, reads: list[Read], *, last: bool = False) -> None:
        """Store what workers made of some files, all in one transaction."""
        try:
            with self.store.transaction():
                for read in reads:
                    outcome, reason = self._take(read)
                    self.report.lines.append(Line(read.source, outcome, reason))
                if last:
                    keep_lines(self.store, self.report, self.batch)
                if self.report.dry_run:
                    raise _Rehearsed
        except _Rehearsed:
            self.report.batch = None

    def _take(self, read: Read) -> tuple[Outcome, str | None]:
        if read.outcome is not None:
            return read.outcome, read.reason
        sha = read.sha256 or ""
        if self.store.holds(sha):
            return self._known(sha, read.context)
        if not read.parts:
            return "skipped", "it holds no run"
        parts = [part for part in read.parts if not self._too_early(part)]
        if not parts:
            self.report.too_early += 1
            return "skipped", f"it was run before {self.since}"
        return self._store(sha, parts)

    def _known(self, sha: str, context: Mapping[str, Any]) -> tuple[Outcome, str | None]:
        """Add what an archive's table says of a recording that is in the log without it."""
        added = False
        for recording in self.store.recordings_of(sha) if context else ():
            facts = _told(recording, context)
            if facts != recording.facts:
                samples = self.store.samples(recording.recording_id)
                self.store.set_facts(recording.recording_id, facts)
                self.store.keep_measured(
                    recording.recording_id, measure(activity_of(facts, samples))
                )
                added = True
        if added:
            return "merged", "the archive's table says more of a run in the log"
        return "unchanged", "the same file stands here twice" if sha in self.seen else None

    def _too_early(self, part: Part) -> bool:
        return self.since is not None and _local_day(part) < self.since

    def _store(self, sha: str, parts: list[Part]) -> tuple[Outcome, str | None]:
        self.seen.add(sha)
        if self.report.batch is None:
            self.report.batch = self.batch
            self.store.add_batch(self.batch)
        merged_only, words = True, []
        for part in parts:
            twin, verdict = self._twin(part)
            known = twin if verdict in ("same", "shifted") else None
            added = self.store.add_recording(
                part.facts,
                part.samples,
                batch_id=self.batch,
                sha256=sha,
                part=part.number,
                run_no=known.run_no if known else None,
            )
            self.store.keep_packed(added.recording_id, part.measured)
            if known is None:
                merged_only = False
                self.report.new_runs.add(added.run_no)
                self.report.new_days.append(_local_day(part))
                words += [*part.facts["problems"]]
            if twin:
                mine = {**part.facts, **part.measured.row}
                words.append(_compared(mine, {**twin.facts, **twin.row}, verdict))
        return ("merged" if merged_only else "imported"), _together(words)

    def _twin(self, part: Part) -> tuple[Recording | None, str | None]:
        """Return the recording that is, or may be, the same run, and what speaks for it."""
        mine = {**part.facts, **part.measured.row}
        epoch = datetime.fromisoformat(part.facts["start_time"]).timestamp()
        found: dict[str, Recording] = {}
        for other in self.store.recordings(epoch, _ZONE_SHIFTS_S):
            verdict = same_recording(mine, {**other.facts, **other.row})
            if verdict is not None:
                found.setdefault(verdict, other)
        best = next((word for word in ("same", "shifted", "suspected") if word in found), None)
        return (found[best], best) if best else (None, None)


def _compared(mine: Mapping[str, Any], other: Mapping[str, Any], verdict: str | None) -> str:
    """Return in words what a recording has to do with one that is in the log."""
    if verdict == "same":
        return f"the same run as {other['source']}"
    starts = [datetime.fromisoformat(one["start_time"]) for one in (mine, other)]
    off = _in_hours(abs((starts[0] - starts[1]).total_seconds()))
    if verdict == "shifted":
        return (
            f"the same run as {other['source']}, {off} off by a wrong time zone: "
            "`runwins runs split` makes two of it"
        )
    lasted_s = [one["elapsed_s"] or 0.0 for one in (mine, other)]
    if abs(starts[0] - starts[1]).total_seconds() < min(lasted_s):
        return (
            f"recorded at the same time as {other['source']}, but not as far: "
            "join them with `runwins runs link` if they are one run"
        )
    return (
        f"as long and as far as {other['source']}, {off} apart as if by a wrong time zone: "
        "join them with `runwins runs link` if they are one run"
    )


def _in_hours(seconds: float) -> str:
    hours = round(seconds / 900) / 4
    return f"{hours:g} hour{'s' if hours != 1 else ''}"


def _together(words: Sequence[str]) -> str | None:
    """Return reasons as one, each said once; those of many rows of a table are counted."""
    told = [word if times == 1 else f"{word} ({times} ×)" for word, times in Counter(words).items()]
    if len(told) > _MOST_REASONS:
        told = [*told[:_MOST_REASONS], f"and {len(told) - _MOST_REASONS} more"]
    return "; ".join(told) or None


def _told(recording: Recording, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a recording with what a table says of it; problems are said once."""
    activity = with_context(activity_of(recording.facts, STREAM.empty()), context)
    problems = tuple(dict.fromkeys(activity.problems))
    return facts_of(replace(activity, problems=problems))


def _local_day(part: Part) -> dt.date:
    start = datetime.fromisoformat(part.facts["start_time"])
    return (start + dt.timedelta(seconds=part.facts["utc_offset_s"] or 0)).date()

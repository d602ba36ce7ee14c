"""Files into the log: workers read and measure, one writer stores.

Every file ends in one of five ways: imported, merged with a run that another recorder saw,
unchanged, skipped because it holds no run, or failed with a reason. One bad file never stops the
rest.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from runwins.metrics.duplicates import ONE_RUN, same_recording
from runwins.store import Recording, Store
from runwins.store.table_words import SAID_MORE
from runwins.training_log.heaps import heap_of, remember
from runwins.training_log.import_report import ImportReport, Line, Outcome
from runwins.training_log.reading import Part, Read, read_all
from runwins.training_log.table_words import add_words, with_words
from runwins.training_log.twin_words import compared, together
from runwins.training_log.unchanged import all_as_before, keep_lines, new_batch_name

Progress = Callable[[int, int], None]

_WRITE_EVERY_S = 1.0
_A_DAY = dt.timedelta(days=1)
_HOW_NOT = "`runwins runs drop RUN` takes it out of the log"
ZONE_SHIFTS_S = 14.25 * 3600


def import_files(
    store: Store,
    paths: Iterable[str | Path],
    *,
    since: dt.date | None = None,
    jobs: int | None = None,
    dry_run: bool = False,
    as_run: bool = False,
    today: dt.date | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring files, folders and archives into an open log; see `TrainingLog.import_files`."""
    began, began_s = time.monotonic(), time.time()
    given = [str(path) for path in paths]
    as_usual = since is None and not dry_run and not as_run
    before = all_as_before(store, given) if as_usual else None
    if before is not None:
        return before
    report = ImportReport(dry_run=dry_run)
    writer = _Writer(store, report, since)
    heaps = [heap_of(store, path, as_run=as_run) for path in given]
    latest = max(today or dt.date.min, _day_here()) + _A_DAY
    members = [member for heap in heaps for member in heap.members]
    known = store.known() if len(members) > 1 else ()  # one is read sooner than all are asked for
    ready = [heap.ready(member, known) for heap in heaps for member in heap.members]
    hashes: list[str | None] = []
    pending: list[Read] = []
    written = began
    try:
        for done, found in enumerate(read_all(members, ready, known, jobs), start=1):
            read = _not_to_come(found, latest)
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
        remember(store, heaps, report, hashes, began_s)
    report.seconds = time.monotonic() - began
    return report


def _day_here() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _not_to_come(read: Read, latest: dt.date) -> Read:
    """Park a recording of a day that is still to come, to be read again whenever it is given."""
    for part in read.parts:
        start = datetime.fromisoformat(part.facts["start_time"])
        if start.date() > latest:
            reason = f"its clock says {start.date()}, which is to come: needs a date"
            return Read(read.source, None, outcome="failed", reason=reason)
    return read


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
            facts = with_words(recording.facts, context)
            if facts != recording.facts:
                add_words(self.store, recording, facts, context, self._begun())
                added = True
        if added:
            return "merged", SAID_MORE
        return "unchanged", "the same file stands here twice" if sha in self.seen else None

    def _begun(self) -> str:
        """Return the name of this import, which the log knows from its first change on."""
        if self.report.batch is None:
            self.report.batch = self.batch
            self.store.add_batch(self.batch)
        return self.batch

    def _too_early(self, part: Part) -> bool:
        return self.since is not None and _local_day(part) < self.since

    def _store(self, sha: str, parts: list[Part]) -> tuple[Outcome, str | None]:
        self.seen.add(sha)
        batch = self._begun()
        merged_only, words = True, []
        for part in parts:
            twin, verdict = self._twin(part)
            known = twin if verdict in ONE_RUN else None
            added = self.store.add_recording(
                part.facts,
                part.samples,
                batch_id=batch,
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
            if part.measured.row.get("quality") == "ride":
                words.append(f"a ride by its speed, kept out of wins and weeks: {_HOW_NOT}")
            if twin:
                mine = {**part.facts, **part.measured.row}
                words.append(compared(mine, {**twin.facts, **twin.row}, verdict))
        return ("merged" if merged_only else "imported"), together(words)

    def _twin(self, part: Part) -> tuple[Recording | None, str | None]:
        """Return the recording that is, or may be, the same run, and what speaks for it."""
        mine = {**part.facts, **part.measured.row}
        epoch = datetime.fromisoformat(part.facts["start_time"]).timestamp()
        found: dict[str, Recording] = {}
        for other in self.store.recordings(epoch, ZONE_SHIFTS_S):
            verdict = same_recording(mine, {**other.facts, **other.row})
            if verdict is not None:
                found.setdefault(verdict, other)
        best = next((word for word in (*ONE_RUN, "suspected") if word in found), None)
        return (found[best], best) if best else (None, None)


def _local_day(part: Part) -> dt.date:
    start = datetime.fromisoformat(part.facts["start_time"])
    return (start + dt.timedelta(seconds=part.facts["utc_offset_s"] or 0)).date()

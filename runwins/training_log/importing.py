"""Files into the log: workers read and measure, one writer stores.

Every file ends in one of five ways: imported, merged with a run that another recorder saw,
unchanged, skipped because it holds no run, or failed with a reason. One bad file never stops the
rest.
"""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from runwins.frames import STREAM
from runwins.importers import find_members
from runwins.importers.base import with_context
from runwins.metrics.duplicates import same_recording
from runwins.metrics.summary import measure
from runwins.store import Recording, Store, activity_of, facts_of
from runwins.training_log.reading import Part, Read, read_all

Outcome = Literal["imported", "merged", "unchanged", "skipped", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("imported", "merged", "unchanged", "skipped", "failed")
Progress = Callable[[int, int], None]

_WRITE_EVERY_S = 1.0
_ZONE_SHIFTS_S = 14.25 * 3600


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file."""

    source: str
    outcome: Outcome
    reason: str | None = None


@dataclass(slots=True)
class ImportReport:
    """What became of everything that was given.

    Attributes
    ----------
    batch
        The import's name, for ``runwins undo``; ``None`` where nothing came into the log.
    lines
        One for each file.
    new_runs
        The stored numbers of the runs it added.
    new_days
        The local day of each of them, as far as its file tells.
    too_early
        How many files hold runs from before the first day asked for alone.
    seconds
        How long it took.
    dry_run
        Nothing was stored.
    """

    batch: str | None = None
    lines: list[Line] = field(default_factory=list)
    new_runs: set[int] = field(default_factory=set)
    new_days: list[dt.date] = field(default_factory=list)
    too_early: int = 0
    seconds: float = 0.0
    dry_run: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many files ended so."""
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def reasons(self) -> Counter[tuple[str, str]]:
        """How often each reason was given, by outcome."""
        return Counter((line.outcome, line.reason) for line in self.lines if line.reason)


def import_files(
    store: Store,
    paths: Iterable[str | Path],
    *,
    since: dt.date | None = None,
    jobs: int | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring files, folders and archives into the log.

    Parameters
    ----------
    store
        The open log.
    paths
        What the runner named; ``-`` is standard input.
    since
        Runs of earlier local days are left out.
    jobs
        Worker processes; by default one a processor where there are many files.
    dry_run
        Say what would happen, store nothing.
    progress
        Called with how many files are done and how many there are.

    Raises
    ------
    StoreError
        When the log cannot be written; what was committed stays.
    """
    began = time.monotonic()
    report = ImportReport(dry_run=dry_run)
    writer = _Writer(store, report, since)
    members = list(find_members(paths))
    pending: list[Read] = []
    written = began
    try:
        for done, read in enumerate(read_all(members, store.known(), jobs), start=1):
            pending.append(read)
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
    report.seconds = time.monotonic() - began
    return report


class _Rehearsed(Exception):
    """Rolls a rehearsal back."""


class _Writer:
    """The one hand that writes: decides whether a recording is new or another view of a run."""

    def __init__(self, store: Store, report: ImportReport, since: dt.date | None) -> None:
        self.store = store
        self.report = report
        self.since = since
        self.batch = datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%SZ-") + secrets.token_hex(2)
        self.seen: set[str] = set()

    def write(self, reads: list[Read], *, last: bool = False) -> None:
        """Store what workers made of some files, all in one transaction."""
        try:
            with self.store.transaction():
                for read in reads:
                    outcome, reason = self._take(read)
                    self.report.lines.append(Line(read.source, outcome, reason))
                if last:
                    self._keep_lines()
                if self.report.dry_run:
                    raise _Rehearsed
        except _Rehearsed:
            self.report.batch = None

    def _keep_lines(self) -> None:
        """Keep what became of every file, unless all of it was in the log already.

        Of the imports that brought no recording the newest alone is kept.
        """
        if all(line.outcome == "unchanged" for line in self.report.lines):
            return
        if self.report.batch is None:
            self.store.forget_empty_batches()
            self.store.add_batch(self.batch)
        for line in self.report.lines:
            self.store.add_line(self.batch, line.source, line.outcome, line.reason)

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
            twin, suspect = self._twin(part)
            added = self.store.add_recording(
                part.facts,
                part.samples,
                batch_id=self.batch,
                sha256=sha,
                part=part.number,
                run_no=twin.run_no if twin else None,
            )
            self.store.keep_measured(added.recording_id, part.measured)
            if twin:
                words.append(f"the same run as {twin.facts['source']}")
            else:
                merged_only = False
                self.report.new_runs.add(added.run_no)
                self.report.new_days.append(_local_day(part))
                words += [*part.facts["problems"]]
            if suspect:
                words.append(
                    f"looks like a copy of {suspect.facts['source']}, shifted by a time zone: "
                    "join them with `runwins runs link` if they are one run"
                )
        return ("merged" if merged_only else "imported"), "; ".join(words) or None

    def _twin(self, part: Part) -> tuple[Recording | None, Recording | None]:
        """Return the recording that is the same run, and one that may be a shifted copy."""
        mine = {**part.facts, **part.measured.row}
        epoch = datetime.fromisoformat(part.facts["start_time"]).timestamp()
        suspect = None
        for other in self.store.recordings(epoch, _ZONE_SHIFTS_S):
            verdict = same_recording(mine, {**other.facts, **other.row})
            if verdict == "same":
                return other, None
            if verdict == "suspected":
                suspect = other
        return None, suspect


def _told(recording: Recording, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a recording with what a table says of it; problems are said once."""
    activity = with_context(activity_of(recording.facts, STREAM.empty()), context)
    problems = tuple(dict.fromkeys(activity.problems))
    return facts_of(replace(activity, problems=problems))


def _local_day(part: Part) -> dt.date:
    start = datetime.fromisoformat(part.facts["start_time"])
    return (start + dt.timedelta(seconds=part.facts["utc_offset_s"] or 0)).date()

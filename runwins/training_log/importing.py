"""Files into the log: workers read and measure, one writer stores.

Every file ends in one of five ways: imported, merged with a run that another recorder saw,
unchanged, skipped because it holds no run, or failed with a reason. One bad file never stops the
rest.
"""

from __future__ import annotations

import os
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

from runwins.errors import NotARun, RunwinsError
from runwins.importers import Member, find_members, read_member
from runwins.metrics.duplicates import same_recording
from runwins.metrics.summary import measure
from runwins.model import Activity, Measured
from runwins.store import Recording, Store, facts_of, stream_codec

Outcome = Literal["imported", "merged", "unchanged", "skipped", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("imported", "merged", "unchanged", "skipped", "failed")
Progress = Callable[[int, int], None]

_WRITE_EVERY_S = 1.0
_WORTH_A_POOL = 12
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
    run_numbers
        The stored numbers of new and of merged runs.
    seconds
        How long it took.
    dry_run
        Nothing was stored.
    """

    batch: str | None = None
    lines: list[Line] = field(default_factory=list)
    run_numbers: list[int] = field(default_factory=list)
    seconds: float = 0.0
    dry_run: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many files ended so."""
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def reasons(self) -> Counter[tuple[str, str]]:
        """How often each reason was given, by outcome."""
        return Counter((line.outcome, line.reason) for line in self.lines if line.reason)


@dataclass(frozen=True, slots=True)
class _Part:
    facts: Mapping[str, Any]
    samples: bytes
    measured: Measured


@dataclass(frozen=True, slots=True)
class _Read:
    source: str
    sha256: str | None
    parts: tuple[_Part, ...] = ()
    outcome: Outcome | None = None
    reason: str | None = None


_known: frozenset[str] = frozenset()


def _remember(known: frozenset[str]) -> None:
    global _known  # noqa: PLW0603 - a worker process is told once what the log holds
    _known = known


def _process(member: Member) -> _Read:
    """Read and measure one file; every fault becomes a reason."""
    sha = None
    try:
        sha = member.sha256()
        if sha in _known:
            return _Read(member.source, sha, outcome="unchanged")
        parts = tuple(_measured(activity) for activity in read_member(member))
    except NotARun as word:
        return _Read(member.source, sha, outcome="skipped", reason=str(word))
    except (RunwinsError, OSError) as problem:
        return _Read(member.source, sha, outcome="failed", reason=str(problem))
    except Exception as problem:  # noqa: BLE001 - a hostile file must not stop the rest
        words = f"{type(problem).__name__}: {problem}"
        return _Read(member.source, sha, outcome="failed", reason=f"could not be read ({words})")
    return _Read(member.source, sha, parts)


def _measured(activity: Activity) -> _Part:
    samples = stream_codec.encode(activity.samples)
    stored = replace(activity, samples=stream_codec.decode(samples))
    return _Part(facts_of(stored), samples, measure(stored))


def import_files(
    store: Store,
    paths: Iterable[str | Path],
    *,
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
    writer = _Writer(store, report)
    members = list(find_members(paths))
    pending: list[_Read] = []
    written = began
    results = _results(members, frozenset(store.known()), jobs)
    try:
        for done, read in enumerate(results, start=1):
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


def _results(members: list[Member], known: frozenset[str], jobs: int | None) -> Iterator[_Read]:
    workers = jobs or (os.cpu_count() or 1)
    if workers == 1 or len(members) < _WORTH_A_POOL:
        _remember(known)
        yield from map(_process, members)
        return
    with ProcessPoolExecutor(
        min(workers, len(members)),
        mp_context=get_context("spawn"),
        initializer=_remember,
        initargs=(known,),
    ) as pool:
        try:
            yield from pool.map(_process, members, chunksize=4)
        except GeneratorExit:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _Rehearsed(Exception):
    """Rolls a rehearsal back."""


class _Writer:
    """The one hand that writes: decides whether a recording is new or another view of a run."""

    def __init__(self, store: Store, report: ImportReport) -> None:
        self.store = store
        self.report = report
        self.batch = datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%SZ-") + secrets.token_hex(2)
        self.seen: set[str] = set()

    def write(self, reads: list[_Read], *, last: bool = False) -> None:
        """Store what workers made of some files, all in one transaction."""
        try:
            with self.store.transaction():
                for read in reads:
                    self._take(read)
                if last and self.report.batch is not None:
                    for line in self.report.lines:
                        self.store.add_line(self.batch, line.source, line.outcome, line.reason)
                if self.report.dry_run:
                    raise _Rehearsed
        except _Rehearsed:
            self.report.batch = None

    def _take(self, read: _Read) -> None:
        outcome, reason = read.outcome, read.reason
        if outcome is None and read.sha256 in self.seen:
            outcome, reason = "unchanged", "the same file stands here twice"
        if outcome is None and read.sha256 and self.store.holds(read.sha256):
            outcome = "unchanged"
        if outcome is None and not read.parts:
            outcome, reason = "skipped", "it holds no run"
        if outcome is None:
            outcome, reason = self._store(read)
        self.report.lines.append(Line(read.source, outcome, reason))

    def _store(self, read: _Read) -> tuple[Outcome, str | None]:
        sha = read.sha256 or ""
        self.seen.add(sha)
        if self.report.batch is None:
            self.report.batch = self.batch
            self.store.add_batch(self.batch)
        merged_only, words = True, []
        for number, part in enumerate(read.parts):
            twin, suspect = self._twin(part)
            added = self.store.add_recording(
                part.facts,
                part.samples,
                batch_id=self.batch,
                sha256=sha,
                part=number,
                run_no=twin.run_no if twin else None,
            )
            self.store.keep_measured(added.recording_id, part.measured)
            self.report.run_numbers.append(added.run_no)
            if twin:
                words.append(f"the same run as {twin.facts['source']}")
            else:
                merged_only = False
                words += [*part.facts["problems"]]
            if suspect:
                words.append(
                    f"looks like a copy of {suspect.facts['source']}, shifted by a time zone: "
                    "join them with `runwins runs link` if they are one run"
                )
        return ("merged" if merged_only else "imported"), "; ".join(words) or None

    def _twin(self, part: _Part) -> tuple[Recording | None, Recording | None]:
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

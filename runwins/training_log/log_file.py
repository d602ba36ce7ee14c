"""The log as a file: opened, filled by imports, kept sound."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from runwins.errors import StoreError, UnknownName
from runwins.metrics import METRICS_VERSION
from runwins.metrics.summary import measure
from runwins.places import places
from runwins.settings import read_settings
from runwins.store import Store, activity_of
from runwins.training_log.gone_wins import gone_wins, keep_gone
from runwins.training_log.import_report import ImportReport
from runwins.training_log.importing import Progress, import_files
from runwins.training_log.known import Known, Tell
from runwins.training_log.left_out import left_out
from runwins.training_log.naming import nearest
from runwins.training_log.told_wins import UNCHANGED, ChangedWins, changed, told_of
from runwins.units import parse_date
from runwins.wins import find_wins


class LogFile:
    """An open log. What it knows is in `TrainingLog`; here is how it comes in and stays sound."""

    def __init__(
        self,
        home: str | Path | None = None,
        *,
        config: str | Path | None = None,
        units: str | None = None,
        today: dt.date | None = None,
        progress: Progress | None = None,
        tell: Tell | None = None,
    ) -> None:
        self.places = places(home, config)
        self.settings = read_settings(self.places.config_file, units=units)
        self.units = self.settings.units
        named = os.environ.get("RUNWINS_TODAY")
        self.today = today or (parse_date(named) if named else dt.date.today())  # noqa: DTZ011
        self._before: pd.DataFrame | None = None
        self._because = ""
        self._batch: str | None = None
        self._tell = tell
        self._store = Store(self.places.log_file, METRICS_VERSION)
        try:
            self._store.forget_old_undone()
            self._measure(self._store.unmeasured(), progress)
            self._forget()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the log."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the log file."""
        self.close()

    def close(self) -> None:
        """Let go of the log file."""
        self._store.close()

    @property
    def last_known_day(self) -> dt.date:
        """The last day whose runs are told: today, and where the runner is that may be tomorrow.

        With a day of the past as today nothing later is known.
        """
        past = self.today < dt.date.today()  # noqa: DTZ011
        return self.today if past else self.today + dt.timedelta(days=1)

    def _forget(self) -> None:
        """Begin to conclude, or begin anew: the facts have changed."""
        zone = self.settings.home_zone
        self._known = Known(
            self._store,
            self.units,
            self.today,
            None if zone is None else ZoneInfo(zone),
            self.places.cache,
            self._tell,
        )

    def changed_wins(self, new_runs: Collection[str] = ()) -> ChangedWins:
        """Return what the last changes of the facts did to wins that were told before.

        After an import, an import taken back, a run edited, dropped, restored, split or linked: all
        since this was asked last.

        Parameters
        ----------
        new_runs
            The ``run_id`` of runs that just came in: what they won is no change.
        """
        if len(self._known.table) <= len(new_runs):  # nobody was told of any win
            self._before = None
            return UNCHANGED
        wins, before = self._known.wins, self._before
        self._before = None
        if before is None:
            return UNCHANGED
        found = changed(before, wins, new_runs, self._store.dropped_wins())
        if self._because:
            keep_gone(self._store, self._known.table, found.gone, self._because, self._batch)
        return found

    def gone_wins(self) -> pd.DataFrame:
        """Return wins that were told once and are told no more: frame `GONE_WINS`.

        Of runs that are in the log, the one that went last last. What an import, an undo or an edit
        did to them is kept when `changed_wins` is asked.
        """
        return gone_wins(self._store, self._known.table, self._known.wins)

    def _changing(self, because: str, batch: str | None = None) -> None:
        """Remember what was told, before the facts change for a reason, or because of an import.

        Without any reason it is as if nothing had been: what went is not kept.
        """
        if self._before is None:
            self._before = told_of(self._known.wins)
        self._because, self._batch = because, batch

    # -- in and out again --------------------------------------------------------------------------

    def import_files(
        self,
        paths: Iterable[str | Path],
        *,
        since: dt.date | None = None,
        jobs: int | None = None,
        dry_run: bool = False,
        as_run: bool = False,
        look_for_wins: bool = True,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Bring files, folders and archives into the log; say what became of each file.

        Parameters
        ----------
        paths
            What to bring in; ``-`` is standard input.
        since
            Runs of earlier local days are left out.
        jobs
            Worker processes; by default one a processor where there are many files.
        dry_run
            Say what would happen, store nothing.
        as_run
            Take recordings of any sport for runs, but for those too fast for a runner.
        look_for_wins
            Look which wins were told before, for `changed_wins`.
        progress
            Called with how many files are done and how many there are.

        Raises
        ------
        StoreError
            When the log cannot be written; what was committed stays.
        """
        before = self._known
        try:
            report = import_files(
                self._store, paths, since=since, jobs=jobs, dry_run=dry_run, as_run=as_run,
                today=self.today, progress=progress,
            )  # fmt: skip
        except BaseException:
            self._forget()
            raise
        if report.changes:
            self._forget()
            self._because, self._batch = f"import {report.batch}", report.batch
            if look_for_wins and self._before is None and not self._came_last(report):
                told = before.told_before()
                self._before = self._told_without(report) if told is None else told_of(told)
        return report

    def _came_last(self, report: ImportReport) -> bool:
        """Say whether an import brought later runs alone: they change nothing of what was won."""
        new = np.isin(self._known.table.numbers, list(report.new_runs))
        return not report.count("merged") and bool(new[len(new) - new.sum() :].all())

    def _told_without(self, report: ImportReport) -> pd.DataFrame | None:
        """Return what would be told without the runs that an import brought."""
        new = self.new_runs(report)
        if len(new) == len(self._known.table):
            return None
        return told_of(find_wins(self._known.history.without(new)))

    def new_runs(self, report: ImportReport) -> list[str]:
        """Return the ``run_id`` of each run that an import added, in the order they were run."""
        return [
            run_id
            for run_id, number in self._known.table.run_no.items()
            if number in report.new_runs
        ]

    def imports(self) -> list[dict[str, Any]]:
        """Return every import that brought something, newest first."""
        return self._store.batches()

    def import_lines(self, batch: str | None = None) -> list[dict[str, Any]]:
        """Return what became of each file of an import; by default of the newest."""
        return self._store.lines(self.batch_name(batch))

    def left_out(self, batch: str | None = None) -> list[str]:
        """Return the paths with what an import left out; importing them reads it again."""
        return left_out(self._store, self.batch_name(batch))

    def batch_name(self, name: str | None = None) -> str:
        """Return the import that is meant: the newest, or the one that begins so."""
        known = [str(batch["batch"]) for batch in self._store.batches()]
        if not known:
            raise UnknownName("nothing has been imported yet")
        return known[0] if name is None else nearest(name, known, "import")

    # -- care --------------------------------------------------------------------------------------

    def rebuild(self, progress: Progress | None = None) -> int:
        """Measure every recording anew from what its file said; return how many."""
        every = [recording.recording_id for recording in self._store.recordings()]
        self._measure(every, progress)
        self._forget()
        return len(every)

    def _measure(self, recordings: Iterable[int], progress: Progress | None) -> None:
        wanted = set(recordings)
        if not wanted:
            return
        for done, recording in enumerate(
            (r for r in self._store.recordings() if r.recording_id in wanted), start=1
        ):
            samples = self._store.samples(recording.recording_id)
            measured = measure(activity_of(recording.facts, samples))
            with self._store.transaction():
                self._store.keep_measured(recording.recording_id, measured)
            if progress is not None:
                progress(done, len(wanted))

    def check(self, progress: Progress | None = None) -> list[str]:
        """Return what is wrong with the log file; nothing is the good answer.

        Every recording is measured again, and what comes of it must be what the log has.
        """
        wrong = self._store.check()
        if wrong:
            return wrong
        recordings = self._store.recordings()
        for done, recording in enumerate(recordings, start=1):
            number = recording.recording_id
            measured = measure(activity_of(recording.facts, self._store.samples(number)))
            other = self._store.differences(number, measured)
            if other:
                wrong.append(
                    f"recording {number}: measured again it has another "
                    f"{' and '.join(other[:3])}; `runwins db rebuild` measures all of them anew"
                )
            if progress is not None:
                progress(done, len(recordings))
        return wrong

    def backup(self, path: str | Path) -> None:
        """Write a copy of the log file, also while it is in use.

        Raises
        ------
        StoreError
            When a file is there already.
        """
        if Path(path).exists():
            raise StoreError(f"{path}: is there already; name a new file")
        self._store.backup(Path(path))

    def restore(self, path: str | Path) -> Path:
        """Put a copy in the place of the log; return where a copy of what was there before is.

        Raises
        ------
        StoreError
            When the copy is none, is damaged, or was written by a newer runwins.
        """
        if not Path(path).is_file():
            raise StoreError(f"{path}: there is no such copy")
        kept = self.places.data / f"before-restore-{dt.datetime.now():%Y%m%dT%H%M%S-%f}.db"  # noqa: DTZ005 - a name for people
        self._store.restore(Path(path), kept)
        self._store.close()
        self._store = Store(self.places.log_file, METRICS_VERSION)
        self._measure(self._store.unmeasured(), None)
        self._forget()
        return kept

    def vacuum(self) -> int:
        """Give the room of what was deleted back to the disk; return how many bytes.

        Imports that were undone are forgotten for good, too.
        """
        before = self.places.log_file.stat().st_size
        self._store.vacuum()
        return before - self.places.log_file.stat().st_size

"""Imports taken back, and brought back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from runwins.errors import UnknownName
from runwins.metrics.duplicates import ONE_RUN, same_recording
from runwins.metrics.summary import figures
from runwins.store import Undone, activity_of
from runwins.store.measured import Packed, pack
from runwins.training_log.importing import ZONE_SHIFTS_S, Progress
from runwins.training_log.log_file import LogFile
from runwins.training_log.naming import nearest
from runwins.training_log.table_words import bring_back_words, take_back_words


@dataclass(frozen=True, slots=True)
class _Back:
    """A recording that is to come back, and what the metrics make of it."""

    recording_id: int
    sha256: str
    facts: Mapping[str, Any]
    packed: Packed


class Undoing(LogFile):
    """A log whose imports can be undone, and for a while redone."""

    def undo(self, batch: str | None = None) -> int:
        """Take an import back, by default the newest; return how many recordings went with it.

        `redo` brings it back within 30 days.
        """
        name = self.undoable(batch)
        self._changing("")
        with self._store.transaction():
            self._store.keep_undone(name)
            take_back_words(self._store, name)
            gone = self._store.remove_batch(name)
        self._forget()
        return gone

    def brought(self, batch: str) -> tuple[int, int]:
        """Return how many recordings an import brought, and of how many others its tables told."""
        return self._store.brought(self.batch_name(batch))

    def undoable(self, name: str | None = None) -> str:
        """Return the import that `undo` takes back: the newest that brought or said anything.

        Raises
        ------
        UnknownName
            When there is none.
        """
        full = self._store.full_batches()
        if not full:
            raise UnknownName("nothing has been imported that could be taken back")
        return full[0] if name is None else nearest(name, full, "import")

    def undone(self) -> list[Undone]:
        """Return the imports that were taken back and can come back, the last one first."""
        return self._store.undone()

    def redo(self, batch: str | None = None, progress: Progress | None = None) -> str:
        """Bring back an import that was undone, by default the last one; return its name.

        Its runs are what they were, with all that was said of them.

        Raises
        ------
        UnknownName
            When there is none, or one of its runs has come into the log again meanwhile.
        """
        undone = self.redoable(batch)
        name = undone.batch_id
        back = self._measured(undone, progress)
        self._changing(f"import {name}", name)
        with self._store.transaction():
            self._refuse_doubles(self.redoable(name), back)
            self._store.bring_back(name)
            for one in back:
                self._store.keep_packed(one.recording_id, one.packed)
            bring_back_words(self._store, name)
        self._forget()
        return name

    def _measured(self, undone: Undone, progress: Progress | None) -> list[_Back]:
        """Measure what comes back before it does: who reads the log finds all of it or nothing."""
        found = []
        for one in self._store.undone_recordings(undone.batch_id):
            packed = pack(figures(activity_of(one.facts, one.samples)))
            found.append(_Back(one.recording_id, one.sha256, one.facts, packed))
            if progress is not None:
                progress(len(found), undone.recordings)
        return found

    def redoable(self, name: str | None = None) -> Undone:
        """Return the import that `redo` brings back: the last one that was undone.

        Raises
        ------
        UnknownName
            When there is none, or one that was undone later is of the same runs.
        """
        undone = {one.batch_id: one for one in self.undone()}
        if not undone:
            raise UnknownName(
                "nothing was taken back that could come back: an import can for 30 days"
            )
        known = next(iter(undone)) if name is None else nearest(name, list(undone), "import")
        later = self._store.undone_later(known)
        if later is not None:
            raise UnknownName(
                f"import {later} was taken back later and is of the same runs: "
                f"`runwins redo {later}` first"
            )
        return undone[known]

    def _refuse_doubles(self, undone: Undone, back: Iterable[_Back]) -> None:
        """Refuse to bring back a run that is in the log again, from the same file or another."""
        for one in back:
            epoch = datetime.fromisoformat(one.facts["start_time"]).timestamp()
            mine = {**one.facts, **one.packed.row}
            again = self._store.recordings_of(one.sha256) + [
                other
                for other in self._store.recordings(epoch, ZONE_SHIFTS_S)
                if other.recording_id > undone.last_number
                and same_recording(mine, {**other.facts, **other.row}) in ONE_RUN
            ]
            if again:
                came = again[0].batch_id
                raise UnknownName(
                    f"the run in {one.facts['source']} is in the log again, from import {came}: "
                    f"`runwins undo {came}` takes that back first"
                )

"""What the runner says of their runs, wins and ways: facts like those of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from runwins.errors import GoalError, UnknownName
from runwins.model import BOOKS
from runwins.report.plain_text import one_line
from runwins.training_log.names_of_ways import keep_name, way_ids
from runwins.training_log.naming import nearest, run_named
from runwins.training_log.route_changes import RouteChanges
from runwins.units import format_date

_MOST_LETTERS = 200
_APART_S = 14.25 * 3600


class RunnersWord(RouteChanges):
    """A log that the runner talks to. It survives measuring anew, and can be taken back."""

    def run_id(self, name: str = "last") -> str:
        """Return the ``run_id`` that a runner means: last, an id, its beginning, or a day.

        Raises
        ------
        UnknownName
            When no run is meant, or several are.
        """
        runs = self._known.table.frame
        if name == "last" and len(runs):
            known = runs[runs["local_date"] <= pd.Timestamp(self.last_known_day)]
            if known.empty:
                begun = format_date(runs["local_date"].min().date())
                raise UnknownName(f"there is no run until {self.today}: the log begins {begun}")
            runs = known
        return run_named(name, list(runs["run_id"]))

    # -- runs --------------------------------------------------------------------------------------

    def edit_run(self, run_id: str, edits: Mapping[str, str]) -> str:
        """Say what a run is; an empty value takes the runner's word back. Return its ``run_id``.

        Parameters
        ----------
        run_id
            Which run.
        edits
            ``name``; ``is_race``, yes or no; ``book``, one of `BOOKS`; ``distance_m``, the
            official distance of a race or the belt's of a treadmill.

        Raises
        ------
        GoalError
            When a value cannot be.
        """
        number = self._known.table.run_no[run_id]
        kept = {field: _checked(field, value) for field, value in edits.items()}
        self._changing(f"run {run_id} edited")
        with self._store.transaction():
            for field, value in kept.items():
                self._store.set_edit(number, field, value)
        self._forget()
        return next(one for one, no in self._known.table.run_no.items() if no == number)

    def edits(self, run_id: str) -> dict[str, str]:
        """Return what the runner said a run is, by field."""
        return self._store.edits().get(self._known.table.run_no[run_id], {})

    def drop_run(self, run_id: str, *, restore: bool = False) -> None:
        """Take a run out of the log, or put it back; its recordings stay stored."""
        table = self._known.dropped if restore else self._known.table
        self._changing(f"run {run_id} {'restored' if restore else 'dropped'}")
        self._store.set_dropped(table.run_no[run_id], dropped=not restore)
        self._forget()

    def dropped_runs(self) -> list[str]:
        """Return the ``run_id`` of each run that was taken out."""
        return list(self._known.dropped.run_no)

    def split_run(self, run_id: str) -> list[str]:
        """Make each recording of a run a run of its own; return their ids.

        Raises
        ------
        UnknownName
            When it has one recording alone.
        """
        recordings = self._known.recordings(run_id)
        if len(recordings) < 2:
            raise UnknownName(f"run {run_id} has one recording: there is nothing to split")
        self._changing(f"run {run_id} split")
        with self._store.transaction():
            for recording in recordings[1:]:
                self._store.move_recording(recording.recording_id, None)
        self._forget()
        mine = {recording.recording_id for recording in recordings}
        speakers = self._known.table.speaker.items()
        return [one for one, speaker in speakers if speaker in mine]

    def link_runs(self, run_id: str, other: str) -> str:
        """Make two runs one with several recordings; return the id it has now.

        Raises
        ------
        UnknownName
            When they are the same, or started too far apart to be one run.
        """
        if run_id == other:
            raise UnknownName(f"{run_id} is one run already")
        table = self._known.table
        starts = table.frame.set_index("run_id")["start_time"]
        apart_s = abs((starts[run_id] - starts[other]).total_seconds())
        if apart_s > _APART_S:
            raise UnknownName(
                f"{run_id} and {other} started {apart_s / 3600:,.0f} hours apart: "
                "even with a wrong time zone they are no one run"
            )
        number = table.run_no[run_id]
        self._changing(f"runs {run_id} and {other} linked")
        self._store.join_runs(number, table.run_no[other])
        self._forget()
        return next(one for one, no in self._known.table.run_no.items() if no == number)

    def note(self, run_id: str, text: str, feel: int | None = None) -> None:
        """Keep a note on a run; `feel` is from −2, very hard, to 2, very good."""
        if feel is not None and not -2 <= feel <= 2:
            raise GoalError(f"feel is {feel}, it can be -2 (very hard) to 2 (very good)")
        self._store.add_note(self._known.table.run_no[run_id], text, feel)
        self._forget()

    def notes(self) -> list[dict[str, Any]]:
        """Return every note on a run of the log, oldest first."""
        return [dict(note) for note in self._known.notes]

    # -- wins and ways -----------------------------------------------------------------------------

    def drop_win(self, win_id: str, *, restore: bool = False) -> str:
        """Take a win back for good, or give it back; return its id."""
        wins = self._known.wins["win_id"]
        held = sorted(self._store.dropped_wins()) if restore else list(wins)
        known = nearest(win_id, held, "win")
        self._store.set_win_dropped(known, dropped=not restore)
        self._forget()
        return known

    def name_way(self, way: str, name: str | None) -> str:
        """Name a route or a hill, or take its name back; return its id.

        Parameters
        ----------
        way
            Its ``route_id`` or ``hill_id``, or how it begins.
        name
            Up to five words; ``None`` takes the name back.
        """
        history = self._known.history
        known = nearest(way, way_ids(history), "route or hill")
        keep_name(self._store, self._known.table.run_no, history, known, name)
        self._forget()
        return known


def _checked(field: str, value: str) -> str | None:
    """Return the value to keep, ``None`` to take the runner's word back."""
    said = one_line(value, joiners=True)
    if not said:
        return None
    if field == "book" and said not in BOOKS:
        raise GoalError(f"book is {said!r}, it can be {', '.join(BOOKS)}")
    if field == "is_race" and said not in {"yes", "no"}:
        raise GoalError(f"is_race is {said!r}, it can be yes or no")
    if field == "distance_m" and not float(said) > 0:
        raise GoalError(f"the distance is {said} m, it must be above zero")
    if len(said) > _MOST_LETTERS:
        raise GoalError(f"the name has {len(said)} letters, it can have {_MOST_LETTERS}")
    return said

"""What the runner said, in the log: of runs, of ways, of goals and of wins."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from runwins.frames import plain
from runwins.store.undone import UndoneImports


class RunnersWords(UndoneImports):
    """The part of an open log that keeps what the runner said."""

    def set_dropped(self, run_no: int, *, dropped: bool) -> None:
        """Take a run out of the log, or put it back."""
        self._db.execute(
            "UPDATE run SET dropped_at = ? WHERE run_no = ?", (_now() if dropped else None, run_no)
        )

    def set_edit(self, run_no: int, field: str, value: str | None) -> None:
        """Keep the runner's own value of a field; ``None`` takes it back."""
        self._db.execute("DELETE FROM edit WHERE run_no = ? AND field = ?", (run_no, field))
        if value is not None:
            self._db.execute("INSERT INTO edit VALUES (?, ?, ?)", (run_no, field, value))

    def edits(self) -> dict[int, dict[str, str]]:
        """Return the runner's own values by run."""
        found: dict[int, dict[str, str]] = {}
        for run_no, field, value in self._db.execute("SELECT run_no, field, value FROM edit"):
            found.setdefault(run_no, {})[field] = value
        return found

    def add_note(self, run_no: int, text: str, feel: int | None) -> None:
        """Keep a note on a run."""
        self._db.execute(
            "INSERT INTO note VALUES (?, ?, ?, ?, ?)",
            (self.new_number("note"), run_no, _now(), text, feel),
        )

    def notes(self) -> list[dict[str, Any]]:
        """Return every note, oldest first."""
        return [
            {"run_no": run_no, "made_at": made_at, "text": text, "feel": feel}
            for run_no, made_at, text, feel in self._db.execute(
                "SELECT run_no, made_at, text, feel FROM note ORDER BY note_id"
            )
        ]

    def set_way_name(self, run_no: int, at_m: float | None, name: str | None) -> None:
        """Keep what the runner calls the route of a run, or the hill of its climb at a metre.

        ``None`` for the name takes it back.
        """
        self._db.execute("DELETE FROM way_name WHERE run_no = ? AND at_m IS ?", (run_no, at_m))
        if name is not None:
            self._db.execute("INSERT INTO way_name VALUES (?, ?, ?)", (run_no, at_m, name))

    def way_names(self) -> list[tuple[int, float | None, str]]:
        """Return the names of routes and hills, oldest first: run, metre of a climb, name."""
        return self._db.execute("SELECT run_no, at_m, name FROM way_name ORDER BY rowid").fetchall()

    def set_goal(self, name: str, body: Mapping[str, Any] | None) -> None:
        """Keep a goal; ``None`` takes it away."""
        if body is None:
            self._db.execute("DELETE FROM goal WHERE name = ?", (name,))
        else:
            self._db.execute(
                "INSERT OR REPLACE INTO goal VALUES (?, ?)", (name, json.dumps(plain(body)))
            )

    def goals(self) -> list[dict[str, Any]]:
        """Return every goal, by name."""
        return [
            json.loads(body) for (body,) in self._db.execute("SELECT body FROM goal ORDER BY name")
        ]

    def set_win_dropped(self, win_id: str, *, dropped: bool) -> None:
        """Take a win back, or give it back."""
        self._db.execute("DELETE FROM dropped_win WHERE win_id = ?", (win_id,))
        if dropped:
            self._db.execute("INSERT INTO dropped_win VALUES (?, ?)", (win_id, _now()))

    def dropped_wins(self) -> frozenset[str]:
        """Return the wins that the runner took back."""
        return frozenset(win for (win,) in self._db.execute("SELECT win_id FROM dropped_win"))


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="seconds")

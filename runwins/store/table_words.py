"""What the table of an archive said of recordings that were in the log before it came.

What the file said stands beside it, so that undoing the import takes back the table's words alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from runwins.frames import plain
from runwins.store.undone import UndoneImports

SAID_MORE = "the archive's table says more of a run in the log"
"""The reason that an import gives for such a recording."""
_A_TIME = "start_time"


@dataclass(frozen=True, slots=True)
class TableWord:
    """What one import's table said of one recording.

    Attributes
    ----------
    word_id, recording_id, batch_id
        Who it is, of which recording, from which import.
    before
        The facts that it changed, as they were.
    context
        What the table said, see `runwins.importers.base.Recording`.
    """

    word_id: int
    recording_id: int
    batch_id: str
    before: Mapping[str, Any]
    context: Mapping[str, Any]


class TableWords(UndoneImports):
    """The part of an open log that keeps what tables said."""

    def add_table_word(
        self,
        recording_id: int,
        batch_id: str,
        before: Mapping[str, Any],
        context: Mapping[str, Any],
    ) -> None:
        """Keep what an import's table said of a recording, and what it changed."""
        self._db.execute(
            "INSERT INTO table_word VALUES (?, ?, ?, ?, ?)",
            (
                self.new_number("table_word"), recording_id, batch_id, json.dumps(before),
                json.dumps(plain(context)),
            ),
        )  # fmt: skip

    def set_before(self, word: TableWord, before: Mapping[str, Any]) -> None:
        """Keep anew what a table's words changed."""
        self._db.execute(
            "UPDATE table_word SET before = ? WHERE word_id = ?",
            (json.dumps(before), word.word_id),
        )

    def table_words(self, batch_id: str) -> dict[int, list[TableWord]]:
        """Return all that tables said of the recordings of which this import's did, oldest first.

        Parameters
        ----------
        batch_id
            The import.
        """
        found: dict[int, list[TableWord]] = {}
        for number, recording, batch, before, context in self._db.execute(
            "SELECT word_id, recording_id, batch_id, before, context FROM table_word"
            " WHERE recording_id IN (SELECT recording_id FROM table_word WHERE batch_id = ?)"
            " ORDER BY word_id",
            (batch_id,),
        ).fetchall():
            said = json.loads(context)
            if said.get(_A_TIME):
                said[_A_TIME] = datetime.fromisoformat(said[_A_TIME])
            word = TableWord(number, recording, batch, json.loads(before), said)
            found.setdefault(recording, []).append(word)
        return found

    def brought(self, batch_id: str) -> tuple[int, int]:
        """Return how many recordings came with an import, and of how many others its tables told.

        Parameters
        ----------
        batch_id
            The import.
        """
        (came,) = self._db.execute(
            "SELECT count(*) FROM recording WHERE batch_id = ?", (batch_id,)
        ).fetchone()
        (told,) = self._db.execute(
            "SELECT count(DISTINCT recording_id) FROM table_word JOIN recording"
            " USING (recording_id) WHERE table_word.batch_id = ? AND recording.batch_id != ?",
            (batch_id, batch_id),
        ).fetchone()
        return int(came), int(told)

    def forget_table_words(self, batch_id: str) -> None:
        """Forget what an import's table said, and what paths looked like that hold such tables."""
        gone = self._db.execute("DELETE FROM table_word WHERE batch_id = ?", (batch_id,)).rowcount
        if gone:
            self._db.execute("DELETE FROM cache_seen")

"""What the runner says of stretches of days: away from running, or a block of training."""

from __future__ import annotations

import datetime as dt

from runwins.errors import GoalError, UnknownName
from runwins.goal import AWAY_REASONS, Away, AwayReason, Block
from runwins.training_log.naming import nearest
from runwins.training_log.rung_words import short_words
from runwins.training_log.undoing import Undoing
from runwins.units import format_date

_BLOCK = "block"


class Stretches(Undoing):
    """A log that knows when its runner was away, and which days made a block."""

    def mark_away(
        self, reason: AwayReason, first: dt.date, last: dt.date | None = None, text: str = ""
    ) -> Away:
        """Keep days on which the runner was ill, injured or on holiday; the ladder waits for them.

        Raises
        ------
        GoalError
            When the last day is before the first, or the reason is another.
        """
        if reason not in AWAY_REASONS:
            raise GoalError(f"the reason is {reason!r}, it can be {', '.join(AWAY_REASONS)}")
        away = Away(first, last or first, reason, short_words(text))
        _in_order(away.first, away.last)
        self._store.add_span(reason, away.first, away.last, away.text)
        self._forget()
        return away

    def away(self) -> list[Away]:
        """Return the stretches of days that are marked as away, the earliest first."""
        return list(self._known.away)

    def clear_away(self, day: dt.date) -> int:
        """Take back every mark that holds a day; return how many.

        Raises
        ------
        UnknownName
            When none does.
        """
        held = [
            number
            for number, kind, first, last, _ in self._store.spans()
            if kind in AWAY_REASONS and first <= day <= last
        ]
        if not held:
            raise UnknownName(f"{format_date(day)} is not marked as away")
        for number in held:
            self._store.remove_span(number)
        self._forget()
        return len(held)

    def set_block(self, name: str, first: dt.date, last: dt.date) -> Block:
        """Give a block of training a name; one of the same name is replaced.

        Raises
        ------
        GoalError
            When the name is empty, or the last day is before the first.
        """
        block = Block(short_words(name), first, last)
        if not block.name:
            raise GoalError("the block's name is empty: give it one, like 'Winter base'")
        _in_order(first, last)
        with self._store.transaction():
            self._remove_block(block.name)
            self._store.add_span(_BLOCK, first, last, block.name)
        return block

    def blocks(self) -> list[Block]:
        """Return the blocks that have a name, the earliest first."""
        return [
            Block(name, first, last)
            for _, kind, first, last, name in self._store.spans()
            if kind == _BLOCK
        ]

    def block(self, name: str) -> Block:
        """Return a block by its name."""
        blocks = {block.name: block for block in self.blocks()}
        return blocks[nearest(name, list(blocks), "block")]

    def clear_block(self, name: str) -> str:
        """Forget a block's name; its runs stay. Return the name."""
        known = self.block(name).name
        self._remove_block(known)
        return known

    def _remove_block(self, known: str) -> None:
        for number, kind, _, _, name in self._store.spans():
            if kind == _BLOCK and name == known:
                self._store.remove_span(number)


def _in_order(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise GoalError(f"the last day, {last}, is before the first, {first}")

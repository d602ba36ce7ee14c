"""What the runner heads for, changes on the ladder, and says of stretches of days: facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace

from runwins.errors import GoalError, UnknownName
from runwins.goal import AWAY_REASONS, Away, AwayReason, Block, Goal, RungChange, RungEdit
from runwins.ladder import build_ladder
from runwins.ladder.edits import MOST_LETTERS, OWN, edited
from runwins.report.plain_text import one_line
from runwins.training_log.log_file import LogFile
from runwins.training_log.naming import nearest
from runwins.training_log.rung_words import rung_named, target_in_words
from runwins.units import format_date

_BLOCK = "block"
_MOST_OWN = 11


class Goals(LogFile):
    """A log that knows where its runner is heading."""

    # -- goals -------------------------------------------------------------------------------------

    def set_goal(self, goal: Goal) -> None:
        """Keep a goal; one of the same name is replaced, and hands its ladder's edits on."""
        before = next((one for one in self.goals() if one.name == goal.name), None)
        if before is not None:
            goal = replace(
                goal,
                rewards={**before.rewards, **goal.rewards},
                edits=goal.edits or before.edits,
            )
        self._keep(goal)

    def change_goal(self, name: str, goal: Goal) -> None:
        """Put another goal in the place of one, under its own name."""
        with self._store.transaction():
            self._store.set_goal(self.goal(name).name, None)
            self._store.set_goal(goal.name, asdict(goal))
        self._forget()

    def clear_goal(self, name: str) -> str:
        """Forget a goal; return its name."""
        known = self.goal(name).name
        self._store.set_goal(known, None)
        self._forget()
        return known

    def goals(self) -> list[Goal]:
        """Return every goal, the next race first."""
        return list(self._known.goals)

    def goal(self, name: str | None = None) -> Goal:
        """Return a goal by name; by default the most important of those still ahead.

        Raises
        ------
        UnknownName
            When there is none.
        """
        goals = self.goals()
        if not goals:
            raise UnknownName(
                "no goal is set: runwins goal set --name NAME --date YYYY-MM-DD --distance 50km"
            )
        if name is not None:
            known = nearest(name, [goal.name for goal in goals], "goal")
            return next(goal for goal in goals if goal.name == known)
        ahead = [goal for goal in goals if goal.date is None or goal.date >= self.today]
        return min(ahead, key=lambda goal: goal.priority) if ahead else goals[-1]

    def _keep(self, goal: Goal) -> None:
        self._store.set_goal(goal.name, asdict(goal))
        self._forget()

    # -- the ladder's rungs ------------------------------------------------------------------------

    def add_rung(self, kind: str, target: str = "", *, goal: str | None = None) -> str:
        """Put a rung on the ladder, and return its name.

        Parameters
        ----------
        kind
            A rung kind like ``long-run``, with its target; or any words for a rung of the runner's
            own, which is done when `finish_rung` says so.
        target
            Like ``30km``, ``1500m`` of climbing, ``4:00:00`` or a bare number.
        goal
            Whose ladder; by default the most important one ahead.

        Raises
        ------
        GoalError
            When the goal asks nothing of that kind, the target makes no sense, or it is there.
        """
        aim = self.goal(goal)
        if not target and " " in kind.strip():
            return self._add_own(aim, kind)
        rung_id = target_in_words(aim, self._known.running, self.today, kind, target)
        ladder = build_ladder(aim, self._known.running, self.today)
        if rung_id in set(ladder.rungs["rung_id"]):
            raise GoalError(f"{rung_id} is on the ladder already")
        self._change(aim, "add", rung_id)
        return rung_id

    def _add_own(self, aim: Goal, words: str) -> str:
        own = [edit.rung_id for edit in aim.edits if edit.what == OWN]
        if len(own) >= _MOST_OWN:
            raise GoalError(f"a ladder has room for {_MOST_OWN} own rungs, and they are all there")
        rung_id = f"{OWN}-{len(own) + 1}"
        self._change(aim, "own", rung_id, _short(words))
        return rung_id

    def move_rung(self, rung: str, to: str, *, goal: str | None = None) -> str:
        """Give a rung another day (``2026-10-04``) or another target (``14km``); return its name.

        An empty `to` gives it back its day on the gentle path.
        """
        aim = self.goal(goal)
        rung_id = self._rung(aim, rung)
        try:
            value = dt.date.fromisoformat(to.strip()).isoformat() if to.strip() else ""
        except ValueError:
            kind, _, _ = rung_id.rpartition("-")
            if kind == OWN:
                raise GoalError(f"{rung_id} is your own rung: move it to a day") from None
            moved = target_in_words(aim, self._known.running, self.today, kind, to)
            value = moved.rpartition("-")[2]
            self._change(aim, "move", rung_id, value)
            return moved
        if aim.date is not None and value and dt.date.fromisoformat(value) > aim.date:
            raise GoalError(f"{value} is after the race on {aim.date}")
        self._change(aim, "move", rung_id, value)
        return rung_id

    def drop_rung(self, rung: str, *, restore: bool = False, goal: str | None = None) -> str:
        """Take a rung off the ladder, or put it back; return its name.

        What the goal asks for stays in its chance: a rung that is not shown is not done.
        """
        aim = self.goal(goal)
        if restore:
            rung_id = nearest(rung, sorted(edited(aim).dropped), "dropped rung")
            self._change(aim, "restore", rung_id)
        else:
            rung_id = self._rung(aim, rung)
            self._change(aim, "drop", rung_id)
        return rung_id

    def reword_rung(self, rung: str, words: str, *, goal: str | None = None) -> str:
        """Call a rung something else; empty words give its own back. Return its name."""
        aim = self.goal(goal)
        rung_id = self._rung(aim, rung)
        self._change(aim, "reword", rung_id, _short(words))
        return rung_id

    def reward_rung(self, rung: str, reward: str, *, goal: str | None = None) -> str:
        """Promise yourself something for a rung; an empty reward takes it back."""
        aim = self.goal(goal)
        rung_id = self._rung(aim, rung)
        self._change(aim, "reward", rung_id, _short(reward))
        return rung_id

    def finish_rung(self, rung: str, run_id: str, *, goal: str | None = None) -> str:
        """Say which run did an own rung; an empty `run_id` takes it back.

        Raises
        ------
        GoalError
            When the rung is not an own one: others are earned by runs alone.
        """
        aim = self.goal(goal)
        rung_id = self._rung(aim, rung)
        if not rung_id.startswith(f"{OWN}-"):
            raise GoalError(f"{rung_id} is earned by the run that reaches it, not by a word")
        value = ""
        if run_id:
            runs = self._known.table.frame.set_index("run_id")["local_date"]
            value = f"{runs[run_id].date().isoformat()} {run_id}"
        self._change(aim, "done", rung_id, value)
        return rung_id

    def undo_rung_edit(self, goal: str | None = None) -> RungEdit:
        """Take the newest change of a ladder back; return what it was.

        Raises
        ------
        UnknownName
            When nothing was changed.
        """
        aim = self.goal(goal)
        if not aim.edits:
            raise UnknownName(f"nothing was changed on the ladder of {aim.name}")
        self._keep(replace(aim, edits=aim.edits[:-1]))
        return aim.edits[-1]

    def _rung(self, aim: Goal, name: str) -> str:
        return rung_named(build_ladder(aim, self._known.running, self.today), name)

    def _change(self, aim: Goal, what: RungChange, rung_id: str, value: str = "") -> None:
        self._keep(replace(aim, edits=(*aim.edits, RungEdit(what, rung_id, value))))

    # -- stretches of days -------------------------------------------------------------------------

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
        away = Away(first, last or first, reason, _short(text))
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
        block = Block(_short(name), first, last)
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


def _short(words: str) -> str:
    """Return words in one line, no longer than a rung has room for."""
    said = one_line(words, joiners=True)
    if len(said) > MOST_LETTERS:
        raise GoalError(f"these are {len(said)} letters, there is room for {MOST_LETTERS}")
    return said


def _in_order(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise GoalError(f"the last day, {last}, is before the first, {first}")

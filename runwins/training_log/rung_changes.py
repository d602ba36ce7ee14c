"""What the runner changes on the ladder of a goal: kept beside it, so that it survives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from runwins.errors import GoalError, UnknownName
from runwins.goal import Goal, RungChange, RungEdit
from runwins.ladder import build_ladder
from runwins.ladder.edits import OWN, edited
from runwins.training_log.goals import Goals
from runwins.training_log.naming import nearest
from runwins.training_log.rung_words import rung_named, short_words, target_in_words

_MOST_OWN = 11


class RungChanges(Goals):
    """A log whose runner has a hand in the ladders."""

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
        self._change(aim, "own", rung_id, short_words(words))
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
        self._change(aim, "reword", rung_id, short_words(words))
        return rung_id

    def reward_rung(self, rung: str, reward: str, *, goal: str | None = None) -> str:
        """Promise yourself something for a rung; an empty reward takes it back."""
        aim = self.goal(goal)
        rung_id = self._rung(aim, rung)
        self._change(aim, "reward", rung_id, short_words(reward))
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

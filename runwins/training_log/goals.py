"""What the runner heads for: goals, kept as facts."""

from __future__ import annotations

from dataclasses import asdict, replace

from runwins.errors import UnknownName
from runwins.goal import Goal
from runwins.training_log.naming import nearest
from runwins.training_log.stretches import Stretches


class Goals(Stretches):
    """A log that knows where its runner is heading."""

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

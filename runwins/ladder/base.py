"""What a rung kind is.

A rung kind looks at one side of a runner (the longest run, the week, the climbing) and says what
a goal asks of it, what stands today, and which runs reached what. A kind is one file with one
function under `rung_kind`; it is called with the goal, the history up to a day and that day, and
returns a `Dimension`, or ``None`` where the goal asks nothing of that side. The history holds runs,
best efforts, climbs, notes and days away; nobody has looked for routes and hills yet.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass

from runwins.goal import Goal
from runwins.ladder.marks import Marks
from runwins.model import History
from runwins.registry import Registered, Registry

SINGLE = -0.5
"""Side of the reach model: one run, or two days in a row."""

SUM = 0.5
"""Side of the reach model: weeks, and climbing in a run."""

STATE_DAYS = 30
"""A single run says for this long what a runner can do now."""

WEEK_DAYS = 28
"""A week says so for this long."""

YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of a runner, on one day.

    Attributes
    ----------
    base, full
        What the goal asks for: enough, and the end of the ladder. In the unit.
    unit
        m, s, m/s, km-effort or weeks.
    marks
        What was reached when; a rung is earned by the first mark at or above it.
    now
        The state today, from the last 30 or 28 days; zero if there is none.
    year_best
        The best of the last 365 days.
    window_days
        How far back the state looks.
    side
        `SINGLE` or `SUM`, the sides of the reach model; ``None`` where it says nothing.
    factor
        The biggest step that is suggested: 1.10 is ten per cent more.
    grid
        Rounds a value down to a friendly number.
    first
        Where somebody begins who has nothing of it yet.
    label
        The rung in words.
    round_numbers
        Values that runners like to have reached.
    critical
        Whether the goal's chance depends on it.
    weight
        How much a wide jump in it matters when rungs are chosen; above 1 its first step is
        always shown.
    gentle
        Whether the gentle path leads there, week by week.
    usual
        What usually stood on a day, where that is less than the best.
    known
        Whether the runs tell about it at all (a log without altitude knows no climbing).
    skill
        Done once, without steps.
    """

    base: float
    full: float
    unit: str
    marks: Marks
    now: float
    year_best: float
    window_days: int
    side: float | None
    factor: float
    grid: Callable[[float], float]
    first: float
    label: Callable[[float], str]
    round_numbers: tuple[float, ...] = ()
    critical: bool = True
    weight: float = 1.0
    gentle: bool = True
    usual: Callable[[dt.date], float] | None = None
    known: bool = True
    skill: bool = False

    def recent(self, day: dt.date) -> float:
        """Return the best of the window that ends on a day: what a gentle step is measured by."""
        return self.marks.best(day - dt.timedelta(days=self.window_days), day)

    def first_reach(self, value: float, start: dt.date) -> tuple[dt.date, str] | None:
        """Return the day and the run that reached a value first, in a build or just before it."""
        return self.marks.first(value, start - dt.timedelta(days=self.window_days))

    def usually(self, day: dt.date) -> float:
        """Return what usually stood on a day: what the way back from a gap is measured by."""
        return self.usual(day) if self.usual else self.recent(day)


RungKind = Callable[[Goal, History, dt.date], Dimension | None]
REGISTRY: Registry[[Goal, History, dt.date], Dimension | None] = Registry("runwins.ladder")


def rung_kind(name: str, *, order: int) -> Callable[[RungKind], RungKind]:
    """Return the decorator that makes a function a rung kind.

    Parameters
    ----------
    name
        How users call it, e.g. ``long-run``.
    order
        Which goes first where two rungs are equal; the long run is 1.
    """
    return REGISTRY.register(name, order=order)


def kinds() -> dict[str, Registered[[Goal, History, dt.date], Dimension | None]]:
    """Return every rung kind by name, the most important first."""
    members = REGISTRY.all()
    return dict(sorted(members.items(), key=lambda item: (item[1].options["order"], item[0])))


def dimensions_of(goal: Goal, history: History, day: dt.date) -> dict[str, Dimension]:
    """Return every side that a goal asks for, by kind, the most important first."""
    found = {
        name: kind.guarded(kind.function, None, goal, history, day)
        for name, kind in kinds().items()
    }
    return {name: dimension for name, dimension in found.items() if dimension is not None}


def down_to(step: float) -> Callable[[float], float]:
    """Return a function that rounds down to whole steps, e.g. of 1,000 m."""

    def grid(value: float) -> float:
        return math.floor(value / step + 1e-9) * step

    return grid

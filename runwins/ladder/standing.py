"""Where a runner stands on the way to a goal: what the sentences and options are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runwins.goal import Away, Goal
from runwins.ladder.away import weeks_between
from runwins.ladder.base import Dimension
from runwins.ladder.edits import rung_id_of
from runwins.ladder.forecast import NO_DATES, Dates
from runwins.ladder.gaps import Gap
from runwins.ladder.targets import last_new_days, taper_weeks
from runwins.model import History


@dataclass(slots=True)
class Rung:
    """One step.

    Attributes
    ----------
    kind, order
        Which rung kind, and its place among them.
    dimension
        Its dimension today.
    value
        The mark, in the dimension's unit.
    is_base
        Whether the goal's chance depends on it.
    state
        done, next, later, past_date or will_not_fit.
    done_date, run_id
        When and by which run it was earned.
    reached_gently
        When the gentle path comes to it.
    planned
        The same, where that is before the last days in which nothing new is suggested.
    dates
        When it is likely.
    chance
        Of being reached before the taper.
    soon
        Of being reached in the next weeks: three for sums, six for single runs.
    rate
        How fast such a rung is reached; rungs are ordered by it.
    words
        What the runner calls it; empty where they do not.
    wanted
        The day the runner wants it, where they moved it.
    """

    kind: str
    order: int
    dimension: Dimension
    value: float
    is_base: bool = False
    state: str = "later"
    done_date: dt.date | None = None
    run_id: str | None = None
    reached_gently: dt.date | None = None
    planned: dt.date | None = None
    dates: Dates = NO_DATES
    chance: float | None = None
    soon: float | None = None
    rate: float = 0.0
    words: str = ""
    wanted: dt.date | None = None

    @property
    def label(self) -> str:
        """The rung in words: the runner's own where there are any."""
        return self.words or self.dimension.label(self.value)

    @property
    def done(self) -> bool:
        """Whether it is earned."""
        return self.state == "done"

    @property
    def rung_id(self) -> str:
        """A stable name."""
        return rung_id_of(self.dimension, self.kind, self.value)


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal, and how far the runner has come.

    Attributes
    ----------
    goal, history, today
        What it was judged from; the history ends on the race day at the latest.
    dimensions
        Every dimension today, by rung kind, the most important first.
    open_base
        The base marks that do not stand yet, of critical dimensions that the runs tell about.
    rungs
        In ladder order, the race last.
    gap
        The gap the runner is in, or has come back from lately.
    forecast
        Whether there is enough to forecast from.
    probability
        Of all base marks before the taper; ``None`` where nothing is forecast.
    status
        The word for it.
    """

    goal: Goal
    history: History
    today: dt.date
    dimensions: Mapping[str, Dimension]
    open_base: Sequence[tuple[Dimension, float]]
    rungs: tuple[Rung, ...]
    gap: Gap | None
    forecast: bool
    probability: float | None
    status: str

    @property
    def next_rung(self) -> Rung | None:
        """The rung to go for."""
        return next((rung for rung in self.rungs if rung.state == "next"), None)

    @property
    def steps(self) -> tuple[Rung, ...]:
        """The rungs below the race."""
        return self.rungs[:-1]

    @property
    def race(self) -> Rung:
        """The top of the ladder."""
        return self.rungs[-1]


def taper_begins(goal: Goal) -> dt.date | None:
    """Return the day by which the marks should stand; ``None`` for a goal without a day."""
    if goal.date is None:
        return None
    return goal.date - dt.timedelta(weeks=taper_weeks(goal.distance_m))


def last_new_day(goal: Goal) -> dt.date | None:
    """Return the last day on which something new is suggested; ``None`` without a race day."""
    if goal.date is None:
        return None
    return goal.date - dt.timedelta(days=last_new_days(goal.distance_m))


def weeks_to_taper(goal: Goal, today: dt.date, away: Sequence[Away] = ()) -> float | None:
    """Return the weeks that are left for building, without days marked as away."""
    begins = taper_begins(goal)
    return None if begins is None else weeks_between(away, today, begins)

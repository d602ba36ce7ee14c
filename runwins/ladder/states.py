"""Which rung is next, which are past or do not fit any more, and the word for the goal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from runwins.goal import Goal
from runwins.ladder import forecast
from runwins.ladder.standing import Rung, last_new_day, taper_begins

LIKELY = (0.55, 0.90)
"""The next rung is the highest whose chance in the next weeks lies here."""


def mark_states(rungs: Sequence[Rung], goal: Goal, today: dt.date, *, coming_back: bool) -> None:
    """Say of every open rung whether it is next, later, past, or beyond what still fits.

    In the last days before a race, in which nothing new is suggested, the race is next.
    """
    *below, top = rungs
    waiting = [rung for rung in below if not rung.done]
    if goal.date is not None and today > goal.date:
        for rung in [*waiting, *([] if top.done else [top])]:
            rung.state = "past_date"
        return
    begins = taper_begins(goal)
    if begins is not None and today >= begins:
        for rung in waiting:
            rung.state = "will_not_fit"
        waiting = []
    for rung in waiting:
        if rung.wanted is not None and today > rung.wanted:
            rung.state = "past_date"
    last = last_new_day(goal)
    resting = last is not None and today > last
    following = (None if resting else next_of(waiting, coming_back=coming_back)) or top
    if not following.done:
        following.state = "next"


def next_of(waiting: Sequence[Rung], *, coming_back: bool = False) -> Rung | None:
    """Return the rung to go for: likely in the next weeks and yet not a matter of course.

    In each dimension the highest rung whose chance lies in the band, and of these the one that
    comes first. Where there is none, and in the weeks after a gap, it is the rung that the gentle
    path reaches first: the smallest step.
    """
    lowest: dict[str, Rung] = {}
    likely: dict[str, Rung] = {}
    for rung in sorted(waiting, key=lambda each: each.value):
        lowest.setdefault(rung.kind, rung)
        if rung.soon is not None and LIKELY[0] <= rung.soon <= LIKELY[1]:
            likely[rung.kind] = rung
    if likely and not coming_back:
        return max(likely.values(), key=lambda rung: (rung.rate, -rung.order))
    return min(
        lowest.values(),
        key=lambda rung: (rung.reached_gently or dt.date.max, -rung.rate, rung.order),
        default=None,
    )


def status(goal: Goal, today: dt.date, top: Rung, chance: float | None, *, able: bool) -> str:
    """Return the word for where a goal stands."""
    if top.done:
        return "done"
    if goal.date is not None and today > goal.date:
        return "past"
    if not able:
        return "too early to say"
    return "no date" if chance is None else forecast.status_of(chance)

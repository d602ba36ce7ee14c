"""What skills share: each is one rung, done once, with no date forecast for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from runwins.goal import Goal
from runwins.ladder.base import STATE_DAYS, YEAR_DAYS, Dimension, down_to
from runwins.ladder.marks import Marks

LAST_WEEKS = 10
"""What the body forgets again counts from so many weeks before the race on."""


def skill(
    marks: Marks,
    day: dt.date,
    target: float,
    unit: str,
    label: str,
    *,
    weight: float = 1.25,
    known: bool = True,
) -> Dimension:
    """Return a skill: one rung at a target."""
    return Dimension(
        base=target,
        full=target,
        unit=unit,
        marks=marks,
        now=marks.recent(day, STATE_DAYS),
        year_best=marks.best(day - dt.timedelta(days=YEAR_DAYS), day),
        window_days=STATE_DAYS,
        side=None,
        factor=100.0,
        grid=down_to(target),
        first=target,
        label=lambda _: label,
        critical=False,
        weight=weight,
        gentle=False,
        known=known,
        skill=True,
    )


def late_enough(marks: Marks, goal: Goal) -> Marks:
    """Return the marks of the last ten weeks before a race; all of them where it has no day."""
    if goal.date is None:
        return marks
    first = np.datetime64(goal.date - dt.timedelta(weeks=LAST_WEEKS), "D")
    kept = marks.days >= first
    return replace(
        marks, days=marks.days[kept], values=marks.values[kept], run_ids=marks.run_ids[kept]
    )

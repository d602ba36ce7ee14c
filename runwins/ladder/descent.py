"""Running downhill for long, for races that go down a lot."""

from __future__ import annotations

import datetime as dt
import math

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import Dimension, rung_kind
from runwins.ladder.skill import late_enough, skill
from runwins.model import History
from runwins.units import FOOT, format_height

SHARE = 0.40
LEAST_M = 1_000.0


@rung_kind("descent", order=15)
def descent(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Two fifths of the race's descent in one run.

    For trail races that go down 1,000 m or more: metres down in one run of the last ten weeks, at
    best three to five weeks before the race. One long way down makes the next one hurt less for
    weeks (Nosaka's repeated-bout effect). The course's descent is that of its file; without one it
    is taken to come down as far as it goes up.
    """
    down = goal.descent_m if goal.descent_m is not None else goal.ascent_m or 0.0
    if goal.terrain != "trail" or down < LEAST_M:
        return None
    step = 200 * FOOT if history.units == "mi" else 50.0
    target = math.floor(SHARE * down / step) * step
    marks = late_enough(reached.of_runs(history, history.runs["descent_m"]), goal)
    label = f"{format_height(target, history.units)} of descent in one run"
    known = bool(history.runs["descent_m"].notna().any() or history.runs.empty)
    return skill(marks, day, target, "m", label, weight=1.1, known=known)

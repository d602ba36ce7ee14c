"""All four runs of the week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from runwins.goal import Goal
from runwins.model import History
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past
from runwins.wins.spans import runs_so_far


@detector("plan-kept", family="consistency", calendar=True)
def plan_kept(history: History) -> pd.DataFrame:
    """As many runs in a week, Monday to Sunday, as you said you would do.

    The number is your own: `runwins goal set --runs-per-week 4`. It holds for the whole weeks from
    the first day of the build to the race. Told on the run that reaches it, whatever its length.
    """
    past = Past(history)
    if not history.goals or not len(past):
        return candidates([])
    so_far = runs_so_far(past.weeks())
    wanted = {goal.runs_per_week for goal in history.goals if goal.runs_per_week}
    rows = []
    for run in past.asked(np.isin(so_far, list(wanted))):
        day = past.date(run)
        monday = day - dt.timedelta(days=day.weekday())
        aim = _aim(history.goals, monday, day)
        if aim is None or so_far[run] != aim:
            continue
        what = "The run" if aim == 1 else f"All {aim} runs"
        rows.append(
            past.candidate(
                run,
                key=str(aim),
                label=f"{what} of the week",
                detail=f"as you said: {aim} a week",
                value=float(aim),
                unit="runs",
                since_n=0.0,
                size=2.5,
                rule="The week, Monday to Sunday, has as many runs as the runner's own number for "
                "the build; told once a week.",
            )
        )
    return candidates(rows)


def _aim(goals: Sequence[Goal], monday: dt.date, day: dt.date) -> int | None:
    """Return how many runs the runner wanted in a week; the most where several goals say."""
    wanted = [
        goal.runs_per_week
        for goal in goals
        if goal.runs_per_week
        and goal.first_day <= monday
        and (goal.date is None or day < goal.date)
    ]
    return max(wanted, default=None)

"""When nothing was won: one true fact about what the run adds to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance
from runwins.wins.kept_weeks import weekly_goals
from runwins.wins.past import Past

FIRST_RUN = "This is the first run in your log: everything after it has something to beat."


def progress(history: History, wins: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one fact for each run that shows no win: the week, or the month, as it stands."""
    past = Past(history)
    celebrated = set(wins.loc[wins["shown"].to_numpy(dtype=bool), "run_id"])
    goals = weekly_goals(past)
    distance = np.nan_to_num(past.numbers("distance_m"))
    weeks, months = past.weeks().tolist(), past.months().tolist()
    in_week = in_month = 0
    week_m = month_m = 0.0
    rows: list[dict[str, Any]] = []
    for run, run_id in enumerate(past.ids):
        same_week = run > 0 and weeks[run - 1] == weeks[run]
        same_month = run > 0 and months[run - 1] == months[run]
        in_week = in_week + 1 if same_week else 1
        in_month = in_month + 1 if same_month else 1
        week_m = distance[run] + (week_m if same_week else 0.0)
        month_m = distance[run] + (month_m if same_month else 0.0)
        if run == 0:
            rows.append(_row(run, FIRST_RUN, 1.0, "runs", None))
        elif run_id not in celebrated:
            goal = goals[weeks[run]]
            if in_week < goal:
                more = "one more keeps" if goal - in_week == 1 else f"{goal - in_week} more keep"
                label = f"This week: {in_week} of {goal} runs; {more} the week."
                rows.append(_row(run, label, float(in_week), "runs", float(goal)))
            elif in_week == goal:
                far = format_distance(week_m, past.units)
                label = f"This week is kept: {in_week} of {goal} runs, {far}."
                rows.append(_row(run, label, float(in_week), "runs", float(goal)))
            else:
                far = format_distance(month_m, past.units)
                label = f"Run {in_week} this week and {in_month} this month: {far} so far."
                rows.append(_row(run, label, float(month_m), "m", None))
    return rows


def _row(run: int, label: str, value: float, unit: str, mark: float | None) -> dict[str, Any]:
    return {
        "run": run,
        "remark": "progress",
        "kind": "weeks-kept",
        "label": label,
        "value": value,
        "unit": unit,
        "mark": mark,
    }

"""When nothing was won: one true fact about what the run adds to, toward the goal where it can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance, format_height
from runwins.wins.kept_weeks import weekly_goals
from runwins.wins.next_rung import NextRung, next_rungs, side
from runwins.wins.past import Past
from runwins.wins.spans import runs_so_far, sums_so_far

FIRST_RUN = "This is the first run in your log: everything after it has something to beat."


def progress(history: History, wins: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one fact for each run that shows no win: the week or the month as it stands.

    On the way to a goal it names the next rung, and counts toward it where the rung is a week.
    """
    past = Past(history)
    celebrated = set(wins["run_id"].to_numpy(dtype=object)[wins["shown"].to_numpy(dtype=bool)])
    goals = weekly_goals(past)
    ahead = next_rungs(history)
    distance, ascent = (np.nan_to_num(past.numbers(n)) for n in ("distance_m", "ascent_m"))
    weeks, months = past.weeks(), past.months()
    in_week, in_month = runs_so_far(weeks).tolist(), runs_so_far(months).tolist()
    week_m, week_up_m = sums_so_far(distance, weeks), sums_so_far(ascent, weeks)
    month_m = sums_so_far(distance, months)
    rows: list[dict[str, Any]] = []
    for run in range(past.since, len(past)):
        if run == 0:
            rows.append({**_row(FIRST_RUN, 1.0, "runs", None), "run": run})
        if run == 0 or past.ids[run] in celebrated:
            continue
        rungs = ahead.get(run, ())
        fact = _toward(rungs, float(week_m[run]), float(week_up_m[run]), past)
        if fact is None:
            fact = _as_it_stands(
                goals[int(weeks[run])],
                in_week[run],
                float(week_m[run]),
                in_month[run],
                float(month_m[run]),
                past,
            )
            if rungs:
                fact["label"] += f" Next rung toward {rungs[0].goal}: {rungs[0].label}."
        rows.append({**fact, "run": run})
    return rows


def _as_it_stands(
    goal: int, in_week: int, week_m: float, in_month: int, month_m: float, past: Past
) -> dict[str, Any]:
    if in_week < goal:
        more = "one more keeps" if goal - in_week == 1 else f"{goal - in_week} more keep"
        label = f"This week: {in_week} of {goal} runs; {more} the week."
        return _row(label, float(in_week), "runs", float(goal))
    if in_week == goal:
        far = format_distance(week_m, past.units)
        label = f"This week is kept: {in_week} of {goal} runs, {far}."
        return _row(label, float(in_week), "runs", float(goal))
    far = format_distance(month_m, past.units)
    label = f"Run {in_week} this week and {in_month} this month: {far} so far."
    return _row(label, month_m, "m", None)


def _toward(
    rungs: Sequence[NextRung], week_m: float, week_up_m: float, past: Past
) -> dict[str, Any] | None:
    """Return how far the week has come toward a rung that is a week: it grows run by run."""
    for rung in rungs:
        now = {"weekly-volume": week_m, "weekly-ascent": week_up_m}.get(side(rung.rung_id), 0.0)
        if not 0 < now < rung.target:
            continue
        climbed = side(rung.rung_id) == "weekly-ascent"
        far, mark = (
            format_height(value, past.units) if climbed else format_distance(value, past.units, 0)
            for value in (now, rung.target)
        )
        up = " of climbing" if climbed else ""
        label = f"This week: {far} of the {mark}{up} of your next rung toward {rung.goal}."
        fact = _row(label, now, "m up" if climbed else "m", rung.target)
        return fact | {"kind": "rung-reached"}
    return None


def _row(label: str, value: float, unit: str, mark: float | None) -> dict[str, Any]:
    return {
        "remark": "progress",
        "kind": "weeks-kept",
        "label": label,
        "value": float(value),
        "unit": unit,
        "mark": mark,
    }

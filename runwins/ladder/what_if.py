"""What if: a ladder from what somebody tells, before there is a run, or beside the runs there are.

The weeks that are told are laid out as runs: the long one, and the others half as long, for
twelve weeks. They earn nothing: what they have reached is where the ladder begins.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd

from runwins.errors import GoalError
from runwins.frames import CLIMBS, EFFORTS, RUNS
from runwins.goal import Goal, Ladder
from runwins.ladder import marks as reached
from runwins.ladder.base import STATE_DAYS, WEEK_DAYS
from runwins.ladder.build import build_ladder
from runwins.model import History
from runwins.units import Units, format_distance

WEEKS = 12
OTHERS = 0.5
"""A usual run is taken to be half as long as the longest."""

_PACE_S_PER_M = 0.36
_MOST_M = 200_000.0


def what_if(
    goal: Goal, runs_per_week: int, longest_m: float, today: dt.date, units: Units = "km"
) -> Ladder:
    """Return the ladder of somebody who runs so often, and so far at the longest.

    Parameters
    ----------
    goal
        What to head for.
    runs_per_week
        How often, from 1 to 14.
    longest_m
        The longest run of a usual week; the others are taken to be half of it.
    today
        The day to judge from.
    units
        Which round numbers to think in.

    Raises
    ------
    GoalError
        When runs a week or the longest run make no sense.
    """
    if not 1 <= runs_per_week <= 14:
        raise GoalError(f"{runs_per_week} runs a week: it can be 1 to 14")
    if not 0 < longest_m <= _MOST_M:
        raise GoalError(f"a longest run of {longest_m:,.0f} m: it is above zero, up to 200 km")
    told = _told(runs_per_week, longest_m, today, units)
    aim = replace(goal, set_on=today, start=None, runs_per_week=None, rewards={}, edits=())
    ladder = build_ladder(aim, told, today)
    week_m = longest_m * (1 + OTHERS * (runs_per_week - 1))
    basis = (
        f"If you run {_times(runs_per_week)} a week, {format_distance(longest_m, units, 0)} at the "
        f"longest and {format_distance(week_m, units, 0)} in all, as of today."
    )
    rungs = ladder.rungs[ladder.rungs["state"] != "done"].reset_index(drop=True)
    return replace(
        ladder, goal=aim, rungs=rungs, sentences=(basis, *_still_true(ladder, len(rungs)))
    )


def longest_now(history: History, today: dt.date) -> float:
    """Return the longest run of the last 30 days in metres; zero without one."""
    return reached.of_runs(history, history.runs["distance_m"]).recent(today, STATE_DAYS)


def runs_a_week_now(history: History, today: dt.date) -> int:
    """Return how often the runner ran in the last four weeks, in whole runs a week."""
    ago = (np.datetime64(today, "D") - reached.run_days(history)).astype(np.int64)
    return max(1, round(int(((ago >= 0) & (ago < WEEK_DAYS)).sum()) / 4))


def _still_true(ladder: Ladder, rungs: int) -> list[str]:
    """Return the sentences that hold without a run: none that names what was run."""
    count = rungs - 1
    first = f"{count} rung{'s' if count != 1 else ''} to the race"
    following = ladder.next_rung
    if following is not None and following["kind"] != "race":
        first += f", {following['label']} first"
    runs = ("There already:", "Your runs hold no altitude", "Your ", "A plan to finish:")
    said = [f"{first}."]
    said += [
        sentence.split(" You know it:")[0]
        .replace(" (nothing in the last 30 days)", "")
        .replace("three ways on are below", "the ways on are below")
        for sentence in ladder.sentences[1:]
        if not sentence.startswith(runs)
    ]
    if ladder.goal.ascent_m and ladder.goal.ascent_m >= 500:
        said.append("How much of it you climb was not told, so the marks for climbing are open.")
    return said


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _told(runs_per_week: int, longest_m: float, today: dt.date, units: Units) -> History:
    """Return the weeks that were told as a history; the last long run was the day before."""
    within = np.unique(np.linspace(1, 7, runs_per_week, endpoint=False).astype(int))
    extra = runs_per_week - len(within)
    rows = []
    for week in range(WEEKS):
        days = [*within.tolist(), *within.tolist()[:extra]]
        for place, ago in enumerate(days):
            day = pd.Timestamp(today) - pd.Timedelta(days=7 * week + ago)
            metres = longest_m * (1.0 if place == 0 else OTHERS)
            rows.append(_run(day, place, metres))
    rows.sort(key=lambda row: str(row["start_time"]))
    return History(RUNS.build(rows), EFFORTS.empty(), CLIMBS.empty(), units)


def _run(day: pd.Timestamp, place: int, metres: float) -> dict[str, object]:
    start = (day + pd.Timedelta(hours=6 + place)).tz_localize("UTC")
    seconds = metres * _PACE_S_PER_M
    return {
        "run_id": f"told-{start:%Y%m%d-%H}", "start_time": start, "utc_offset_s": 0,
        "local_date": day, "book": "road", "is_race": False, "distance_m": metres,
        "elapsed_s": seconds, "timer_s": seconds, "moving_s": seconds,
        "nonstop_moving_m": metres, "quality": "good", "source": "told", "source_file": "told",
    }  # fmt: skip

"""Wins and remarks found in two steps: of the first runs of a history, then of those after them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from runwins.goal import Goal
from runwins.ladder import build_ladder
from runwins.ladder.reached import reached
from runwins.model import History
from runwins.wins import find_remarks, find_wins
from runwins.wins.base import in_order


def first_runs(history: History, count: int) -> History:
    """Return the history of the first runs by start: two runs of a day may be parted."""
    return history.without(set(in_order(history).runs["run_id"].iloc[count:]))


def toward_goals(history: History) -> History:
    """Return the history with two goals that its runner never had, and the rungs reached."""
    first, last = (history.runs["local_date"].iloc[at].date() for at in (0, -1))
    middle = first + (last - first) / 2
    goals = (
        Goal("River 10", middle, 10_000, set_on=first, runs_per_week=2),
        Goal("Stone Ring 50", last + dt.timedelta(days=30), 50_000, ascent_m=1500, set_on=middle),
    )
    rungs = reached(build_ladder(goal, history, last) for goal in goals)
    return replace(history, goals=goals, rungs=rungs)


def with_some_taken_back(history: History) -> History:
    """Return the history with every seventh win taken back, and an id that no win has."""
    ids = find_wins(history)["win_id"].iloc[3::7]
    return replace(history, dropped_wins=frozenset({*ids, "Wnobody"}))


def check_going_on(history: History, counts: Iterable[int]) -> None:
    """Going on from what the first runs won must say what is said of all runs at once."""
    wins = find_wins(history)
    remarks = find_remarks(history, wins)
    for count in counts:
        part = first_runs(history, count)
        won = find_wins(part)
        said = find_remarks(part, won)
        now = find_wins(history, won, count)
        pd.testing.assert_frame_equal(now, wins, check_exact=True, obj=f"wins from {count} on")
        more = find_remarks(history, now, said, count)
        pd.testing.assert_frame_equal(more, remarks, check_exact=True, obj=f"remarks from {count}")

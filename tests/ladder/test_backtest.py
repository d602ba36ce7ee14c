"""The backtest looks at nothing later than the day it stands on, and counts races as it says."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runwins.model import History

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))

from backtest import brier, ladders, predictions, races

Log = Callable[..., History]


def build(weeks: int = 60, race_ago: int = 3, race_km: float = 42.5) -> list[tuple[float, ...]]:
    """Return three runs a week that grow, and a marathon at the end."""
    runs = [
        (7 * week + days, km * (1.0 + 0.006 * (weeks - week)), 0.0)
        for week in range(weeks)
        for days, km in ((1, 14.0), (4, 7.0), (6, 7.0))
        if 7 * week + days > race_ago
    ]
    return [*runs, (race_ago, race_km, 0.0)]


def test_races_are_marathons_marked_runs_and_the_years_longest(history: Log) -> None:
    log = history([(10, 42.4, 0), (20, 50.0, 2_000.0), (30, 12.0, 0, {"is_race": True}),
                   (40, 30.0, 0), (400, 9.0, 0), (420, 11.0, 0), (430, 10.5, 0),
                   (800, 25.0, 0, {"book": "treadmill"}),
                   (810, 20.0, 0, {"quality": "poor"})])  # fmt: skip
    found = races("x", log)
    assert [(race.kind, race.distance_m, race.trained_for) for race in found] == [
        ("road", 11_000.0, False), ("road", 12_000.0, True), ("trail", 50_000.0, True),
        ("marathon", 42_195.0, True),
    ]  # fmt: skip
    assert [race.day.year for race in races("x", log, (2025, 2025))] == [2025]


def test_what_was_said_does_not_know_what_happened(history: Log) -> None:
    slow = history([*build(), (2, 5.0, 0)])
    faster = history([*build(race_km=60.0), (2, 5.0, 0)])
    one, other = ({"a": log} for log in (slow, faster))
    rungs, goals = ladders(one, {})
    assert len(rungs) > 3
    assert {"chance", "done", "by_p50", "by_p80"} <= set(rungs)
    assert rungs["chance"].between(0, 1).all()
    assert goals["band"].notna().all()
    assert brier(rungs.assign(chance=rungs["done"].astype(float))) == 0
    told = predictions(one, {})
    assert set(told["weeks"]) == {16, 8, 4}
    # another race on that day changes what came true, and its own distance, but no range's width
    again = predictions(other, {})
    assert len(again) == len(told)


def test_a_rung_reached_in_time_counts_whatever_came_later(history: Log) -> None:
    # 16 weeks before the race nothing beyond 20 km; 10 weeks before one run of 30 km, then a gap
    runs = [(7 * week + 3, 18.0, 0.0) for week in range(12, 60)]
    runs += [(7 * week + day, 12.0, 0.0) for week in range(12, 60) for day in (1, 5)]
    log = history([*runs, (70, 30.0, 0.0), (0, 42.4, 0.0)])
    rungs, _ = ladders({"a": log}, {})
    long_runs = rungs[(rungs["rung"] == "long-run") & (rungs["weeks"] == 16)]
    assert long_runs["done"].any()
    day = dt.date(2026, 11, 1)
    assert set(long_runs["race"]) == {day}


@pytest.mark.parametrize(("chance", "done", "score"), [(0.8, True, 0.04), (0.3, False, 0.09)])
def test_brier_by_hand(chance: float, done: bool, score: float) -> None:
    import pandas as pd

    rows = pd.DataFrame({"chance": [chance], "done": [done]})
    assert brier(rows) == pytest.approx(score)

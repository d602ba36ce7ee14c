from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.frames import EFFORTS
from runwins.goal import Goal
from runwins.ladder import build_ladder
from runwins.ladder.base import kinds
from runwins.model import History
from runwins.units import MARATHON

Log = Callable[..., History]
Make = Callable[..., Goal]


def with_efforts(log: History, times: dict[str, float], quality: str = "ok") -> History:
    rows = [
        {
            "run_id": run_id, "distance_m": 10_000.0, "elapsed_s": seconds,
            "started_at_s": 0, "started_at_m": 0, "quality": quality,
        }
        for run_id, seconds in times.items()
    ]  # fmt: skip
    return History(log.runs, EFFORTS.build(rows), log.climbs, log.units)


def test_only_road_goals_with_a_time_ask_for_it(steady: Log, goal: Make, today: dt.date) -> None:
    kind = kinds()["race-time"]
    assert kind(goal(), steady(), today) is None
    assert kind(goal(time_s=6000.0, terrain="trail"), steady(), today) is None
    assert kind(goal(160_000, time_s=90_000.0), steady(), today) is None
    assert kind(goal(time_s=6000.0), steady(), today) is not None


def test_the_10_km_that_goes_with_a_half(steady: Log, goal: Make, today: dt.date) -> None:
    # VDOT 50: a half in 1:31:31 goes with 10 km in 41:20; the next whole quarter minute is 41:30
    side = kinds()["race-time"](goal(time_s=91 * 60 + 31.0), steady(), today)
    assert side is not None
    assert 10_000 / side.full == pytest.approx(41 * 60 + 20, abs=1)
    assert side.label(side.grid(side.full)) == "10 km in 41:30"


def test_the_half_that_goes_with_a_marathon(steady: Log, goal: Make, today: dt.date) -> None:
    side = kinds()["race-time"](goal(MARATHON, time_s=190 * 60 + 40.0), steady(), today)
    assert side is not None
    assert side.label(side.full) == "half marathon in 1:31:31"


def test_faster_efforts_earn_and_doubtful_ones_do_not(
    steady: Log, goal: Make, today: dt.date
) -> None:
    # from 45:00, 41:30 as the last rung
    log = steady()
    newest = str(log.runs["run_id"].iloc[-1])
    earlier = str(log.runs["run_id"].iloc[20])
    aim = goal(time_s=91 * 60 + 31.0, in_days=60)
    ladder = build_ladder(aim, with_efforts(log, {earlier: 2700.0, newest: 2400.0}), today)
    rungs = ladder.rungs[ladder.rungs["kind"] == "race-time"]
    assert set(rungs["run_id"]) == {newest}
    assert "10 km in 41:30" in set(rungs["label"])
    doubtful = with_efforts(log, {newest: 2400.0}, "unverified")
    rungs = build_ladder(aim, doubtful, today).rungs
    assert "done" not in set(rungs.loc[rungs["kind"] == "race-time", "state"])
    assert rungs.loc[rungs["kind"] == "race-time", "planned_date"].isna().all()

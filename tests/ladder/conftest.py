"""Made-up logs and goals for ladders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from runwins.frames import CLIMBS, EFFORTS, RUNS
from runwins.goal import Goal
from runwins.ladder import Dimension, kinds
from runwins.model import History

TODAY = dt.date(2026, 11, 1)  # a Sunday


def make_history(runs: Iterable[tuple[Any, ...]], units: Any = "km") -> History:
    """Return a log from (days before TODAY, km, metres climbed, further columns)."""
    rows = []
    for number, (days_ago, km, climbed, *more) in enumerate(runs):
        day = pd.Timestamp(TODAY) - pd.Timedelta(days=days_ago)
        seconds = 360 * km + 3 * (climbed or 0)
        row = {
            "run_id": f"run-{number}",
            "start_time": (day + pd.Timedelta(hours=6, minutes=number % 60)).tz_localize("UTC"),
            "utc_offset_s": 0,
            "local_date": day,
            "book": "road",
            "is_race": False,
            "distance_m": 1000 * km,
            "elapsed_s": seconds,
            "timer_s": seconds,
            "moving_s": seconds,
            "ascent_m": climbed,
            "quality": "good",
            "source": "fit",
            "source_file": "x.fit",
        }
        rows.append(row | (more[0] if more else {}))
    rows.sort(key=lambda row: row["start_time"])
    return History(RUNS.build(rows), EFFORTS.empty(), CLIMBS.empty(), units)


def make_goal(
    distance_m: float = 21_097.5, *, in_days: int | None = 49, set_ago: int = 0, **more: Any
) -> Goal:
    """Return a goal some days after TODAY, set some days before."""
    day = None if in_days is None else TODAY + dt.timedelta(days=in_days)
    name = more.pop("name", "the race")
    return Goal(name, day, distance_m, TODAY - dt.timedelta(days=set_ago), **more)


def make_steady(weeks: int = 20, long_km: float = 14.0, climbed: float = 0.0) -> History:
    """Return three runs a week, the long one the day before TODAY: twice its length in all."""
    rest = long_km / 2
    return make_history(
        (7 * week + days, km, up)
        for week in range(weeks)
        for days, km, up in ((1, long_km, climbed), (3, rest, 0.0), (5, rest, 0.0))
    )


def side(kind: str, aim: Goal, log: History, day: dt.date) -> Dimension:
    """Return what a goal asks for on one side."""
    found = kinds()[kind](aim, log, day)
    assert found is not None
    return found


def earned(kind: str, aim: Goal, log: History, day: dt.date) -> str | None:
    """Return the run that earned a skill since the build began."""
    dimension = side(kind, aim, log, day)
    found = dimension.first_reach(dimension.full, min(aim.first_day, day))
    return None if found is None else found[1]


@pytest.fixture(scope="session")
def ultra() -> Goal:
    return make_goal(50_000, in_days=60, set_ago=60, ascent_m=3_000.0, terrain="trail")


@pytest.fixture(scope="session")
def today() -> dt.date:
    return TODAY


@pytest.fixture(scope="session")
def history() -> Callable[..., History]:
    return make_history


@pytest.fixture(scope="session")
def goal() -> Callable[..., Goal]:
    return make_goal


@pytest.fixture(scope="session")
def steady() -> Callable[..., History]:
    return make_steady

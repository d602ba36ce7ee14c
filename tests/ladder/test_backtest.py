"""The backtest looks at nothing later than the day it stands on, and counts races as it says."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runwins.model import History

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))

from any_day import any_day
from backtest import brier, ladders, predictions
from baseline import adherence, adherence_chance
from builds import builds
from recorded_races import UNKNOWN_CLIMB, races
from summaries import write_table

from runwins.goal import Goal
from runwins.ladder.build import stand

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
    assert [(race.kind, race.distance_m, race.why) for race in found] == [
        ("short road", 11_000.0, "longest"), ("short road", 12_000.0, "marked"),
        ("trail", 50_000.0, "long"), ("marathon", 42_195.0, "long"),
    ]  # fmt: skip
    assert [race.day.year for race in races("x", log, (2025, 2025))] == [2025]


def test_a_half_is_a_race_where_it_was_among_the_fastest_of_a_years_long_runs(history: Log) -> None:
    def half(ago: int, minutes: float) -> tuple[object, ...]:
        seconds = {"elapsed_s": 60 * minutes, "timer_s": 60 * minutes}
        return (ago, 21.1, 0, seconds)

    slow = [(ago, 16.0, 0, {"elapsed_s": 6000.0}) for ago in (60, 67, 74)]
    longer = (5, 30.0, 0)
    # 16 km in 100 minutes is 2.67 m/s; three such runs are too few to say what is fast
    assert [race.why for race in races("x", history([*slow, half(40, 110), longer]))] == ["longest"]
    four = [*slow, (81, 16.0, 0, {"elapsed_s": 6000.0})]
    found = races("x", history([*four, half(40, 110), longer]))
    assert [race.why for race in found] == ["fast half", "longest"]
    assert [race.why for race in races("x", history([*four, half(40, 140), longer]))] == ["longest"]


def test_what_its_owner_calls_skiing_is_no_race(history: Log) -> None:
    log = history([(10, 29.0, 0, {"name": "XC ski"}), (20, 12.0, 0)])
    assert [race.distance_m for race in races("x", log)] == [12_000.0]


def test_a_trail_whose_climb_nobody_knows_says_nothing_about_a_prediction(history: Log) -> None:
    untold = history([*build(), (2, 51.0, 0, {"book": "trail", "ascent_m": None})])
    (race,) = (race for race in races("x", untold) if race.distance_m == 51_000)
    assert race.kind == UNKNOWN_CLIMB
    told = predictions({"x": untold}, {})
    assert set(told["kind"]) == {"marathon", "short road"}


def test_sums_become_a_table_of_runs_alone(tmp_path: Path) -> None:
    def one(day: str, kind: str, metres: float, name: str = "n") -> dict[str, object]:
        return {"type": kind, "start_date_local": f"{day} 07:30:00", "distance": metres,
                "moving_time": "1:02:03.5", "name": name}  # fmt: skip

    told = [one("2024-01-01", "Run", 10_000.4), one("2024-01-02", "Ride", 40_000),
            one("2024-01-03", "running", 5_000, "Trail, before noon")]  # fmt: skip
    source, table = tmp_path / "activities.json", tmp_path / "table.csv"
    source.write_text(json.dumps(told), encoding="utf-8")
    assert write_table(source, table) == 2
    assert table.read_text(encoding="utf-8").splitlines() == [
        "date,m,time,sport,name",
        "2024-01-01 07:30:00,10000,1:02:03,run,n",
        '2024-01-03 07:30:00,5000,1:02:03,trail run,"Trail, before noon"',
    ]
    assert write_table(source, table, after="2024-01-01") == 1


def test_the_builds_count_every_open_step_whether_shown_or_not(history: Log) -> None:
    # from 3 km on: more steps than a ladder has room for
    runs = [(7 * week + day, 3.0, 0.0) for week in range(4, 70) for day in (1, 3, 5)]
    log = {"a": history([*runs, (40, 24.0, 0.0), (0, 42.4, 0.0)])}
    rungs, found = builds(log, {})
    assert set(found["weeks"]) == {20, 16, 12}
    assert found["open"].all()
    assert not found["done"].any()
    long_runs = rungs[(rungs["rung"] == "long-run") & (rungs["weeks"] == 20)]
    shown = ladders(log, {})[0]
    most = shown[shown["rung"] == "long-run"].groupby("weeks").size().max()
    assert len(long_runs) > most
    # the run of 24 km, six weeks before the race, reached every step up to the base mark of 23 km
    assert long_runs["done"].equals(long_runs["to_base"])
    assert set(rungs["rung"]) == {"long-run", "weekly-volume"}


def test_the_first_design_by_hand(history: Log) -> None:
    # twelve weeks, all alike: (12 + 2) / (12 + 3)
    runs = [(7 * week + 3, 10.0, 0.0) for week in range(12)]
    day = dt.date(2026, 11, 1)
    assert adherence(history(runs), day) == pytest.approx(14 / 15)
    ladder = stand(Goal("g", day + dt.timedelta(weeks=14), 21_097.5, day), history(runs), day)
    long_run = ladder.dimensions["long-run"]
    # 10 → 12 km: two steps of a tenth; in two weeks both must be kept, in three one may wait
    share = 14 / 15
    assert adherence_chance(ladder.history, day, long_run, 12_000, 1) == 0
    two = adherence_chance(ladder.history, day, long_run, 12_000, 2)
    assert two == pytest.approx(share**2)
    three = adherence_chance(ladder.history, day, long_run, 12_000, 3)
    assert three == pytest.approx(share**2 * (1 + 2 * (1 - share)))
    # four steps have an easy week among them
    assert adherence_chance(ladder.history, day, long_run, 14_500, 4) == 0


def test_from_any_day_looks_eighteen_weeks_ahead(history: Log) -> None:
    flat = [(7 * week + 1, 10.0, 0.0) for week in range(80)]
    rows = any_day({"a": history(flat)}, {})
    by_growth = rows[rows["side"] == "long run"].groupby("growth")["done"].mean()
    assert by_growth.to_dict() == {1.0: 1.0, 1.1: 0.0, 1.3: 0.0}
    # 79 weeks are 553 days: a year before and 126 days after leave days 365 and 421
    assert rows["day"].nunique() == 2
    assert rows["chance"].between(0, 1).all()


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

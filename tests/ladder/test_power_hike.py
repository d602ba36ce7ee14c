from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.frames import CLIMBS
from runwins.goal import Goal
from runwins.ladder import build_ladder
from runwins.ladder.base import kinds
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]


def climbing(log: History, *climbs: tuple[str, float, float]) -> History:
    rows = [
        {
            "run_id": run_id, "started_at_m": 0, "started_at_s": 0, "length_m": 1500, "gain_m": 250,
            "grade": grade, "elapsed_s": seconds, "vam_m_per_h": 700,
        }
        for run_id, grade, seconds in climbs
    ]  # fmt: skip
    return History(log.runs, log.efforts, CLIMBS.build(rows), log.units)


@pytest.mark.parametrize(
    ("distance_m", "ascent_m", "asked"),
    [(50_000, 3_000.0, True), (50_000, 1_900.0, False), (50_000, None, False),
     (42_195, 3_000.0, False)],
)  # fmt: skip
def test_only_steep_ultras_ask_for_it(
    steady: Log,
    goal: Make,
    today: dt.date,
    distance_m: float,
    ascent_m: float | None,
    asked: bool,
) -> None:
    aim = goal(distance_m, ascent_m=ascent_m)
    assert (kinds()["power-hike"](aim, steady(), today) is not None) is asked


def test_gentler_and_shorter_climbs_do_not_count(steady: Log, goal: Make, today: dt.date) -> None:
    log = steady()
    first, second, third = log.runs["run_id"].iloc[-3:]
    aim = goal(50_000, in_days=100, ascent_m=3_000.0, terrain="trail")
    not_yet = climbing(log, (first, 0.14, 1_500), (second, 0.2, 1_199))
    rungs = build_ladder(aim, not_yet, today).rungs.set_index("kind")
    assert rungs.loc["power-hike", "state"] != "done"
    assert rungs.loc["power-hike", "label"] == "20 min uphill at 15 % or steeper"
    there = climbing(log, (first, 0.14, 1_500), (second, 0.2, 1_199), (third, 0.15, 1_200))
    rungs = build_ladder(aim, there, today).rungs.set_index("kind")
    assert rungs.loc["power-hike", "state"] == "done"
    assert rungs.loc["power-hike", "run_id"] == third

"""The biggest climb: one hill, not many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwins.frames import CLIMBS
from runwins.goal import Goal
from runwins.ladder import kinds
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]


def climbed(log: History, run_id: str, *gains: float) -> History:
    rows = [
        {"run_id": run_id, "started_at_m": 1000.0 * place, "started_at_s": 0.0, "length_m": 2000.0,
         "gain_m": gain, "grade": 0.1, "elapsed_s": 900.0, "vam_m_per_h": 600.0}
        for place, gain in enumerate(gains)
    ]  # fmt: skip
    return replace(log, climbs=CLIMBS.build(rows))


def test_ten_small_hills_are_no_big_climb(history: Log, ultra: Goal, today: dt.date) -> None:
    log = climbed(history([(3, 20.0, 1_000.0)]), "run-0", *[100.0] * 10)
    dimension = side("biggest-climb", ultra, log, today)
    assert (dimension.base, dimension.full) == pytest.approx((450.0, 720.0))
    assert dimension.first_reach(150.0, ultra.first_day) is None
    big = climbed(history([(3, 20.0, 1_000.0)]), "run-0", 100.0, 460.0)
    dimension = side("biggest-climb", ultra, big, today)
    assert dimension.first_reach(450.0, ultra.first_day) == (today - dt.timedelta(days=3), "run-0")


def test_the_course_file_tells_the_biggest_climb(history: Log, ultra: Goal, today: dt.date) -> None:
    dimension = side("biggest-climb", replace(ultra, climb_m=400.0), history([]), today)
    assert (dimension.base, dimension.full) == pytest.approx((200.0, 320.0))
    assert dimension.label(300.0) == "a climb of 300 m in one go"
    assert kinds()["biggest-climb"](replace(ultra, ascent_m=450.0), history([]), today) is None

"""Climbing in a run and in a week: two sides of the same hills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Goal
from runwins.ladder import kinds
from runwins.model import History
from tests.ladder.conftest import side

Log = Callable[..., History]
Make = Callable[..., Goal]
BOTH = ["single-run-ascent", "weekly-ascent"]


@pytest.mark.parametrize("kind", BOTH)
def test_flat_races_ask_for_none(history: Log, goal: Make, today: dt.date, kind: str) -> None:
    for ascent in (None, 0.0, 499.0):
        assert kinds()[kind](goal(42_195, ascent_m=ascent), history([]), today) is None
    assert kinds()[kind](goal(42_195, ascent_m=500.0), history([]), today) is not None


@pytest.mark.parametrize(
    ("kind", "base", "full", "now"),
    # of 3,000 m of a 50 km: .65 and .9 in a run, .7 and 1 in a week
    [("single-run-ascent", 1_950, 2_700, 800), ("weekly-ascent", 2_100, 3_000, 1_300)],
)
def test_shares_of_the_race(
    history: Log, ultra: Goal, today: dt.date, kind: str, base: float, full: float, now: float
) -> None:
    log = history([(5, 10.0, 500.0), (3, 10.0, 800.0), (2, 10.0, None)])
    found = side(kind, ultra, log, today)
    assert (found.base, found.full) == pytest.approx((base, full))
    assert found.now == now
    assert found.known


@pytest.mark.parametrize("kind", BOTH)
def test_a_year_without_altitude_is_not_judged(
    history: Log, ultra: Goal, today: dt.date, kind: str
) -> None:
    flat = history([(400, 10.0, 500.0), (3, 10.0, None)])
    assert not side(kind, ultra, flat, today).known
    assert side(kind, ultra, history([]), today).known


def test_feet_for_those_who_think_in_them(history: Log, ultra: Goal, today: dt.date) -> None:
    found = side("single-run-ascent", ultra, history([], "mi"), today)
    assert found.label(found.grid(1_000.0)) == "3,200 ft of climbing in one run"

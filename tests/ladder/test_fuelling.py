"""Fuelling practice: earned by a note on a long run, and by nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwins.frames import NOTES
from runwins.goal import Goal
from runwins.ladder import kinds
from runwins.model import History
from tests.ladder.conftest import earned

Log = Callable[..., History]
Make = Callable[..., Goal]


def noted(log: History, *notes: tuple[str, str]) -> History:
    rows = [{"run_id": run_id, "text": text} for run_id, text in notes]
    return replace(log, notes=NOTES.build(rows))


@pytest.mark.parametrize(
    "text",
    ["gels went down well", "50 g/h", "59g/h", "60 km at last", "6 g/h", "", "g/h", "600 g"],
)
def test_no_fuelling_without_the_grams(
    history: Log, ultra: Goal, today: dt.date, text: str
) -> None:
    log = noted(history([(3, 35.0, 0.0)]), ("run-0", text))
    assert earned("fuelling", ultra, log, today) is None


@pytest.mark.parametrize("text", ["60 g/h", "65g/h, no trouble", "first 40 g/h then 75 g per h"])
def test_fuelling_needs_three_hours(history: Log, ultra: Goal, today: dt.date, text: str) -> None:
    short = noted(history([(3, 29.9, 0.0)]), ("run-0", text))  # 360 s a km: 2:59
    assert earned("fuelling", ultra, short, today) is None
    long = noted(history([(3, 29.9, 0.0), (2, 30.0, 0.0)]), ("run-1", text))
    assert earned("fuelling", ultra, long, today) == "run-1"


def test_only_long_races_ask_for_fuelling(history: Log, goal: Make, today: dt.date) -> None:
    assert kinds()["fuelling"](goal(42_195), history([]), today) is None

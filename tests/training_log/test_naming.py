"""What a runner means by a name."""

import pytest

from runwins.errors import GoalError, UnknownName
from runwins.training_log.naming import days, nearest, run_named, standard_distance

RUNS = ["20261022-1800", "20261024-0730", "20261024-1900"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("last", "20261024-1900"),
        ("20261022-1800", "20261022-1800"),
        ("20261022", "20261022-1800"),
        ("2026-10-22", "20261022-1800"),
        ("20261024-07", "20261024-0730"),
    ],
)
def test_a_run(said, meant):
    assert run_named(said, RUNS) == meant


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2026-10-24", "could be any of 20261024-0730, 20261024-1900"),
        ("20261024-0731", "did you mean 20261024-0730"),
        ("2025-01-01", "there is no run on 2025-01-01; the nearest: 20261022-1800$"),
        ("2026-10-23", "nearest: 20261022-1800, 20261024-0730$"),
        ("2026-10-29", "nearest: 20261024-1900$"),
        ("", "there is no run ''"),
    ],
)
def test_no_run_or_several(said, answer):
    with pytest.raises(UnknownName, match=answer):
        run_named(said, RUNS)


def test_an_empty_log():
    with pytest.raises(UnknownName, match="runwins import FILE"):
        run_named("last", [])


def test_letters_may_be_small_or_large():
    assert nearest("city", ["City half", "Island 50K"], "goal") == "City half"


@pytest.mark.parametrize(("said", "meant"), [("90d", 90), ("7", 7), (" 30D ", 30)])
def test_days(said, meant):
    assert days(said) == meant


@pytest.mark.parametrize("said", ["", "d", "0d", "-3d", "a while", "٣d²"])
def test_no_days(said):
    with pytest.raises(GoalError, match="is not a number of days"):
        days(said)


@pytest.mark.parametrize(
    ("said", "units", "metres"),
    [("5", "km", 5000), ("5km", "mi", 5000), ("42km", "km", 42_195), ("half", "km", 21_097.5),
     ("1", "mi", 1609.344), ("21km", "km", 21_097.5)],
)  # fmt: skip
def test_a_standard_distance(said, units, metres):
    assert standard_distance(said, units) == metres


def test_no_standard_distance():
    with pytest.raises(GoalError, match=r"no best is kept over 7km: it is over 400 m, half mile"):
        standard_distance("7km", "km")

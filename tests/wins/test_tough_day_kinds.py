"""Darkness, heights, and the week as the runner wanted it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from histories import MONDAY, found, history, labels, run

from runwins.goal import Goal
from runwins.model import History

WEEK = dt.timedelta(days=7)


def test_dusk_and_treadmills_are_not_the_dark() -> None:
    runs = [run(0), run(2, dark_s=1790.0), run(4, dark_s=3600.0, book="treadmill"), run(6)]
    assert labels(history(runs), "in-the-dark") == []


def test_the_first_run_in_the_dark_and_the_longest() -> None:
    dark = [0.0, 1900.0, 2000.0, 2600.0, 3100.0, 3300.0]
    rows = found(history([run(i, dark_s=s) for i, s in enumerate(dark)]), "in-the-dark")
    assert [row["label"] for row in rows] == ["First run in the dark: 32 min of it"]
    longer = [*dark, 3930.0]
    rows = found(history([run(i, dark_s=s) for i, s in enumerate(longer)]), "in-the-dark")
    assert rows[-1]["label"] == "Longest in the dark: 1 h 6 min"
    assert rows[-1]["previous"] == 3300.0


def heights(*highest_m: float, source: str = "baro") -> History:
    known = [run(i, highest_m=h) for i, h in enumerate(highest_m)]
    return history([*known[:-1], {**known[-1], "ascent_source": source}])


def test_heights_that_a_barometer_may_dream_of() -> None:
    assert labels(heights(100, 110, 90, 105, 100, 155), "highest-point") == []
    assert labels(heights(100, 110, 90, 105, 100, 400, source="gps"), "highest-point") == []
    assert labels(heights(100, 110, 400), "highest-point") == []


def test_the_highest_point() -> None:
    rows = found(heights(100, 110, 90, 105, 100, 400), "highest-point")
    assert [row["label"] for row in rows] == ["Highest you have run: 400 m"]
    assert rows[0]["previous"] == 110
    assert rows[0]["detail"] == "before: 110 m (6 Jan 2026)"


def aiming(history_: History, first: dt.date = MONDAY, per_week: int | None = 3) -> History:
    goal = Goal("A race", first + 20 * WEEK, 21_097.5, first, runs_per_week=per_week)
    return replace(history_, goals=(goal,))


def test_no_plan_no_plan_kept() -> None:
    three = history([run(0), run(2), run(4)])
    assert labels(three, "plan-kept") == []
    assert labels(aiming(three, per_week=None), "plan-kept") == []
    assert labels(aiming(history([run(0), run(2), run(7)])), "plan-kept") == []
    assert labels(aiming(three, MONDAY + dt.timedelta(days=1)), "plan-kept") == []  # half a week


def test_all_three_runs_of_the_week_once() -> None:
    runs = [run(0), run(2), run(4, 1.0), run(5), run(7), run(8), run(13)]
    rows = found(aiming(history(runs)), "plan-kept")
    assert [row["label"] for row in rows] == ["All 3 runs of the week"] * 2
    assert [row["run_id"][:8] for row in rows] == ["20260109", "20260118"]


def test_the_plan_ends_with_the_race() -> None:
    runs = [run(140), run(141), run(142)]
    assert labels(aiming(history([run(0), *runs])), "plan-kept") == []

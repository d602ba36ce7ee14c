"""almost, not counted, a big step, progress."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from histories import history, run

from runwins.frames import REACHED, REMARKS
from runwins.goal import Goal
from runwins.metrics.personal import REASON, judge_personally
from runwins.model import History
from runwins.wins import find_remarks, find_wins


def said(known: History, remark: str) -> list[str]:
    told = find_remarks(known, find_wins(known))
    return told.loc[told["remark"] == remark, "label"].tolist()


def five(day: int, seconds: Any, **told: Any) -> dict[str, Any]:
    return run(day, 5.2, efforts={5000: seconds}, **told)


def test_an_empty_log_has_nothing_to_say() -> None:
    known = history([])
    assert find_remarks(known, find_wins(known)).equals(REMARKS.empty())


def test_the_first_run_of_a_log() -> None:
    assert said(history([run(0, 9.9)]), "progress") == [
        "This is the first run in your log: everything after it has something to beat."
    ]
    assert said(history([run(0, 9.9)]), "almost") == []


def test_almost_a_distance() -> None:
    assert said(history([run(0, 6), run(2, 9.69)]), "almost") == []
    assert said(history([run(0, 6), run(2, 9.75)]), "almost") == [
        "9.75 km: 250 m from your first 10 km"
    ]
    assert said(history([run(0, 6), run(2, 10.05)]), "almost") == [
        "10.05 km: a watch can read 1 % long, so 10.10 km make a sure first 10 km"
    ]
    assert said(history([run(0, 10.2), run(2, 9.9)]), "almost") == []


def test_almost_is_not_said_again_and_again() -> None:
    runs = [run(0, 5.5), *(run(2 + 2 * i, 6.0) for i in range(20))]
    assert len(said(history(runs), "almost")) == 2  # on days 2 and 30


def test_almost_four_kilometres_without_a_stop() -> None:
    base = [run(2 * i, 5.5, nonstop_run_m=3100.0, nonstop_moving_m=3100.0) for i in range(4)]
    near = run(20, 5.5, nonstop_run_m=3980.0, nonstop_moving_m=3980.0)
    assert said(history([*base, near]), "almost") == [
        "3.98 km without stopping: 20 m from your first 4 km"
    ]


def test_almost_the_best() -> None:
    known = [five(0, 1671), five(2, 1720), five(4, 1730)]
    assert said(history([*known, five(20, 1710)]), "almost") == []
    assert said(history([*known, five(20, 1678)]), "almost") == [
        "5 km in 27:58, 7 s off your best (27:51, 5 Jan 2026)"
    ]


def test_almost_a_round_number() -> None:
    known = [five(0, 1900), five(2, 1900), five(4, 1900)]
    assert said(history([*known, five(20, 1820)]), "almost") == [
        "5 km in 30:20, 20 s from 30:00: 4 s a km"
    ]


def test_not_counted_says_why() -> None:
    jump = {"elapsed_s": 1200.0, "quality": "unverified", "reason": "a jump in the distance"}
    assert said(history([five(0, 1500), five(2, jump)]), "not counted") == [
        "5 km in 20:00 was not counted: a jump in the distance"
    ]
    slow = {**jump, "elapsed_s": 1600.0}
    assert said(history([five(0, 1500), five(2, slow)]), "not counted") == []
    assert said(history([run(0, 3), five(2, jump)]), "not counted") == []


def test_what_only_the_own_history_denies_the_runner_can_confirm() -> None:
    """Ten jogs at 6:30 a kilometre, and then the first race, recorded by a phone."""
    jogs = [run(2 * day, 5.2, efforts={1000: 385, 5000: 1950 + day}) for day in range(11)]
    race = run(30, 5.2, efforts={1000: 270, 5000: 1425})
    known = history([*jogs, race])
    known = replace(known, efforts=judge_personally(known.efforts, known.runs))
    told = find_remarks(known, find_wins(known))
    told = told[told["remark"] == "not counted"]
    say = f"runwins runs edit {known.runs['run_id'].iloc[-1]} --race"
    why = f"{REASON}. Was it run like a race? Then say so: {say}"
    assert told["label"].tolist() == [f"5 km in 23:45 was not counted: {why}"]
    known = history([*jogs, {**race, "is_race": True}])
    known = replace(known, efforts=judge_personally(known.efforts, known.runs))
    assert said(known, "not counted") == []


def test_downhill_is_named() -> None:
    aided = {"elapsed_s": 1300.0, "reason": "downhill-aided", "net_gain_m": -88.0}
    assert said(history([five(0, 1500), five(2, aided)]), "not counted") == [
        "5 km in 21:40 was not counted: it runs downhill, 88 m lower at its end"
    ]


def test_the_same_descent_is_told_once() -> None:
    aided = {"elapsed_s": 1300.0, "reason": "downhill-aided", "net_gain_m": -88.0}
    again = [five(2 + 2 * i, {**aided, "elapsed_s": 1300.0 + i}) for i in range(5)]
    assert len(said(history([five(0, 1500), *again]), "not counted")) == 1


def test_twice_as_long_is_said_as_that() -> None:
    assert said(history([run(0, 8), run(7, 50)]), "big step") == [
        (
            "That was 6.2 times as long as anything in your last 30 days (8.0 km): a big step. "
            "Many runners follow one with 2–3 easier days."
        )
    ]


def test_a_second_faster_is_inside_the_error() -> None:
    known = [five(0, 1500), five(2, 1510), five(4, 1499)]
    assert said(history(known), "not counted") == [
        (
            "5 km in 24:59, 1.0 s under your best, was not counted: "
            "that is inside the error of a watch's distance"
        )
    ]


def test_no_step_is_big_enough() -> None:
    assert said(history([run(0, 18), run(7, 19.8)]), "big step") == []
    assert said(history([run(0, 18), run(40, 25)]), "big step") == []
    assert said(history([run(0, 18), run(7, 25, is_race=True)]), "big step") == []
    assert said(history([run(0, 2), run(7, 3)]), "big step") == []


def test_a_big_step_at_most_once_in_14_days() -> None:
    runs = [run(0, 10), run(7, 12.4), run(14, 16), run(21, 20)]
    assert said(history(runs), "big step") == [
        (
            "That was 24 % longer than anything in your last 30 days (10.0 km): a big step. "
            "Many runners follow one with 2–3 easier days."
        ),
        (
            "That was 25 % longer than anything in your last 30 days (16.0 km): a big step. "
            "Many runners follow one with 2–3 easier days."
        ),
    ]


def test_progress_of_the_week() -> None:
    # weeks of four runs: the median less one, three, keeps a week
    usual = [run(7 * week + day, 8) for week in range(8) for day in range(4)]
    week = [run(56 + day, 8) for day in (0, 1, 2, 3)]
    assert said(history([*usual, *week]), "progress")[-4:] == [
        "This week: 1 of 3 runs; 2 more keep the week.",
        "This week: 2 of 3 runs; one more keeps the week.",
        "This week is kept: 3 of 3 runs, 24.0 km.",
        "Run 4 this week and 4 this month: 32.0 km so far.",
    ]


def test_progress_names_the_next_rung_and_counts_toward_a_week() -> None:
    known = history([run(0, 5), run(1, 5), *(run(day, 8) for day in (14, 15, 16))])
    goal = Goal("Stone Ring 50", dt.date(2026, 6, 1), 50_000, set_on=dt.date(2026, 1, 17))
    rung = {"goal": "Stone Ring 50", "number": 2, "of": 9}
    week = {
        "rung_id": "weekly-volume-30000", "label": "30 km in a week",
        "target": 30_000.0, "unit": "m",
    }  # fmt: skip
    single = {
        "rung_id": "long-run-12000", "label": "12 km in one run",
        "target": 12_000.0, "unit": "m",
    }  # fmt: skip

    def facts(which: dict[str, object]) -> list[str]:
        toward = replace(known, goals=(goal,), rungs=REACHED.build([{**rung, **which}]))
        nothing = find_wins(toward).iloc[:0]
        remarks = find_remarks(toward, nothing)
        return remarks.loc[remarks["remark"] == "progress", "label"].tolist()

    assert facts(week)[1] == "This week is kept: 2 of 2 runs, 10.0 km."  # before the goal was set
    assert facts(week)[2:] == [
        f"This week: {far} of the 30 km of your next rung toward Stone Ring 50."
        for far in ("8 km", "16 km", "24 km")
    ]
    assert facts(single)[2].endswith(" Next rung toward Stone Ring 50: 12 km in one run.")

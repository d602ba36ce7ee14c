"""Rungs reached, and wins that carry them."""

import datetime as dt
from dataclasses import replace

from runwins.frames import REACHED, RUNGS
from runwins.goal import Goal, Ladder
from runwins.ladder.reached import reached
from runwins.wins import find_wins
from tests.wins.histories import history, run

DAYS = [(0, 5.0), (3, 5.2), (6, 5.4), (10, 5.1), (13, 9.0), (16, 5.0)]


def told(*rows):
    """A runner whose fifth run is by far the longest, and what rungs were reached."""
    log = history([run(day, km) for day, km in DAYS])
    usual = {"goal": "Stone Ring 50", "target": 9.0, "unit": "km-effort", "of": 9}
    return replace(log, rungs=REACHED.build([{**usual, **row} for row in rows]))


def ids():
    return list(history([run(day, km) for day, km in DAYS]).runs["run_id"])


def rung_wins(log):
    wins = find_wins(log)
    return wins[wins["kind"] == "rung-reached"].to_dict("records")


def test_no_goal_no_rung():
    assert rung_wins(history([run(day, km) for day, km in DAYS])) == []
    assert rung_wins(told()) == []


def test_a_rung_of_a_run_that_left_the_log_is_not_told():
    gone = {"run_id": "20200101-0600", "rung_id": "long-run-9", "label": "9 km in one run"}
    assert rung_wins(told({**gone, "number": 3})) == []


def test_a_run_that_reached_two_rungs_is_told_once_by_the_higher():
    fifth = ids()[4]
    (win,) = rung_wins(
        told(
            {"run_id": fifth, "rung_id": "long-run-7", "label": "7 km in one run", "number": 2},
            {
                "run_id": fifth,
                "rung_id": "long-run-9",
                "label": "9 km in one run",
                "number": 3,
                "reward": "new shoes",
            },
        )
    )
    assert (win["label"], win["rung"], win["run_id"]) == ("9 km in one run", "long-run-9", fifth)
    assert (
        win["detail"]
        == "a step toward Stone Ring 50; your reward: new shoes; also: 7 km in one run"
    )


def test_the_race_is_the_top_of_the_ladder_and_no_step_toward_itself():
    race = {"run_id": ids()[4], "rung_id": "race", "label": "Stone Ring 50", "number": 9}
    (win,) = rung_wins(told(race))
    assert (win["label"], win["detail"]) == ("Stone Ring 50", "the top of its ladder")


def test_where_the_rung_itself_is_not_told_a_win_of_its_side_carries_it():
    """With room for two, the longest run and others come first, and the reward is still said."""
    fifth = ids()[4]
    log = told(
        {
            "run_id": fifth,
            "rung_id": "long-run-9",
            "label": "9 km in one run",
            "number": 3,
            "reward": "new shoes",
        }
    )
    wins = find_wins(log)
    mine = wins[(wins["run_id"] == fifth) & wins["shown"]]
    assert list(mine["rung"].dropna()) == ["long-run-9"]
    assert mine["detail"].str.contains("your reward: new shoes").any()


def test_what_stood_before_the_goal_was_set_is_no_news():
    rungs = RUNGS.build([
        {"rung_id": f"long-run-{km}", "kind": "long-run", "label": f"{km} km in one run",
         "target": float(km), "unit": "m", "state": state, "done_date": day, "run_id": run_id}
        for km, state, day, run_id in [
            (7, "done", "2026-01-18", "a"),
            (9, "done", "2026-02-01", "b"),
            (11, "next", None, None),
        ]
    ])  # fmt: skip
    goal = Goal("Half", dt.date(2026, 6, 1), 21_097.5, set_on=dt.date(2026, 1, 20))
    found = reached([Ladder(goal, dt.date(2026, 2, 2), rungs, "on track")])
    assert found[["run_id", "number", "of"]].to_numpy().tolist() == [["b", 2, 3], [None, 3, 3]]

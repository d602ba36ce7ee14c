"""First the rungs that are no news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from runwins.frames import REACHED, RUNGS
from runwins.goal import Goal, Ladder
from runwins.ladder.reached import reached

Make = Callable[..., Goal]


def rung(state: str, done: dt.date | None = None, run_id: str | None = None) -> dict[str, Any]:
    return {
        "rung_id": f"long-run-{state}", "kind": "long-run", "label": state, "target": 1.0,
        "unit": "m", "state": state, "done_date": done, "run_id": run_id,
    }  # fmt: skip


def ladder(aim: Goal, today: dt.date, *rungs: dict[str, Any]) -> Ladder:
    return Ladder(aim, today, RUNGS.build(list(rungs)), "on track")


def test_without_a_ladder_nothing_is_reached() -> None:
    assert reached([]).empty
    assert list(reached([]).columns) == REACHED.names


def test_what_stood_before_the_goal_and_what_no_run_earned_is_no_news(
    goal: Make, today: dt.date
) -> None:
    aim = goal(set_ago=10)
    before = today - dt.timedelta(days=11)
    found = reached(
        [ladder(aim, today, rung("done", before, "old"), rung("done", today), rung("later"))]
    )
    assert found.empty


def test_the_day_of_the_goal_counts_and_the_next_rung_is_told_without_a_run(
    goal: Make, today: dt.date
) -> None:
    aim = goal(set_ago=10, name="one")
    first_day = today - dt.timedelta(days=10)
    steps = [rung("done", first_day, "a"), rung("later"), rung("next"), rung("past_date")]
    found = reached([ladder(aim, today, *steps), ladder(goal(name="two"), today, rung("next"))])
    assert found["goal"].tolist() == ["one", "one", "two"]
    assert found["label"].tolist() == ["done", "next", "next"]
    assert found["number"].tolist() == [1, 3, 1]
    assert found["of"].tolist() == [4, 4, 1]
    assert found["run_id"].isna().tolist() == [False, True, True]

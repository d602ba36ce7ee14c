"""Goals, rungs, marked days and named blocks in a log: kept, changed, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from runwins import TrainingLog
from runwins.errors import GoalError, UnknownName
from runwins.goal import Away, Block, Goal

TODAY = dt.date(2026, 10, 24)
RACE = Goal(
    "Stone Ring 50", dt.date(2026, 12, 12), 50_000.0, dt.date(2026, 7, 5), ascent_m=3_000.0,
    terrain="trail",
)  # fmt: skip


@pytest.fixture
def log(demo_home: Path) -> Iterator[TrainingLog]:
    with TrainingLog(demo_home / "log", units="km", today=TODAY) as opened:
        yield opened


def ids(log: TrainingLog) -> list[str]:
    return list(log.ladder().rungs["rung_id"])


def test_edits_outlive_the_log_being_closed_and_measured_anew(log: TrainingLog) -> None:
    log.drop_rung("power-hike")
    log.add_rung("long-run", "30")
    log.reward_rung("long-run-30", "pizza")
    before = log.ladder().rungs
    home = log.places.data
    log.close()
    with TrainingLog(home, units="km", today=TODAY) as again:
        again.rebuild()
        after = again.ladder().rungs
    assert list(after["rung_id"]) == list(before["rung_id"])
    assert after.set_index("rung_id").loc["long-run-30", "reward"] == "pizza"
    assert "power-hike-1200" not in set(after["rung_id"])


def test_undo_takes_them_back_one_by_one(log: TrainingLog) -> None:
    at_first = ids(log)
    log.drop_rung("power-hike")
    added = log.add_rung("weekly-volume", "58km")
    assert added == "weekly-volume-58000"
    assert added in ids(log)
    assert log.undo_rung_edit().what == "add"
    assert log.undo_rung_edit().what == "drop"
    assert ids(log) == at_first
    with pytest.raises(UnknownName, match="nothing was changed"):
        log.undo_rung_edit()


def test_setting_the_goal_again_keeps_what_was_changed(log: TrainingLog) -> None:
    log.drop_rung("power-hike")
    log.set_goal(RACE)
    assert "power-hike-1200" not in ids(log)
    assert log.goal().rewards == {"single-run-ascent-1950": "new trail shoes"}


def test_a_goal_takes_another_name(log: TrainingLog) -> None:
    log.change_goal("Stone", Goal("Ring", RACE.date, 50_000.0, RACE.set_on))
    assert [goal.name for goal in log.goals()] == ["Ring"]


def test_the_most_important_race_is_the_ladders(log: TrainingLog) -> None:
    log.set_goal(Goal("Test 10", dt.date(2026, 11, 8), 10_000.0, TODAY, priority="B"))
    log.set_goal(Goal("Fun 5", dt.date(2026, 11, 1), 5_000.0, TODAY, priority="C"))
    assert [goal.name for goal in log.goals()] == ["Fun 5", "Test 10", "Stone Ring 50"]
    assert log.goal().name == "Stone Ring 50"
    log.clear_goal("Stone")
    assert log.goal().name == "Test 10"


@pytest.mark.parametrize(
    ("kind", "target", "problem"),
    [
        ("long-run", "", "needs a target, like 45"),
        ("weekly-volume", "", "needs a target, like 30km"),
        ("weekly-ascent", "", "needs a target, like 1500m"),
        ("long-run", "lots", "no number of km-effort"),
        ("long-run", "5000", "no target for long-run"),
        ("fuelling", "4:00:00", "one rung without a target"),
        ("non-stop", "5km", "this goal asks for long-run, "),
        ("fly", "5km", "no rung kind 'fly'"),
        ("long-run", "40", "on the ladder already"),
        ("a very " + "very " * 12 + "long rung", "", "there is room for 60"),
    ],
)
def test_rungs_that_cannot_be(log: TrainingLog, kind: str, target: str, problem: str) -> None:
    with pytest.raises((GoalError, UnknownName), match=problem):
        log.add_rung(kind, target)
    assert log.goal().edits == ()


def test_a_rung_is_meant_by_its_name_or_its_words(log: TrainingLog) -> None:
    assert log.reword_rung("40 km-effort", "half the race") == "long-run-40"
    assert log.reword_rung("half", "") == "long-run-40"
    with pytest.raises(UnknownName, match="could be any of"):
        log.drop_rung("long-run")
    with pytest.raises(GoalError, match="earned by the run that reaches it"):
        log.finish_rung("long-run-40", log.run_id("last"))
    with pytest.raises(GoalError, match="after the race"):
        log.move_rung("long-run-40", "2027-01-01")


def test_an_own_rung_is_done_by_a_run(log: TrainingLog) -> None:
    own = log.add_rung("over the pass in the rain")
    with pytest.raises(GoalError, match="move it to a day"):
        log.move_rung(own, "30km")
    log.finish_rung(own, log.run_id("last"))
    rung = log.ladder().rungs.set_index("rung_id").loc[own]
    assert (rung["state"], rung["run_id"]) == ("done", log.run_id("last"))
    log.finish_rung(own, "")
    assert log.ladder().rungs.set_index("rung_id").loc[own, "state"] != "done"


def test_days_away_are_kept_and_taken_back(log: TrainingLog) -> None:
    first, last = dt.date(2026, 5, 3), dt.date(2026, 5, 24)
    log.mark_away("ill", first, last, "flu")
    assert log.away() == [Away(first, last, "ill", "flu")]
    assert log.history().away == tuple(log.away())
    with pytest.raises(GoalError, match="before the first"):
        log.mark_away("holiday", last, first)
    with pytest.raises(GoalError, match="it can be ill, injured, holiday"):
        log.mark_away("lazy", first)  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="not marked as away"):
        log.clear_away(dt.date(2026, 6, 1))
    assert log.clear_away(dt.date(2026, 5, 10)) == 1
    assert log.away() == []


def test_blocks_have_names(log: TrainingLog) -> None:
    log.set_block("Winter base", dt.date(2025, 12, 1), dt.date(2026, 2, 28))
    block = log.set_block("Winter base", dt.date(2025, 12, 1), dt.date(2026, 3, 1))
    assert (
        log.blocks() == [block] == [Block("Winter base", dt.date(2025, 12, 1), dt.date(2026, 3, 1))]
    )
    assert log.block("winter") == block
    assert log.away() == []
    for name, last in (("", dt.date(2026, 3, 1)), ("x", dt.date(2025, 3, 1))):
        with pytest.raises(GoalError, match=r"name is empty|before the first"):
            log.set_block(name, dt.date(2025, 12, 1), last)
    assert log.clear_block("Winter base") == "Winter base"
    with pytest.raises(UnknownName, match="no block"):
        log.block("Winter base")


def test_a_prediction_by_week_ends_with_todays(log: TrainingLog) -> None:
    weekly = log.prediction_history()
    assert weekly["date"].iloc[-1].date() == TODAY
    assert weekly["p50_s"].iloc[-1] == log.predict().p50_s
    assert (weekly["date"].diff().dropna().dt.days == 7).all()
    assert weekly["date"].iloc[0].date() >= log.goal().first_day
    # what came later is not known then
    then = weekly.iloc[3]
    with TrainingLog(log.places.data, units="km", today=then["date"].date()) as earlier:
        assert earlier.predict().p50_s == then["p50_s"]

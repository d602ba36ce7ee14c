"""The runner's own hand on a ladder: what it may change, and what it may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.errors import GoalError
from runwins.goal import Goal, Ladder, RungEdit
from runwins.ladder import build_ladder
from runwins.ladder.edits import edited, target_of
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]


def rungs_of(ladder: Ladder) -> dict[str, str]:
    return dict(zip(ladder.rungs["rung_id"], ladder.rungs["label"], strict=True))


def with_edits(aim: Goal, *edits: tuple[str, ...]) -> Goal:
    return replace(aim, edits=tuple(RungEdit(*edit) for edit in edits))  # type: ignore[arg-type]


def test_no_edit_earns_a_rung(steady: Log, goal: Make, today: dt.date) -> None:
    aim = with_edits(
        goal(), ("add", "long-run-18000"), ("reword", "long-run-18000", "all done"),
        ("move", "weekly-volume-45000", "30000"), ("done", "long-run-18000", "2026-10-31 run-0"),
    )  # fmt: skip
    rungs = build_ladder(aim, steady(), today).rungs.set_index("rung_id")
    assert rungs.loc["long-run-18000", "state"] != "done"
    assert rungs.loc["long-run-18000", "label"] == "all done"


def test_an_added_rung_is_judged_like_any_other(steady: Log, goal: Make, today: dt.date) -> None:
    aim = with_edits(goal(), ("add", "long-run-13500"), ("add", "long-run-18500"))
    rungs = build_ladder(aim, steady(), today).rungs.set_index("rung_id")
    assert rungs.loc["long-run-13500", "state"] == "done"
    assert str(rungs.loc["long-run-13500", "run_id"]).startswith("run-")
    assert rungs.loc["long-run-18500", "label"] == "18.5 km in one run"
    assert rungs.loc["long-run-18500", "p10"] is not None


def test_dropped_and_put_back(steady: Log, goal: Make, today: dt.date) -> None:
    before = rungs_of(build_ladder(goal(), steady(), today))
    name = next(one for one in before if one.startswith("weekly"))
    gone = rungs_of(build_ladder(with_edits(goal(), ("drop", name)), steady(), today))
    assert set(before) - set(gone) == {name}
    back = with_edits(goal(), ("drop", name), ("restore", name))
    assert rungs_of(build_ladder(back, steady(), today)) == before


def test_dropping_a_mark_does_not_better_the_chance(
    steady: Log, goal: Make, today: dt.date
) -> None:
    aim = goal(42_195, in_days=80)
    plain = build_ladder(aim, steady(), today)
    ids = [one for one in plain.rungs["rung_id"] if not one.startswith("race")]
    bare = build_ladder(with_edits(aim, *(("drop", one) for one in ids)), steady(), today)
    assert bare.probability == plain.probability
    assert len(bare.rungs) == 1


def test_moved_to_a_day_and_past_it(steady: Log, goal: Make, today: dt.date) -> None:
    name = "weekly-volume-45000"
    soon = today + dt.timedelta(days=3)
    aim = with_edits(goal(), ("move", name, soon.isoformat()))
    rung = build_ladder(aim, steady(), today).rungs.set_index("rung_id").loc[name]
    assert rung["planned_date"].date() == soon
    later = build_ladder(aim, steady(), soon + dt.timedelta(days=1)).rungs.set_index("rung_id")
    assert later.loc[name, "state"] in {"past_date", "next"}
    back = with_edits(goal(), ("move", name, soon.isoformat()), ("move", name, ""))
    plain = build_ladder(goal(), steady(), today).rungs.set_index("rung_id")
    again = build_ladder(back, steady(), today).rungs.set_index("rung_id")
    assert str(again.loc[name, "planned_date"]) == str(plain.loc[name, "planned_date"])


def test_a_day_of_ones_own_is_told_as_such(steady: Log, goal: Make, today: dt.date) -> None:
    plain = build_ladder(goal(), steady(), today)
    assert plain.next_rung is not None
    assert "The gentle path has room for it on" in plain.sentences[1]
    soon, late = today + dt.timedelta(days=1), today + dt.timedelta(days=30)
    for day, words in (
        (soon, "You set it for 2 Nov. The gentle path would be there on "),
        (late, "You set it for 1 Dec."),
    ):
        aim = with_edits(goal(), ("move", str(plain.next_rung["rung_id"]), day.isoformat()))
        said = build_ladder(aim, steady(), today).sentences[1]
        assert words in said
        assert "has room for it" not in said
        assert ("would be there" in said) == (day == soon)


def test_moved_to_a_target_it_keeps_words_and_reward(
    steady: Log, goal: Make, today: dt.date
) -> None:
    aim = with_edits(
        goal(), ("reword", "long-run-17000", "the long one"), ("reward", "long-run-17000", "pizza"),
        ("move", "long-run-17000", "16500"),
    )  # fmt: skip
    rungs = build_ladder(aim, steady(), today).rungs.set_index("rung_id")
    assert "long-run-17000" not in rungs.index
    assert tuple(rungs.loc["long-run-16500", ["target", "label", "reward"]]) == (
        16_500, "the long one", "pizza",
    )  # fmt: skip


def test_an_own_rung_is_done_by_the_runners_word_from_that_day_on(
    steady: Log, goal: Make, today: dt.date
) -> None:
    done = today - dt.timedelta(days=1)
    aim = with_edits(
        goal(set_ago=10), ("own", "own-1", "over the pass"),
        ("done", "own-1", f"{done.isoformat()} run-0"),
    )  # fmt: skip
    rungs = build_ladder(aim, steady(), today).rungs.set_index("rung_id")
    assert tuple(rungs.loc["own-1", ["label", "state", "run_id"]]) == (
        "over the pass", "done", "run-0",
    )  # fmt: skip
    earlier = build_ladder(aim, steady(), done - dt.timedelta(days=1)).rungs.set_index("rung_id")
    assert earlier.loc["own-1", "state"] != "done"


def test_a_rung_of_a_side_that_the_goal_no_longer_asks_for_is_left_out(
    steady: Log, goal: Make, today: dt.date
) -> None:
    aim = with_edits(goal(), ("add", "back-to-back-30"))
    assert "back-to-back-30" not in rungs_of(build_ladder(aim, steady(), today))


def test_names_of_rungs() -> None:
    assert target_of("weekly-volume-65000") == ("weekly-volume", 65_000)
    assert target_of("race-time-3.704") == ("race-time", 3.704)
    with pytest.raises(GoalError, match="looks like long-run-16000"):
        target_of("long-run")


ids = st.sampled_from([
    "long-run-15000", "long-run-16500", "weekly-volume-45000", "weekly-volume-33000", "own-1",
    "non-stop-9000", "consistency-8",
])  # fmt: skip
made = ids.filter(lambda name: name != "own-1")
edits = st.one_of(
    st.builds(RungEdit, st.sampled_from(["add", "drop", "restore"]), made),
    st.builds(RungEdit, st.just("move"), made,
              st.sampled_from(["2026-11-20", "", "17000"])),
    st.builds(RungEdit, st.sampled_from(["reword", "reward"]), ids, st.sampled_from(["a", ""])),
    st.builds(RungEdit, st.just("own"), st.just("own-1"), st.just("words")),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(edits, max_size=12))
def test_any_edits_leave_a_sound_ladder(
    steady: Log, goal: Make, today: dt.date, made: list[RungEdit]
) -> None:
    aim = replace(goal(set_ago=20), edits=tuple(made))
    ladder = build_ladder(aim, steady(), today)
    assert len(ladder.rungs) <= 12
    assert ladder.rungs["rung_id"].is_unique
    assert ladder.rungs["kind"].iloc[-1] == "race"
    assert not set(ladder.rungs["rung_id"]) & edited(aim).dropped
    known = set(steady().runs["run_id"])
    assert set(ladder.rungs.loc[ladder.rungs["state"] == "done", "run_id"]) <= known
    assert ladder.probability == build_ladder(replace(aim, edits=()), steady(), today).probability

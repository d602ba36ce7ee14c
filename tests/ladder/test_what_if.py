"""A ladder from what somebody tells, without a run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.errors import GoalError
from runwins.goal import Goal
from runwins.ladder.what_if import longest_now, runs_a_week_now, what_if
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]
FORBIDDEN = ("missed", "failed", "behind", "lost", "should have", " only ", " just ")


@pytest.mark.parametrize(("often", "far"), [(0, 10_000.0), (15, 10_000.0), (3, 0.0), (3, 3e5)])
def test_what_makes_no_sense_is_refused(goal: Make, today: dt.date, often: int, far: float) -> None:
    with pytest.raises(GoalError, match=r"it can be 1 to 14|above zero"):
        what_if(goal(), often, far, today)


def test_it_begins_where_the_runner_says(goal: Make, today: dt.date) -> None:
    ladder = what_if(goal(in_days=140, name="half"), 4, 10_000.0, today)
    assert ladder.sentences[0] == (
        "If you run 4 times a week, 10 km at the longest and 25 km in all, as of today."
    )
    # the longest run plus three of half its length are 25 km; the first steps are ten per cent
    first = ladder.rungs.groupby("kind")["target"].min()
    assert first["weekly-volume"] == 27_000
    assert first["long-run"] == 11_000
    assert ladder.probability is not None


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([5_000.0, 21_097.5, 42_195.0, 50_000.0, 160_934.4]), st.integers(1, 14),
    st.floats(500, 60_000), st.none() | st.integers(5, 300), st.sampled_from(["km", "mi"]),
)  # fmt: skip
def test_nothing_is_claimed_to_have_been_run(
    goal: Make, today: dt.date, metres: float, often: int, far: float, days: int | None, units: str
) -> None:
    aim = goal(metres, in_days=days, ascent_m=2_000.0, terrain="trail")
    ladder = what_if(aim, often, far, today, units)  # type: ignore[arg-type]
    assert "done" not in set(ladder.rungs["state"])
    assert ladder.rungs["run_id"].isna().all()
    said = " ".join(ladder.sentences).lower()
    assert not [word for word in FORBIDDEN if word in said]
    assert not re.search(r"there already|you were there|told-", said)


def test_more_runs_and_a_longer_start_never_lower_the_chance(goal: Make, today: dt.date) -> None:
    aim = goal(42_195, in_days=140)
    chances = [what_if(aim, often, 12_000.0, today).probability or 0 for often in range(1, 8)]
    assert chances == sorted(chances)
    chances = [what_if(aim, 4, 1000.0 * far, today).probability or 0 for far in range(5, 25)]
    assert chances == sorted(chances)


def test_what_a_log_says_of_now(steady: Log, history: Log, today: dt.date) -> None:
    assert longest_now(steady(), today) == 14_000
    assert runs_a_week_now(steady(), today) == 3
    assert longest_now(history([(40, 20, 0)]), today) == 0
    assert runs_a_week_now(history([(40, 20, 0)]), today) == 1

"""The days that bound a build, counted by hand, and what a rung is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Away, Goal
from runwins.ladder.build import stand
from runwins.ladder.standing import last_new_day, taper_begins, weeks_to_taper
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]
DECEMBER_20 = dt.date(2026, 12, 20)


def test_a_goal_without_a_day_has_no_taper(goal: Make, today: dt.date) -> None:
    aim = goal(in_days=None)
    assert taper_begins(aim) is None
    assert last_new_day(aim) is None
    assert weeks_to_taper(aim, today) is None


@pytest.mark.parametrize(
    ("distance_m", "weeks", "days"),
    [(10_000, 1, 7), (21_097.5, 2, 14), (42_195, 3, 21), (50_000, 2, 21)],
)
def test_the_taper_and_the_last_new_day_by_distance(
    goal: Make, distance_m: float, weeks: int, days: int
) -> None:
    aim = goal(distance_m)
    assert aim.date == DECEMBER_20
    assert taper_begins(aim) == DECEMBER_20 - dt.timedelta(weeks=weeks)
    assert last_new_day(aim) == DECEMBER_20 - dt.timedelta(days=days)


def test_weeks_to_the_taper_stand_still_on_marked_days(goal: Make, today: dt.date) -> None:
    # From Sunday, 1 November, to Sunday, 6 December.
    assert weeks_to_taper(goal(), today) == 5
    week = Away(dt.date(2026, 11, 8), dt.date(2026, 11, 14), "ill")
    assert weeks_to_taper(goal(), today, [week]) == 4
    late = Away(dt.date(2026, 12, 5), dt.date(2026, 12, 31), "holiday")
    assert weeks_to_taper(goal(), today, [late]) == pytest.approx(5 - 2 / 7)
    assert weeks_to_taper(goal(), DECEMBER_20) == -2


def test_the_race_is_on_top_and_one_rung_is_next(steady: Log, goal: Make, today: dt.date) -> None:
    standing = stand(goal(), steady(long_km=14.0), today)
    assert standing.race is standing.rungs[-1]
    assert standing.race.kind == "race"
    assert [rung for rung in standing.steps if rung.kind == "race"] == []
    assert [rung.state for rung in standing.rungs].count("next") == 1
    # The half marathon's base is 30 km a week, and 28 were run: nothing else of it is open.
    assert standing.next_rung is not None
    assert (standing.next_rung.kind, standing.next_rung.value) == ("weekly-volume", 30_000)
    assert standing.next_rung.rung_id == "weekly-volume-30000"


def test_a_rung_is_called_what_the_runner_calls_it(steady: Log, goal: Make, today: dt.date) -> None:
    rung = stand(goal(), steady(), today).steps[0]
    assert not rung.words
    assert rung.label == rung.dimension.label(rung.value)
    rung.words = "to the sea"
    assert rung.label == "to the sea"


def test_on_a_ladder_without_a_next_rung_there_is_none(
    history: Log, goal: Make, today: dt.date
) -> None:
    over = stand(goal(in_days=-1, set_ago=100), history([]), today)
    assert over.next_rung is None

"""First the weeks in which nothing is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwins.goal import Away, Goal
from runwins.ladder.build import stand
from runwins.ladder.this_week import (
    NOTHING_NEW,
    after_gap,
    away,
    in_ten,
    runs_a_week,
    skills,
    spoken_day,
    spoken_range,
    this_week,
)
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]


def test_near_the_race_nothing_new_is_suggested_and_in_the_taper_nothing_is_said(
    steady: Log, goal: Make, today: dt.date
) -> None:
    # Of a 50 km the last 21 days hold nothing new, and the last 14 are the taper.
    aims = [goal(50_000, in_days=days) for days in (14, 20, 21)]
    resting, near, building = (this_week(stand(aim, steady(), today)) for aim in aims)
    assert resting == []
    assert near == [NOTHING_NEW]
    assert building[0].startswith("This week up to")


def test_a_gentle_week_is_ten_per_cent_more(steady: Log, goal: Make, today: dt.date) -> None:
    said = this_week(stand(goal(), steady(long_km=14.0), today))
    assert said == ["This week up to 15.4 km in one run, and 31 km in all, are gentle steps."]


def test_never_further_than_the_race_asks(steady: Log, goal: Make, today: dt.date) -> None:
    # A half marathon's longest run is 85 % of it, 17.9 km, and 18 were run; its week is 45 km.
    (said,) = this_week(stand(goal(), steady(long_km=18.0), today))
    assert said.startswith("This week up to 17.9 km in one run, and 40 km in all,")
    assert said.endswith("Longer than that is not needed for this race.")


def test_only_open_skills_that_the_ladder_does_not_show_are_worth_practising(
    history: Log, steady: Log, goal: Make, today: dt.date
) -> None:
    assert skills(stand(goal(), steady(), today)) == []
    standing = stand(
        goal(50_000, in_days=150, ascent_m=3_000.0, terrain="trail"), history([]), today
    )
    shown = {rung.kind for rung in standing.steps}
    hidden = {
        name: each.label(each.full)
        for name, each in standing.dimensions.items()
        if each.skill and name not in shown
    }
    told = skills(standing)
    assert bool(told) == bool(hidden)
    assert all(label in told[0] for label in hidden.values())


def test_runs_a_week_are_told_where_they_were_wanted(
    steady: Log, goal: Make, today: dt.date
) -> None:
    assert runs_a_week(stand(goal(), steady(), today)) == []
    # Set on a Saturday, 29 days ago: three whole weeks before this one, each with three runs.
    aim = goal(set_ago=29, runs_per_week=3)
    (said,) = runs_a_week(stand(aim, steady(), today))
    assert said == "Your 3 runs a week: 3 so far this week; 3 of the 3 weeks before it."
    four = goal(set_ago=29, runs_per_week=4)
    (said,) = runs_a_week(stand(four, steady(), today))
    assert said == "Your 4 runs a week: 3 so far this week."  # none of three was kept


def test_marked_days_are_named_while_they_matter(steady: Log, goal: Make, today: dt.date) -> None:
    def ill(first_ago: int, last_ago: int) -> list[str]:
        first, last = (today - dt.timedelta(days=days) for days in (first_ago, last_ago))
        log = replace(steady(), away=(Away(first, last, "ill"),))
        return away(stand(goal(), log, today))

    assert ill(40, 29) == []
    (said,) = ill(5, 3)
    assert said == "Ill 27 to 29 Oct: the clock of the ladder stands still for these days."
    (said,) = ill(30, 28)
    assert said.startswith("Ill 2 to 4 Oct:")


def test_after_a_gap_nothing_is_taken_away(
    history: Log, steady: Log, goal: Make, today: dt.date
) -> None:
    assert after_gap(stand(goal(), steady(), today)) == []
    paused = history((20 + 2 * number, 8.0, 0.0) for number in range(40))
    (said,) = after_gap(stand(goal(), paused, today))
    assert said.startswith("After 19 days without a run, earned rungs stay earned.")


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.0, "fewer than 1 in 10"), (0.049, "fewer than 1 in 10"), (0.05, "about 1 in 10"),
     (0.19, "nearly 2 in 10"), (0.2, "about 2 in 10"), (0.79, "nearly 8 in 10"),
     (0.8, "about 8 in 10"), (0.951, "more than 9 in 10")],
)  # fmt: skip
def test_chances_in_words(chance: float, words: str) -> None:
    assert in_ten(chance) == words


def test_days_are_said_with_the_year_where_it_is_another() -> None:
    today = dt.date(2026, 12, 20)
    assert spoken_day(dt.date(2026, 12, 31), today) == "31 Dec"
    assert spoken_day(dt.date(2027, 1, 2), today) == "2 Jan 2027"
    assert spoken_range(dt.date(2026, 11, 5), dt.date(2026, 11, 21), today) == "5 and 21 Nov"
    assert spoken_range(dt.date(2026, 11, 21), dt.date(2026, 12, 13), today) == "21 Nov and 13 Dec"

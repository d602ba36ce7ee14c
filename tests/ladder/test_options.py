from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Goal
from runwins.ladder import build_ladder, options
from runwins.ladder.build import stand
from runwins.model import History
from runwins.units import HALF_MARATHON, MARATHON

Log = Callable[..., History]
Make = Callable[..., Goal]


def test_another_day_is_the_first_on_which_the_marks_are_likely(
    history: Log, goal: Make, today: dt.date
) -> None:
    # 20 km and 44 km a week now, 30 km and 60 km within the year
    log = history(
        [(7 * n + d, km, 0.0) for n in range(25) for d, km in ((1, 20), (3, 12), (5, 12))]
        + [(200, 30.0, 0.0), (202, 30.0, 0.0)]
    )
    standing = stand(goal(MARATHON, in_days=26), log, today)
    assert standing.status == "unlikely by this date"
    weeks = options.earliest_weeks(standing)
    assert weeks is not None
    day = today + dt.timedelta(weeks=weeks + 3)
    later = (day - today).days + (today.weekday() + 26 - day.weekday()) % 7
    assert build_ladder(goal(MARATHON, in_days=(weeks + 3) * 7), log, today).status == "on track"
    assert build_ladder(goal(MARATHON, in_days=(weeks + 2) * 7), log, today).status != "on track"
    assert later >= (weeks + 3) * 7


def test_another_distance_is_within_reach(steady: Log, goal: Make, today: dt.date) -> None:
    standing = stand(goal(100_000, in_days=60, ascent_m=2000.0), steady(), today)
    said = options.another_distance(standing)
    assert said.startswith("Another distance: the marks of a half marathon with 420 m of climbing ")
    shorter = goal(HALF_MARATHON, in_days=60, ascent_m=420.0)
    assert stand(shorter, steady(), today).status in said
    longer = stand(goal(MARATHON, in_days=60, ascent_m=840.0), steady(), today)
    assert longer.status in {"a stretch", "unlikely by this date"}


def test_no_distance_is_shorter_than_the_shortest(steady: Log, goal: Make, today: dt.date) -> None:
    standing = stand(goal(5_000), steady(), today)
    assert options.another_distance(standing).endswith("none shorter than this.")


@pytest.mark.parametrize(
    ("cutoff_h", "part"),
    [
        # long runs at 6:00 a km: 15 % slower is 6:54, 80 km take 9:12
        (None, "9 h 12 min; with the cut-off known"),
        (9, "the cut-off of 9 h asks for 2 % less"),
        # (12 h − 9.2 h) / (80 · (12 − 6.9) min = 6.8 h) = 41 %
        (12, "up to 41 % of the way can be hiked"),
        (20, "up to 100 % of the way can be hiked"),
    ],
)
def test_a_plan_to_finish(
    steady: Log, goal: Make, today: dt.date, cutoff_h: float | None, part: str
) -> None:
    cutoff = None if cutoff_h is None else 3600.0 * cutoff_h
    aim = goal(50_000, in_days=60, ascent_m=3000.0, terrain="trail", cutoff_s=cutoff)
    assert part in options.finish_plan(stand(aim, steady(), today))


def test_no_plan_without_a_pace(history: Log, goal: Make, today: dt.date) -> None:
    said = options.finish_plan(stand(goal(50_000), history([(1, 10, 0)]), today))
    assert "three runs" in said

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.goal import Goal
from runwins.ladder import build_ladder, gentle_path
from runwins.ladder.base import Dimension, kinds
from runwins.ladder.gaps import Gap, find_gaps
from runwins.ladder.marks import run_days
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]
CAPS = {
    "long-run": 1.10, "weekly-volume": 1.10, "back-to-back": 1.15, "weekly-ascent": 1.20,
    "single-run-ascent": 1.20, "time-on-feet": 1.10, "biggest-climb": 1.20,
}  # fmt: skip


def side(name: str, goal: Goal, log: History, day: dt.date) -> Dimension:
    dimension = kinds()[name](goal, log, day)
    assert dimension is not None
    return dimension


def first_step(goal: Goal, log: History, day: dt.date, name: str = "long-run") -> float:
    gap = gentle_path.recent_gap(run_days(log), day)
    return next(gentle_path.levels(side(name, goal, log, day), gap, day))


def test_without_runs_the_path_begins_at_the_beginning(
    history: Log, goal: Make, today: dt.date
) -> None:
    assert first_step(goal(), history([]), today) == pytest.approx(2_000)


def test_a_gentle_step_is_ten_per_cent_over_the_longest_of_30_days(
    history: Log, goal: Make, today: dt.date
) -> None:
    log = history([(35, 30, 0), (28, 18, 0), (22, 10, 0), (16, 10, 0), (9, 12, 0), (2, 12, 0)])
    assert first_step(goal(), log, today) == pytest.approx(19_800)


@pytest.mark.parametrize(
    ("gap_days", "share"),
    [(7, 0.8), (13, 0.8), (14, 0.6), (27, 0.6), (28, 0.5), (90, 0.5), (365, 0.5), (366, 0.1)],
)
def test_a_gap_makes_the_first_long_run_shorter(
    history: Log, goal: Make, today: dt.date, gap_days: int, share: float
) -> None:
    log = history([(gap_days + 3, 10, 0), (gap_days + 1, 20, 0)])
    # after more than a year it begins anew, with 2 km
    assert first_step(goal(), log, today) == pytest.approx(share * 20_000)


def test_six_days_without_a_run_change_nothing(history: Log, goal: Make, today: dt.date) -> None:
    log = history([(9, 10, 0), (7, 20, 0)])
    assert first_step(goal(), log, today) == pytest.approx(22_000)


def test_the_week_after_a_gap_has_room_for_its_long_run(
    history: Log, goal: Make, today: dt.date
) -> None:
    # a run a month: four weeks hold a quarter of it each, and the week back holds half of a run
    log = history([(100, 14, 0), (70, 14, 0), (40, 14, 0)])
    assert first_step(goal(), log, today) == pytest.approx(7_000)
    assert first_step(goal(), log, today, "weekly-volume") == pytest.approx(7_000)


def test_a_build_that_begins_in_a_long_gap_starts_where_the_way_back_does(
    history: Log, goal: Make, today: dt.date
) -> None:
    def first_rung(gap_days: int) -> float:
        log = history((gap_days + 1 + 7 * week, 20, 0) for week in range(12))
        rungs = build_ladder(goal(42_195, in_days=140), log, today).rungs
        return float(rungs.loc[rungs["kind"] == "long-run", "target"].min())

    assert first_rung(40) == 10_000
    assert first_rung(400) == 2_000


@pytest.mark.parametrize(
    ("gap_days", "weeks_back", "single", "shares"),
    [
        (10, 0, False, (0.80, 0.80)),
        (10, 1, False, (0.80,)),
        (10, 2, False, ()),
        (20, 0, False, (0.65, 0.75)),
        (20, 0, True, (0.60, 0.60)),
        (40, 0, False, (0.50, 0.60, 0.70)),
        (40, 2, False, (0.70,)),
        (40, 0, True, (0.50,)),
    ],
)
def test_shares_of_the_weeks_back(
    today: dt.date, gap_days: int, weeks_back: int, single: bool, shares: tuple[float, ...]
) -> None:
    last = today - dt.timedelta(days=7 * weeks_back + 1)
    gap = Gap(last - dt.timedelta(days=gap_days - 1), last, open=False)
    assert gentle_path.shares_back(gap, today, single=single) == shares


@pytest.mark.parametrize(
    ("start", "target", "weeks"), [(5, 10, 10), (10, 16, 6), (18, 35, 9), (24, 40, 7), (30, 50, 7)]
)
def test_three_weeks_up_one_easy(
    history: Log, goal: Make, today: dt.date, start: float, target: float, weeks: int
) -> None:
    long_run = side("long-run", goal(), history([(1, start, 0)]), today)
    day = gentle_path.reach_date(long_run, 1000 * target, None, today)
    # today is a Sunday: the first week's long run comes on the next one
    assert day == today + dt.timedelta(weeks=weeks)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        ["long-run", "weekly-volume", "back-to-back", "weekly-ascent", "single-run-ascent",
         "time-on-feet", "biggest-climb"]
    ),
    st.lists(
        st.tuples(st.integers(0, 90), st.floats(1, 40), st.floats(0, 2000)),
        min_size=1, max_size=25,
    ),
    st.integers(0, 6),
    st.integers(0, 60),
)  # fmt: skip
def test_no_suggested_step_goes_beyond_its_cap(
    history: Log,
    goal: Make,
    today: dt.date,
    kind: str,
    runs: list[tuple[int, float, float]],
    later: int,
    gap_days: int,
) -> None:
    log = history((days + gap_days, km, climbed) for days, km, climbed in runs)
    day = today + dt.timedelta(days=later)
    aim = goal(50_000, in_days=150, ascent_m=3_000.0, terrain="trail")
    dimension = side(kind, aim, log, day)
    gap = gentle_path.recent_gap(run_days(log), day)
    levels = list(gentle_path.levels(dimension, gap, day))
    assert len(levels) == 104
    before = max(dimension.recent(day), dimension.first / dimension.factor)
    old = 0.0 if gap is None else dimension.usually(gap.first - dt.timedelta(days=1))
    for week, level in enumerate(levels):
        # the month before that week's run: what was run, and what was suggested
        known = [before] if week < 4 else []
        reference = max([*levels[max(0, week - 4) : week], *known])
        back = 0.8 * old if week < 3 else 0.0
        assert level <= max(CAPS[kind] * reference, back) + 1e-6
    easy = [levels[place] <= levels[place - 1] + 1e-9 for place in range(1, len(levels))]
    # three weeks up and one easy; the first three may be the way back from a gap
    assert all(any(easy[place : place + 4]) for place in range(3, len(easy) - 4))


def test_gaps_are_counted_in_days_without_a_run(history: Log, today: dt.date) -> None:
    log = history([(40, 5, 0), (25, 5, 0), (10, 5, 0)])
    closed, second = find_gaps(run_days(log), today, 14)
    assert closed.days == second.days == 14
    assert not closed.open
    assert find_gaps(run_days(log), today, 9)[-1].open

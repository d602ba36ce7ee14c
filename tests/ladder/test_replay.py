"""The made-up runner's ladders, week by week through the fourteen months, the illness among them.

The golden file is to be read through as a coach would read it.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd
import pytest

from runwins import TrainingLog
from runwins.goal import Away, Goal, Ladder
from runwins.ladder import build_ladder
from runwins.model import History

ILL = Away(dt.date(2026, 5, 3), dt.date(2026, 5, 24), "ill")
GOALS = (
    Goal(
        "10 km without stopping", None, 10_000.0, dt.date(2025, 8, 31), without_stop=True,
        runs_per_week=3,
    ),
    Goal("Lake half", dt.date(2026, 4, 26), 21_097.5, dt.date(2025, 12, 21), runs_per_week=3),
    Goal(
        "Stone Ring 50", dt.date(2026, 12, 12), 50_000.0, dt.date(2026, 5, 3), ascent_m=3_000.0,
        terrain="trail", cutoff_s=12 * 3600.0, runs_per_week=4,
    ),
)  # fmt: skip
LAST = dt.date(2026, 10, 25)


@pytest.fixture(scope="module")
def weeks(sample_log: TrainingLog) -> list[Ladder]:
    """The ladder of every Sunday; the illness is marked on its last day."""
    known = replace(sample_log.history(), goals=(), rungs=None, away=())
    return list(replay(known))


def replay(known: History) -> Iterator[Ladder]:
    """Build the ladder of each Sunday from what was known by then."""
    day = GOALS[0].set_on
    while day <= LAST:
        goal = next(goal for goal in reversed(GOALS) if goal.set_on <= day)
        away = (ILL,) if day >= ILL.last else ()
        yield build_ladder(goal, replace(known.until(day), away=away), day)
        day += dt.timedelta(days=7)


def test_every_week_reads_like_a_coach(
    weeks: list[Ladder], golden: Callable[[str, str], None]
) -> None:
    golden("ladder_replay.txt", "\n\n".join(map(told, weeks)) + "\n")


def told(ladder: Ladder) -> str:
    """Return a week as it is read."""
    chance = "" if ladder.probability is None else f", {ladder.probability:.2f}"
    lines = [f"{ladder.today}  {ladder.goal.name}: {ladder.status}{chance}"]
    following = ladder.next_rung
    if following is not None and not pd.isna(following["p10"]):
        late = following["p90"]
        lines.append(
            f"  next {following['rung_id']}: {following['p10'].date()} to "
            f"{'later' if pd.isna(late) else late.date()}"
        )
    return "\n".join([*lines, *(f"  - {sentence}" for sentence in ladder.sentences)])


def test_earned_rungs_stay_and_keep_their_day(weeks: list[Ladder]) -> None:
    for before, after in itertools.pairwise(weeks):
        if before.goal is not after.goal:
            continue
        was, now = (ladder.rungs.set_index("rung_id") for ladder in (before, after))
        assert list(was.index.sort_values()) == list(now.index.sort_values())
        earned = was[was["state"] == "done"]
        pd.testing.assert_series_equal(
            earned["done_date"], now.loc[earned.index, "done_date"], check_names=False
        )


def test_no_week_suggests_more_than_a_tenth_over_the_last_month(
    weeks: list[Ladder], sample_log: TrainingLog
) -> None:
    runs = sample_log.history().runs
    for ladder in weeks:
        if ladder.goal.terrain != "road":
            continue
        said = [s for s in ladder.sentences if s.startswith("This week up to")]
        month = runs[
            (runs["local_date"] <= pd.Timestamp(ladder.today))
            & (runs["local_date"] >= pd.Timestamp(ladder.today) - pd.Timedelta(days=30))
        ]
        for sentence in said:
            suggested = 1000 * float(sentence.split(" up to ")[1].split(" km")[0])
            assert suggested <= 1.1 * month["distance_m"].max() + 100, sentence

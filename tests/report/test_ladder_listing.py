"""Short answers in the terminal: a race against its plan, a prediction by week."""

from __future__ import annotations

import math

import pandas as pd

from runwins.report.cells import TerminalStyle
from runwins.report.prediction_listing import prediction_table
from runwins.report.raced_view import raced_view, raced_words

STYLE = TerminalStyle(width=80)


def raced(*arrivals: float) -> pd.DataFrame:
    planned = [3600.0 * (place + 1) for place in range(len(arrivals))]
    behind = [there - plan for there, plan in zip(arrivals, planned, strict=True)]
    return pd.DataFrame(
        {
            "name": [f"Aid {place + 1}" for place in range(len(arrivals))],
            "to_m": [10_000.0 * (place + 1) for place in range(len(arrivals))],
            "planned_arrival_s": planned,
            "arrival_s": arrivals,
            "behind_s": behind,
            "lost_s": pd.Series(behind).diff().fillna(behind[0]),
        }
    )


def test_a_recording_that_ends_early_finished_nothing() -> None:
    assert raced_words(raced(3600.0, math.nan)) == (
        "The recording does not reach the finish of this course."
    )
    assert "it is another way" in raced_words(raced(math.nan, math.nan))


def test_a_race_is_held_against_its_plan() -> None:
    said = raced_words(raced(3700.0, 7100.0, 11_000.0))
    assert said == (
        "Finished in 3:03:20, 3:20 after plan A. Fastest against the plan: the leg to Aid 2, -3:20."
    )
    assert "before plan A" in raced_words(raced(3500.0, 7000.0))
    table = raced_view(raced(3700.0, 7100.0), STYLE)
    assert " 10.0  Aid 1  1:00:00  1:01:40" in table
    assert "+1:40" in table


def test_a_prediction_by_week() -> None:
    weeks = pd.DataFrame(
        {
            "date": pd.to_datetime(["2026-10-03", "2026-10-10", "2026-10-17"]),
            "p10_s": [math.nan, 3400.0, 3300.0],
            "p50_s": [math.nan, 3700.0, 3600.0],
            "p90_s": [math.nan, 4000.0, 3900.0],
            "moved_s": [math.nan, math.nan, -100.0],
        }
    )
    said = prediction_table(weeks, STYLE)
    assert "3 Oct" not in said
    assert "-1:40" in said
    assert said.endswith("The middle came from 1:01:40 to 1:00:00.")
    assert prediction_table(weeks.iloc[1:2], STYLE).endswith("The middle stayed at 1:01:40.")
    assert "no week" in prediction_table(weeks.iloc[:1], STYLE)

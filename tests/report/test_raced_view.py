"""The race beside the plan, in words."""

import numpy as np
import pandas as pd

from runwins.frames import RACED_LEGS
from runwins.report.raced_view import raced_rows, raced_words


def legs(planned, arrived):
    planned, arrived = np.array(planned, dtype=float), np.array(arrived, dtype=float)
    behind = arrived - planned
    return RACED_LEGS.check(
        pd.DataFrame(
            {
                "name": ["Hut", "Lake", "Finish"][-len(planned) :],
                "to_m": np.arange(1, len(planned) + 1) * 10_000.0,
                "planned_arrival_s": planned,
                "arrival_s": arrived,
                "planned_leg_s": np.diff(planned, prepend=0.0),
                "leg_s": np.diff(arrived, prepend=0.0),
                "behind_s": behind,
                "lost_s": np.diff(behind, prepend=0.0),
            }
        )
    )


def test_later_and_earlier_than_planned():
    words = raced_words(legs([3600, 7200, 10_800], [3700, 7100, 11_100]))
    assert words == (
        "Finished in 3:05:00, 5:00 after plan A. "
        "Fastest against the plan: the leg to Lake, -3:20."
    )  # fmt: skip
    assert "10:00 before plan A" in raced_words(legs([3600, 7200], [3300, 6600]))


def test_a_recording_that_ends_early_is_said():
    assert "does not reach the finish" in raced_words(legs([3600, 7200], [3600, np.nan]))
    heads, rows = raced_rows(legs([3600, 7200], [3600, np.nan]), "km")
    assert heads == ["km", "to", "planned", "arrived", "against plan", "on this leg"]
    assert rows[-1] == ["20.0", "Finish", "2:00:00", "–", "–", "–"]


def test_without_a_plan_there_is_nothing_to_set_it_beside():
    told = legs([np.nan, np.nan], [3600, 7500])
    heads, rows = raced_rows(told, "mi")
    assert heads == ["mi", "to", "arrived", "this leg"]
    assert rows[-1] == ["12.4", "Finish", "2:05:00", "1:05:00"]
    assert raced_words(told).startswith("Finished in 2:05:00; there was no plan")

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from runwins.frames import RUNS, WEEKS
from runwins.metrics.weeks import weeks


def runs(*rows):
    return RUNS.build(
        {
            "run_id": f"r{number}",
            "start_time": pd.Timestamp(day, tz="UTC"),
            "utc_offset_s": 0,
            "local_date": pd.Timestamp(day),
            "book": "road",
            "is_race": False,
            "distance_m": metres,
            "moving_s": 1800.0,
            "ascent_m": ascent,
            "quality": "good",
            "source": "fit",
            "source_file": "a.fit",
        }
        for number, (day, metres, ascent) in enumerate(rows)
    )


def test_weeks_start_on_monday_and_empty_ones_count():
    found = weeks(
        runs(
            ("2026-03-01", 5000.0, 50.0),  # a Sunday
            ("2026-03-02", 6000.0, np.nan),  # the Monday after
            ("2026-03-08", 8000.0, 20.0),
            ("2026-03-16", np.nan, np.nan),
        )
    )
    assert found["week"].dt.date.tolist() == [
        dt.date(2026, 2, 23), dt.date(2026, 3, 2), dt.date(2026, 3, 9), dt.date(2026, 3, 16)
    ]  # fmt: skip
    assert found["runs"].tolist() == [1, 2, 0, 1]
    assert found["distance_m"].tolist() == [5000, 14_000, 0, 0]
    assert found["ascent_m"].tolist() == [50, 20, 0, 0]
    assert found["moving_s"].tolist() == [1800, 3600, 0, 1800]
    assert found["longest_m"].tolist()[:2] == [5000, 8000]
    assert found["longest_m"].iloc[2:].isna().all()


def test_an_empty_log_has_no_weeks():
    assert weeks(RUNS.empty()).columns.tolist() == WEEKS.names


@pytest.mark.parametrize("count", [1, 3])
def test_the_given_table_is_left_alone(count):
    given = runs(*[("2026-03-04", 5000.0, 10.0)] * count)
    before = given.copy()
    weeks(given)
    pd.testing.assert_frame_equal(given, before)

import json

import numpy as np
import pandas as pd
import pytest

from runwins import frames
from runwins.errors import FrameError


@pytest.mark.parametrize("schema", frames.ALL, ids=lambda schema: schema.name)
def test_every_table_says_what_it_is(schema):
    assert schema.one_row
    assert list(schema.empty().columns) == schema.names
    assert all(column.meaning for column in schema.columns)
    assert len(set(schema.names)) == len(schema.names)


def test_a_missing_column_is_named():
    with pytest.raises(FrameError, match="LAPS: column started_at_s is missing"):
        frames.LAPS.check(pd.DataFrame({"distance_m": [1.0]}))


def test_an_unknown_column_is_named():
    with pytest.raises(FrameError, match="LAPS: unknown columns lenght_m"):
        frames.LAPS.check(pd.DataFrame({"started_at_s": [0.0], "lenght_m": [1.0]}))


def test_a_required_value_may_not_be_missing():
    with pytest.raises(FrameError, match="started_at_s has a missing value"):
        frames.LAPS.build([{"started_at_s": None}])


def test_a_wrong_type_is_named():
    with pytest.raises(FrameError, match="LAPS: column distance_m"):
        frames.LAPS.build([{"started_at_s": 0.0, "distance_m": "far"}])


def test_what_a_row_leaves_out_is_missing_not_zero():
    lap = frames.LAPS.build([{"started_at_s": 0.0}])
    assert lap["distance_m"].isna().all()


def test_the_given_frame_is_left_as_it_was():
    given = pd.DataFrame({"started_at_s": [0], "distance_m": [None]})
    kept = given.copy()
    frames.LAPS.check(given)
    pd.testing.assert_frame_equal(given, kept)


def test_records_are_plain_json():
    week = frames.WEEKS.build([
        {"week": "2026-10-19", "runs": np.int64(3), "distance_m": 30_000.0, "moving_s": 9000,
         "ascent_m": 0.0},
    ])  # fmt: skip
    assert json.loads(json.dumps(frames.to_records(week))) == [
        {
            "week": "2026-10-19",
            "runs": 3,
            "distance_m": 30000.0,
            "moving_s": 9000.0,
            "ascent_m": 0.0,
            "longest_m": None,
        }
    ]
    assert frames.plain(pd.Timestamp("2026-10-24 06:12:05", tz="UTC")) == "2026-10-24T06:12:05Z"
    assert frames.plain(float("inf")) is None
    assert frames.plain({"a": (np.bool_(True), pd.NaT)}) == {"a": [True, None]}

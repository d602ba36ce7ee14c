"""First the courses that have no climb."""

import numpy as np
import pytest

from runwins.metrics.course_climbs import course_climbs

ALONG = np.arange(0.0, 6001, 5)


def test_a_flat_course_and_one_without_altitude_have_none():
    assert course_climbs(ALONG, np.full(len(ALONG), 80.0)).empty
    assert course_climbs(ALONG, np.full(len(ALONG), np.nan)).empty
    assert course_climbs(ALONG, ALONG * 0.02).empty  # 2 % is no climb however long


def test_climbs_and_descents_stand_in_the_order_of_the_course():
    # Down 100 m over the first kilometre, flat, then up 60 m over one and 100 m over the next.
    height = np.interp(ALONG, [0, 1000, 3000, 4000, 5000, 6000], [200, 100, 100, 160, 260, 260])
    found = course_climbs(ALONG, height)
    assert found["kind"].tolist() == ["descent", "climb"]
    assert found["from_m"].tolist() == pytest.approx([0, 3000], abs=60)
    assert found["to_m"].tolist() == pytest.approx([1000, 5000], abs=60)
    assert found["height_m"].tolist() == pytest.approx([100, 160], abs=4)
    assert found["grade"].tolist() == pytest.approx([0.10, 0.08], abs=0.003)
    assert found["steepest_grade"].tolist() == pytest.approx([0.10, 0.10], abs=0.001)
    assert found["own_run_id"].isna().all()
    assert not found["own_bigger"].any()


def test_the_steepest_of_a_short_climb_is_all_of_it():
    found = course_climbs(ALONG, np.interp(ALONG, [1000, 1300], [0, 45]))
    assert 300 <= found["to_m"].iloc[0] - found["from_m"].iloc[0] <= 350
    length_m = found["to_m"] - found["from_m"]
    assert found["steepest_grade"].tolist() == pytest.approx((45 / length_m).tolist())

import numpy as np
import pytest

from runwins.metrics.critical_speed import critical_speed


def test_four_races():
    found = critical_speed(np.array([800.0, 1500, 3000, 5000]), np.array([180.0, 360, 750, 1290]))
    assert found == pytest.approx((3.7826, 135.2), abs=0.05)


def test_an_exact_line_is_found_exactly():
    seconds = np.array([150.0, 300, 700, 1100])
    found = critical_speed(4.0 * seconds + 200, seconds)
    assert found == pytest.approx((4.0, 200.0), abs=1e-8)


@pytest.mark.parametrize(
    ("metres", "seconds"),
    [
        ([800, 5000], [180, 1290]),
        ([800, 1000, 1500], [180, 240, 380]),
        ([800, 1500, 3000], [240, 400, 800]),
        ([800, 1500, 3000, 5000], [180, 420, 700, 1290]),
        ([400, 10_000, 20_000], [60, 2400, 5000]),
    ],
    ids=["two", "too alike", "no reserve", "off the line", "not 2–22 minutes"],
)
def test_no_line_is_better_than_a_bad_one(metres, seconds):
    assert critical_speed(np.array(metres, dtype=float), np.array(seconds, dtype=float)) is None

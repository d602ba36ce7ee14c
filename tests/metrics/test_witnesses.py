import numpy as np
import pytest

from runwins.metrics.channels import Channel
from runwins.metrics.positions import valid_positions
from runwins.metrics.witnesses import gather

TIME = np.arange(0.0, 601)
NOTHING = Channel(TIME[:0], TIME[:0])
M_PER_DEG = 110_574.0


def asked(*, fixes=TIME, cadence=NOTHING, speed=NOTHING):
    """Run north at 3 m/s by the watch, and at 3.3 by the satellites."""
    seen = valid_positions(fixes, 1 + 3.3 * fixes / M_PER_DEG, 1 + 0 * fixes)
    zero = np.zeros(len(TIME) - 1)
    return gather(TIME, 3 * TIME, zero, zero, zero, seen, speed, cadence)


def test_nothing_recorded_says_nothing():
    nowhere = asked(fixes=TIME[:0])
    assert not any((nowhere.positions, nowhere.speed, nowhere.cadence))
    for total in (nowhere.seen_m, nowhere.speed_s, nowhere.fast_s):
        assert total.between(0, 600) == 0


def test_what_lies_in_a_hole_of_the_positions_was_not_seen():
    fixes = np.concatenate([TIME[:201], TIME[240:]])  # 40 s without a fix
    assert asked(fixes=fixes).seen_m.between(0, 600) == pytest.approx(3 * 560)
    assert asked(fixes=fixes).seen_gps_m.between(0, 600) == pytest.approx(3.3 * 560, rel=1e-3)
    near = np.concatenate([TIME[:201], TIME[230:]])
    assert asked(fixes=near).seen_m.between(0, 600) == pytest.approx(1800)


def test_a_speed_speaks_for_15_s():
    speed = Channel(np.array([0.0, 10, 20, 120]), np.array([2.0, 4, 4, 4]))
    found = asked(speed=speed)
    assert found.speed_s.between(0, 600) == 20
    assert found.speed_m.between(0, 600) == 30 + 40


def test_stepless_is_fast_with_fewer_than_40_steps():
    counted = np.where(TIME < 300, 170.0, 39.0)
    found = asked(cadence=Channel(TIME, counted))
    assert found.fast_s.between(0, 600) == 600
    assert found.stepless_s.between(0, 600) == 301
    assert found.counted_steps.between(0, 299) == pytest.approx(170 / 60 * 299)

"""First the jumps that no standstill explains."""

import numpy as np
import pytest

from runwins.metrics.channels import Channel
from runwins.metrics.frozen import frozen_before

TIME = np.arange(0.0, 101)


def steps(still_from, jump_m):
    """Run at 3 m/s, stand from a moment on, and jump in the step from second 60 to 61."""
    step = np.full(100, 3.0)
    step[still_from:60] = 0.0
    step[60] = jump_m
    return step


def cadence(spm, until=100):
    return Channel(TIME[: until + 1], np.full(until + 1, float(spm)))


@pytest.mark.parametrize(
    ("still_from", "jump_m", "counted"),
    [
        (46, 45.0, cadence(170)),  # 14 s are too short
        (20, 123.0, cadence(120)),  # a walk
        (20, 123.0, cadence(170, until=50)),  # steps for 31 of 41 s
        (20, 260.0, cadence(170)),  # 116 paces of 2.2 m
        (20, 40.0, cadence(170)),  # 116 paces of 0.34 m
        (20, 123.0, Channel(TIME[:0], TIME[:0])),
    ],
)
def test_a_jump_after_a_stop_stays_a_jump(still_from, jump_m, counted):
    if counted.time_s.size and counted.time_s[-1] == 50:
        counted = Channel(counted.time_s - 16.0, counted.value)  # and 15 s are known beyond the end
    assert frozen_before(TIME, steps(still_from, jump_m), 60, 60, counted) is None


def test_a_standstill_under_running_steps_belongs_to_the_jump():
    found = frozen_before(TIME, steps(20, 123.0), 60, 60, cadence(170))
    assert found == slice(20, 61)
    assert frozen_before(TIME, steps(45, 48.0), 60, 60, cadence(170)) == slice(45, 61)


def test_a_standstill_from_the_start():
    assert frozen_before(TIME, steps(0, 183.0), 60, 60, cadence(170)) == slice(0, 61)

"""First the steps that the recorded speed does not deny."""

import math

import numpy as np
import pytest

from runwins.metrics.channels import Channel
from runwins.metrics.recorded_speed import contradicted, gone_m, recorded_m, told_s

TIME = np.array([0.0, 10, 20, 30])
EVERY = np.arange(0.0, 31)


def speed(mps, until=31):
    return Channel(EVERY[:until], np.full(until, float(mps)))


@pytest.mark.parametrize(
    ("step_m", "recorded"),
    [
        (59.9, speed(3.0)),  # 29.9 m more
        (84.0, speed(5.0)),  # 34 m more, and 1.68 times as far
        (300.0, speed(3.0, until=2)),  # nothing is known of it
        (300.0, Channel(EVERY[:0], EVERY[:0])),
    ],
)
def test_nothing_is_denied(step_m, recorded):
    assert not contradicted(TIME, np.array([30.0, step_m, 30.0]), recorded)[1]


def test_30_m_more_and_1_7_times_as_far_is_denied():
    assert contradicted(TIME, np.array([30.0, 61, 30]), speed(3.0)).tolist() == [False, True, False]


def test_a_silence_of_a_minute_is_denied_only_by_a_speed_all_through():
    time, step = np.array([0.0, 100]), np.array([900.0])
    ends = Channel(np.array([0.0, 100]), np.array([3.0, 3]))
    assert not contradicted(time, step, ends).any()
    every = np.arange(0.0, 101)
    assert contradicted(time, step, Channel(every, np.full(101, 3.0))).all()


def test_metres_and_seconds_of_a_speed():
    rising = Channel(np.array([0.0, 10, 40]), np.array([2.0, 4, 4]))
    assert gone_m(rising, np.array([0.0, 10, 25, 40])).tolist() == [0, 30, 90, 150]
    assert told_s(rising, np.array([0.0, 5, 40]), 15.0).tolist() == [5, 5]  # 30 s are no telling
    assert recorded_m(rising, np.array([0.0, 10, 25, 40]), slice(1, 3)) == 120
    assert recorded_m(rising, np.array([15.0, 20]), slice(0, 1)) == math.inf

"""First the steps that are no gap, and the gravest flag of those that are several things."""

import numpy as np

from runwins.metrics.edges import (
    CUT,
    GAP,
    OK,
    PAUSE,
    SPREAD,
    VEHICLE,
    flag_samples,
    flag_steps,
    signal_gaps,
)
from runwins.metrics.jumps import MendedSteps


def mended(step, spread=(), cut=()):
    flags = [np.isin(np.arange(len(step)), places) for places in (spread, cut)]
    zero = np.zeros(len(step))
    return MendedSteps(step, *flags, zero, np.zeros(len(step), dtype=bool))


def test_smart_recording_and_standing_are_no_gap():
    even = np.arange(0.0, 401, 40)
    assert not signal_gaps(even, np.full(10, 100.0)).any()  # a sample every 40 s is its habit
    time = np.array([0.0, 1, 2, 3, 63, 64])
    assert signal_gaps(time, np.array([2.0, 2, 2, 29, 2])).tolist() == [False] * 5  # 0.48 m/s
    assert signal_gaps(time, np.array([2.0, 2, 2, 30, 2])).tolist() == [False] * 3 + [True, False]
    assert not signal_gaps(np.array([0.0, 1, 31]), np.array([2.0, 60])).any()  # 30 s are none yet


def test_the_gravest_flag_stands():
    time = np.array([0.0, 1, 2, 3, 4, 5, 105])
    step = np.array([3.0, 3, 3, 3, 3, 300])
    flags = flag_steps(time, step, mended(step, spread=[0, 1, 5], cut=[1, 3]), [(3.5, 4)], [(2, 3)])
    assert flags.tolist() == [SPREAD, CUT, PAUSE, VEHICLE, OK, GAP]


def test_half_a_step_of_pause_is_none():
    time, step = np.array([0.0, 10]), np.array([30.0])
    assert flag_steps(time, step, mended(step), [], [(0, 5)]).tolist() == [OK]
    assert flag_steps(time, step, mended(step), [], [(0, 6)]).tolist() == [PAUSE]


def test_samples_outside_the_distance_stream_follow_a_gap():
    time = np.array([10.0, 20, 30])
    flags = np.array([OK, CUT], dtype=np.int8)
    found = flag_samples(np.array([0.0, 5, 10, 15, 20, 25, 30, 35]), time, flags)
    assert found.tolist() == [OK, GAP, GAP, OK, OK, CUT, CUT, GAP]
    assert flag_samples(np.array([0.0, 1]), time[:0], flags[:0]).tolist() == [OK, OK]

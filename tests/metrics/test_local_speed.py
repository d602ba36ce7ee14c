import numpy as np

from runwins.metrics.local_speed import usual_speed


def test_a_burst_of_speed_is_not_the_usual_one():
    time = np.arange(0.0, 601)
    speed = np.full(600, 3.0)
    speed[290:310] = 20.0  # 20 of the 120 s around
    assert usual_speed(time, speed, np.array([300.0])).tolist() == [3.0]


def test_only_a_minute_on_either_side_counts():
    time = np.arange(0.0, 601)
    speed = np.where(time[:-1] < 300, 2.0, 4.0)
    at = np.array([200.0, 239, 300, 361, 400])
    assert usual_speed(time, speed, at).tolist() == [2, 2, 3, 4, 4]


def test_a_step_counts_whose_middle_lies_within_a_minute():
    time = np.array([241.0, 242, 299, 301, 500])  # middles 58.5 and 29.5 s before, and at 300
    assert usual_speed(time, np.array([5.0, 2, 4, 9]), np.array([300.0])).tolist() == [4]


def test_inside_a_long_silence_its_own_step_is_the_usual_one():
    time = np.array([0.0, 1, 2, 502, 503])
    assert usual_speed(time, np.array([3.0, 3, 1.5, 3]), np.array([100.0])).tolist() == [1.5]


def test_nothing_asked_or_known():
    assert usual_speed(np.arange(3.0), np.ones(2), np.zeros(0)).tolist() == []
    assert usual_speed(np.zeros(1), np.zeros(0), np.array([5.0])).tolist() == [0]

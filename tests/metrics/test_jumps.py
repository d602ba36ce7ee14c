"""First what is fast and no jump."""

import numpy as np
import pytest

from runwins.metrics.channels import Channel
from runwins.metrics.jumps import cut_paused, mend_jumps

TIME = np.arange(0.0, 601)
NOTHING = Channel(np.zeros(0), np.zeros(0))


def mend(step, *, time=TIME, speed=None, cadence=NOTHING):
    told = NOTHING if speed is None else Channel(time, np.full(len(time), float(speed)))
    return mend_jumps(time, np.concatenate([[0.0], np.cumsum(step)]), None, told, cadence)


def steady(**more):
    step = np.full(600, 3.0)
    for place, metres in more.items():
        step[int(place[1:])] = metres
    return step


def test_a_sprint_of_half_a_minute_was_run():
    step = steady()
    step[300:330] = 7.2
    found = mend(step)
    assert found.step_m == pytest.approx(step)
    assert not (found.cut | found.spread).any()


def test_a_ride_is_left_to_be_judged_by_itself():
    step = steady()
    step[300:360] = 15.0
    assert mend(step).step_m == pytest.approx(step)


def test_up_to_15_m_too_much_were_written_late_and_are_spread_around():
    found = mend(steady(_300=17.0))  # 14 m more than 3
    assert found.step_m.sum() == pytest.approx(1814)
    assert not found.cut.any()
    assert np.flatnonzero(found.spread).tolist() == list(range(290, 311))
    assert found.step_m[300] == pytest.approx(3 + 14 / 21)


def test_a_jump_is_cut_to_nine_tenths_of_the_usual():
    found = mend(steady(_300=303.0))
    assert np.flatnonzero(found.cut).tolist() == [300]
    assert found.step_m[300] == pytest.approx(2.7)
    assert found.cut_m.sum() == pytest.approx(300.3)
    assert not found.sure.any()


def test_a_jump_under_a_recorded_speed_is_cut_to_that_and_sure():
    found = mend(steady(_300=303.0), speed=2.0)
    assert found.step_m[300] == pytest.approx(1.8)
    assert found.sure.tolist() == found.cut.tolist()


def test_in_sparse_recordings_the_recorded_speed_finds_what_is_no_faster_than_a_sprint():
    time = np.arange(0.0, 601, 10)
    step = np.full(60, 30.0)
    step[30] = 69.0  # 6.9 m/s: no jump by itself
    assert not mend(step, time=time).cut.any()
    found = mend(step, time=time, speed=3.0)
    assert found.cut[30]
    assert found.step_m[30] == pytest.approx(27)


def burst():
    """Steps of 15 m every 5 s, and one of 150 m with others too long around it."""
    step = np.full(120, 15.0)
    step[60], step[59], step[57], step[62], step[80] = 150.0, 24.0, 24.0, 37.0, 37.0
    return step


def test_beside_a_cut_step_half_as_far_again_is_too_far_and_within_20_s_twice_as_far():
    found = mend(burst(), time=np.arange(0.0, 601, 5), speed=3.0)
    assert np.flatnonzero(found.cut).tolist() == [59, 60, 62]  # 57 and 80 may be true
    assert found.step_m[[59, 60, 62]] == pytest.approx(13.5)


def test_near_a_jump_what_was_covered_without_steps_is_left_to_be_judged_as_a_ride():
    time = np.arange(0.0, 601, 5)
    still = Channel(time, np.where((time > 305) & (time < 330), 0.0, 170.0))
    found = mend(burst(), time=time, speed=3.0, cadence=still)
    assert np.flatnonzero(found.cut).tolist() == [59, 60]


def test_a_falling_distance_is_no_step_back():
    step = steady(_300=-50.0)
    assert mend(step).step_m[300] == 0


def test_nothing_is_run_while_the_watch_stands():
    time = np.array([0.0, 10, 20, 120, 130])
    found = mend(np.array([30.0, 30, 120, 30]), time=time)
    cut_paused(time, found, [(21, 119)])
    # 2 of 100 s were run: one and a half times 3 m/s for 2 s, and 10 m.
    assert found.step_m.tolist() == pytest.approx([30, 30, 19, 30])
    assert found.cut.tolist() == [False, False, True, False]
    assert found.cut_m.sum() == pytest.approx(101)
    short = mend(np.array([30.0, 30, 300, 30]), time=time)
    cut_paused(time, short, [(30, 79)])  # less than half of it
    assert not short.cut.any()

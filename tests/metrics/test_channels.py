"""First what a channel does not know."""

import numpy as np

from runwins.metrics.channels import channel, overlap_s, read_off, tally, true_runs

NAN = np.nan


def test_a_channel_says_nothing_further_than_15_s_from_its_values():
    found = channel(np.array([0.0, 10, 100]), np.array([2.0, 4, 13])).at(
        np.array([5.0, 25, 26, 84, 85, 115, 116])
    )
    np.testing.assert_allclose(found, [3, 5.5, NAN, NAN, 11.5, 13, NAN])


def test_missing_values_are_left_out_and_an_empty_channel_knows_nothing():
    found = channel(np.array([0.0, 1, 2]), np.array([1.0, NAN, 3]))
    assert found.time_s.tolist() == [0, 2]
    assert found.at(np.array([1.0])).tolist() == [2]
    empty = channel(np.array([0.0, 1]), np.array([NAN, NAN]))
    assert len(empty) == 0
    assert np.isnan(empty.at(np.array([0.0, 1]))).all()


def test_nothing_adds_up_outside_the_recorded_time():
    found = tally(np.array([0.0, 10, 30]), np.array([5.0, 40]))
    assert found.between(-100, 0) == 0
    assert found.between(30, 99) == 0
    assert found.between(5, 20) == 2.5 + 20
    assert tally(np.zeros(0), np.zeros(0)).between(0, 9) == 0
    assert read_off(np.array([20.0]), found.time_s, found.total).tolist() == [25]


def test_overlaps_count_the_part_of_each_step_and_every_span():
    time = np.array([0.0, 10, 20, 30])
    assert overlap_s(time, [(5, 12), (12, 13), (40, 50)]).tolist() == [5, 3, 0]
    assert overlap_s(time[:1], [(0, 5)]).tolist() == []


def test_runs_of_true_values():
    assert true_runs(np.array([True, True, False, True])) == [(0, 1), (3, 3)]
    assert true_runs(np.zeros(3, dtype=bool)) == []

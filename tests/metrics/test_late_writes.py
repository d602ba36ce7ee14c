"""Metres that belong near a jump, to a run that is known to the metre."""

import dataclasses

import numpy as np
import pytest

from runwins.metrics.channels import Channel
from runwins.metrics.cleaning import clean
from runwins.metrics.late_writes import run_nearby_m

TIME = np.arange(0.0, 1801.0)
NOWHERE = np.zeros(1800, dtype=bool)


def recorded(mps):
    return Channel(TIME, np.full(1801, mps))


def cut_after_a_stand(stood_s, jump_m):
    """A run at 3 m/s whose watch stood still, then jumped; the jump was cut."""
    step, cut = np.full(1800, 3.0), np.zeros(1800)
    step[900 - stood_s : 900] = 0.0
    cut[900] = jump_m
    return step, cut


def test_nothing_is_given_back_where_nothing_is_missing():
    step, cut = cut_after_a_stand(0, 300.0)
    assert run_nearby_m(TIME, step, cut, recorded(3.0), NOWHERE) == 0


def test_a_jump_after_a_stand_is_given_back_as_far_as_the_stand_was_long():
    step, cut = cut_after_a_stand(20, 300.0)
    assert run_nearby_m(TIME, step, cut, recorded(3.0), NOWHERE) == pytest.approx(60)


def test_never_more_than_was_cut():
    step, cut = cut_after_a_stand(20, 40.0)
    assert run_nearby_m(TIME, step, cut, recorded(3.0), NOWHERE) == pytest.approx(40)


def test_a_speed_that_is_always_too_high_gives_nothing_back():
    step, cut = cut_after_a_stand(0, 300.0)
    assert run_nearby_m(TIME, step, cut, recorded(3.3), NOWHERE) == pytest.approx(0, abs=0.01)


def test_nothing_is_given_back_beside_a_ride_or_without_a_recorded_speed():
    step, cut = cut_after_a_stand(20, 300.0)
    ridden = NOWHERE.copy()
    ridden[930] = True
    silent = Channel(np.zeros(0), np.zeros(0))
    sparse = Channel(TIME[::300], np.full(7, 3.0))
    assert run_nearby_m(TIME, step, cut, recorded(3.0), ridden) == 0
    assert run_nearby_m(TIME, step, cut, silent, NOWHERE) == 0
    assert run_nearby_m(TIME, step, cut, sparse, NOWHERE) == 0


def test_the_run_is_longer_and_no_effort_faster(recording):
    steady = recording((1800, 3.0))
    distance = steady.samples["distance_m"].to_numpy().copy()
    distance[880:900] = distance[880]
    distance[900:] += 200.0
    samples = steady.samples.assign(distance_m=distance)
    found = clean(dataclasses.replace(steady, samples=samples))
    assert found.distance_m == pytest.approx(5400, abs=5)
    assert found.nearby_m == pytest.approx(57, abs=5)
    assert found.path_m[-1] == pytest.approx(5400 - found.nearby_m, abs=5)
    assert np.diff(found.path_m).max() < 3.1

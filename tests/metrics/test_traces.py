"""First the runs that have no way."""

import dataclasses

import numpy as np
import pytest

from runwins.metrics.cleaning import clean
from runwins.metrics.traces import apart_m, nearest_m, passing, trace, trace_of

LINE = np.column_stack([np.arange(0.0, 101, 10), np.zeros(11)])


def test_what_satellites_saw_less_than_nine_tenths_of_has_no_way(recording):
    run = recording((1000, 3.0))
    samples = run.samples.copy()
    samples.loc[samples["elapsed_s"].between(400, 480), ["lat_deg", "lon_deg"]] = np.nan
    assert trace(clean(dataclasses.replace(run, samples=samples)), "x") is not None
    samples.loc[samples["elapsed_s"].between(400, 510), ["lat_deg", "lon_deg"]] = np.nan
    assert trace(clean(dataclasses.replace(run, samples=samples)), "x") is None
    assert trace(clean(recording((1000, 3.0), positions=False)), "x") is None


def test_a_way_is_even_and_comes_back_from_the_log_to_the_bit(recording):
    found = trace(clean(recording((1000, 3.0))), "x", 10.0)
    assert found.length_m == pytest.approx(2990, abs=10)
    assert np.diff(found.time_s) == pytest.approx(10 / 3, rel=0.01)
    kept = trace_of("x", found.way, 10.0)
    assert kept.lat_deg.tolist() == found.lat_deg.tolist()
    assert kept.time_s.tolist() == found.time_s.tolist()


def test_nearest_keeps_to_order_and_direction():
    assert nearest_m(np.add(LINE, (0, 7)), LINE, 2).tolist() == pytest.approx([7] * 11)
    assert nearest_m(LINE[::-1], LINE, 2).tolist() == [80, 60, 40, 20, 0, 0, 0, 20, 40, 60, 80]


def test_a_gate_is_passed_between_two_points():
    at_s, off_m = passing(LINE, np.arange(0.0, 56, 5), (34.0, 6.0))
    assert at_s == pytest.approx(17)
    assert off_m == pytest.approx(6)


def test_metres_between_two_places():
    assert apart_m((0.0, 0.0), (0.001, 0.0)) == pytest.approx(110.6, abs=0.1)
    assert apart_m((60.0, 0.0), (60.0, 0.001)) == pytest.approx(55.8, abs=0.2)

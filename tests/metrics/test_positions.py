"""First the positions that are real however odd they look."""

import numpy as np
import pytest

from runwins.metrics.positions import valid_positions

TIME = np.arange(0.0, 601)
M_PER_DEG = 110_574.0


def seen(east_m, north_m, time=TIME):
    lat = 1 + np.asarray(north_m) / M_PER_DEG
    lon = 1 + np.asarray(east_m) / (111_320.0 * np.cos(np.radians(1)))
    return valid_positions(time, lat + 0 * time, lon + 0 * time)


def test_hairpins_and_turning_back_are_no_spikes():
    there_and_back = np.abs((3 * TIME) % 120 - 60)
    found = seen(there_and_back, 0 * TIME)
    assert len(found) == 601
    assert found.thrown == []
    assert found.path_m[-1] == pytest.approx(1800, rel=0.01)
    every = TIME[::8]  # a watch that writes every 8 s: 24 m and back
    assert len(seen(there_and_back[::8], 0 * every, every)) == len(every)
    shuttle = 24.0 * (np.arange(len(every)) % 2)
    assert seen(shuttle, 0 * every, every).thrown == []


def test_a_side_step_and_a_shift_by_way_of_a_point_between_are_no_spikes():
    assert len(seen(TIME, np.where(TIME == 300, 5.0, 0.0))) == 601
    # 12 m to a point, and 12 m on, to 12 m from where it began: the way is twice the direct one.
    east = np.where(TIME > 300, 12.0, np.where(TIME == 300, 6.0, 0.0))
    assert len(seen(east, np.where(TIME == 300, 10.4, 0.0))) == 601


def test_a_real_sprint_and_a_lasting_shift_stay():
    sprint = np.cumsum(np.where((TIME > 300) & (TIME < 330), 7.5, 3.0))
    assert len(seen(sprint, 0 * TIME)) == 601
    shifted = np.where(TIME > 300, 500.0, 0.0)
    assert seen(3 * TIME, shifted).path_m[-1] == pytest.approx(2300, abs=5)


def test_one_point_that_flew_away_is_dropped_and_no_burst():
    flown = np.where(TIME == 300, 200.0, 0.0)
    found = seen(3 * TIME, flown)
    assert len(found) == 600
    assert found.thrown == []
    assert found.path_m[-1] == pytest.approx(1800, rel=0.001)


def test_what_no_place_on_earth_is_is_no_position():
    lat, lon = np.full(601, 1.0), np.full(601, 1.0)
    lat[:5] = lon[:5] = 0.0
    lat[5], lon[6], lat[7] = 91.0, -181.0, np.nan
    assert len(valid_positions(TIME, lat, lon)) == 601 - 8
    assert valid_positions(TIME, 0 * lat, 0 * lon).box_m == 0


def test_a_burst_is_left_out_whole_and_its_metres_are_told():
    chance = np.random.default_rng(3)
    inside = (TIME >= 300) & (TIME < 330)
    east, north = chance.normal(0, 25, (2, 601)) * inside
    found = seen(3 * TIME + east, north)
    assert len(found.thrown) == 1
    start, end = found.thrown[0]
    assert 300 <= start < 306
    assert 324 < end < 330
    assert found.path_m[-1] == pytest.approx(1800, abs=20)
    raw = np.hypot(np.diff(3 * TIME + east), np.diff(north)).sum()
    assert found.thrown_m == pytest.approx(raw - 1800, abs=40)

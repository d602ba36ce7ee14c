"""First the ways that touch a hill and do not climb it."""

import numpy as np
import pytest

from runwins.metrics.hill_passes import HillSearch
from runwins.metrics.hills import Detected, Hill
from runwins.metrics.traces import HILL_STEP_M, Trace

M_PER_DEG_LAT, M_PER_DEG_LON = 110_574.0, 111_303.0
"""Of latitude and of longitude at 1 degree north."""


def places(corners):
    """Return latitude and longitude every 10 m along corners (metres east, north)."""
    corners = np.array(corners, dtype=float)
    ends = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    along = np.arange(0.0, ends[-1] + 0.1, HILL_STEP_M)
    east, north = (np.interp(along, ends, corners[:, side]) for side in (0, 1))
    return 1 + north / M_PER_DEG_LAT, 1 + east / M_PER_DEG_LON, along


def way(*corners, speed=2.0, name="a run"):
    lat, lon, along = places(corners)
    return Trace(name, lat, lon, along / speed, HILL_STEP_M)


def hill(gain_m=50.0, known_since="third"):
    lat, lon, _ = places([(500, 0), (1000, 0)])
    line = np.column_stack([lat, lon])
    foot, top = (tuple(line[end].tolist()) for end in (0, -1))
    first = Detected("first", 500.0, "first@500", 250.0, 500.0, 500.0, gain_m, foot, top)
    return Hill(first, 3, known_since, line)


def passes(*corners, **more):
    one = hill(**{key: more.pop(key) for key in ("gain_m", "known_since") if key in more})
    return HillSearch([one]).passes(way(*corners, **more))


@pytest.mark.parametrize(
    "corners",
    [
        [(1600, 0), (0, 0)],
        [(0, 0), (900, 0), (900, 600)],
        [(0, 35), (1600, 35)],
        [(0, 0), (600, 0), (600, 70), (900, 70), (900, 0), (1600, 0)],
        [(0, 0), (600, 0), (600, 45), (900, 45), (900, 0), (1600, 0)],
        [(300, 36), (510, 36), (540, 0), (1600, 0)],
        [(0, 5000), (1600, 5000)],
    ],
    ids=[
        "downhill",
        "turned off",
        "the next path",
        "round about",
        "beside it",
        "past the foot",
        "elsewhere",
    ],
)
def test_no_pass(corners):
    assert passes(*corners) == []


def test_nobody_climbs_2200_m_an_hour():
    # 50 m in 81.8 s are 2,200 m/h: the 500 m at 6.2 m/s take 80.6 s, at 6.0 m/s 83.3 s.
    assert passes((0, 0), (1600, 0), speed=6.2) == []
    assert len(passes((0, 0), (1600, 0), speed=6.0)) == 1


def test_a_hill_that_was_not_climbed_three_times_is_not_searched():
    assert passes((0, 0), (1600, 0), known_since=None) == []


def test_a_pass_is_timed_from_gate_to_gate():
    (found,) = passes((0, 10), (1600, 10))
    assert found.from_s == pytest.approx(250, abs=0.5)
    assert found.to_s == pytest.approx(500, abs=0.5)
    assert found.elapsed_s == pytest.approx(250, abs=0.5)
    assert (found.hill_id, found.run_id) == ("first@500", "a run")
    assert (found.length_m, found.gain_m, found.known_since) == (500.0, 50.0, "third")
    assert not found.at_end


def test_a_gate_within_100_m_of_the_run_s_end_is_unsteady():
    (found,) = passes((420, 0), (1600, 0))
    assert found.at_end
    (found,) = passes((380, 0), (1120, 0))
    assert not found.at_end


def test_every_repeat_is_a_pass_in_the_order_they_were_run():
    found = passes((300, 0), (1200, 0), (300, 0), (1200, 0))
    assert [round(one.from_s) for one in found] == [100, 1000]

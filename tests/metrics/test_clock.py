import numpy as np
import pytest

from runwins.metrics.clock import mend_clock


def seconds(*parts):
    return np.concatenate([np.asarray(part, dtype=float) for part in parts])


def test_a_steady_clock_is_left_alone():
    time, pauses, done = mend_clock(np.arange(10.0), [(2, 5)], 9.0)
    assert time.tolist() == list(range(10))
    assert pauses == ((2, 5),)
    assert done == []


def test_an_hour_forward_that_the_session_does_not_know_is_taken_out():
    jumped = seconds(np.arange(600), np.arange(600, 1200) + 3600)
    time, pauses, done = mend_clock(jumped, [(4300, 4310)], 1199.0)
    assert time.tolist() == list(range(1200))
    assert pauses == ((700, 710),)
    assert done == ["clock jumped 1 h forward"]


def test_a_week_of_satellite_time_is_taken_out():
    jumped = seconds(np.arange(600), np.arange(600, 1200) + 604_800)
    assert mend_clock(jumped, [], 1200.0)[0][-1] == 1199


@pytest.mark.parametrize(
    ("session_s", "pause_s"),
    [(1199.0, 1691.0), (None, 3600.0), (4799.0, 3600.0)],
    ids=["hidden pause", "no session", "the session knows"],
)
def test_a_pause_stays_a_pause(session_s, pause_s):
    paused = seconds(np.arange(600), np.arange(600, 1200) + pause_s)
    assert mend_clock(paused, [], session_s)[0][-1] == 1199 + pause_s

"""The exact search, against the table worked by hand and a search that tries everything."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.metrics.fastest import fastest, mean_maximal

TIME = np.array([0.0, 100, 200, 300])
PATH = np.array([0.0, 400, 900, 1200])


@pytest.mark.parametrize(
    ("metres", "took", "start", "end"),
    [(400, 80, 100, 180), (500, 100, 100, 200), (700, 150, 50, 200), (1000, 700 / 3, 0, 700 / 3)],
)
def test_windows_begin_or_end_between_samples(metres, took, start, end):
    assert fastest(TIME, PATH, metres) == pytest.approx((took, start, end))


@pytest.mark.parametrize(("metres", "took"), [(400, 100.0), (500, 185.0)])
def test_a_stop_is_outside_at_the_ends_and_counts_inside(metres, took):
    time, path = np.array([0.0, 100, 160, 260]), np.array([0.0, 400, 400, 800])
    assert fastest(time, path, metres).elapsed_s == pytest.approx(took)


def test_smart_recording_finds_the_same_time():
    time = np.arange(0.0, 2000, 7)
    assert fastest(time, 4 * time, 5000).elapsed_s == pytest.approx(1250, abs=0.01)


def test_a_run_that_is_too_short_has_none():
    assert fastest(TIME, PATH, 1200.1) is None
    assert fastest(TIME, PATH, 1200).elapsed_s == 300
    assert fastest(TIME[:1], PATH[:1], 1) is None


def test_forbidden_steps_are_not_touched_even_where_they_are_fastest():
    time = np.arange(0.0, 400, 1)
    step = np.where((time[1:] > 100) & (time[1:] <= 110), 20.0, 4.0)
    path = np.concatenate([[0.0], np.cumsum(step)])
    assert fastest(time, path, 400).elapsed_s == pytest.approx(60)
    assert fastest(time, path, 400, step > 10) == pytest.approx((100, 0, 100))


def brute_force(time, path, metres):
    """Try every start and every end on a sample, by two pointers over a merged list."""
    best = np.inf
    starts = np.concatenate([path, path - metres])
    for at in starts[(starts >= path[0]) & (starts + metres <= path[-1] + 1e-9)]:
        leave = [
            t0 + (t1 - t0) * (at - a) / (b - a)
            for t0, t1, a, b in zip(time[:-1], time[1:], path[:-1], path[1:], strict=True)
            if a <= at < b
        ]
        goal = at + metres
        reach = [
            t0 + (t1 - t0) * (goal - a) / (b - a)
            for t0, t1, a, b in zip(time[:-1], time[1:], path[:-1], path[1:], strict=True)
            if a < goal <= b
        ]
        if leave and reach:
            best = min(best, min(reach) - max(leave))
    return best


steps = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 150)), min_size=2, max_size=40
).filter(lambda found: sum(metres for _, metres in found) >= 50)


@settings(max_examples=200, deadline=None)
@given(steps, st.integers(1, 400))
def test_nothing_is_faster_than_what_is_found(found, metres):
    time = np.concatenate([[0.0], np.cumsum([float(s) for s, _ in found])])
    path = np.concatenate([[0.0], np.cumsum([float(m) for _, m in found])])
    stretch = fastest(time, path, metres)
    if stretch is None:
        assert path[-1] < metres
        return
    assert stretch.elapsed_s == pytest.approx(brute_force(time, path, metres), abs=1e-6)
    assert np.diff(np.interp([stretch.start_s, stretch.end_s], time, path))[0] == pytest.approx(
        metres
    )


@settings(max_examples=100, deadline=None)
@given(steps)
def test_the_mean_maximal_curve_keeps_its_promises(found):
    time = np.concatenate([[0.0], np.cumsum([float(s) for s, _ in found])])
    path = np.concatenate([[0.0], np.cumsum([float(m) for _, m in found])])
    durations = np.linspace(1, time[-1], 12)
    speeds = mean_maximal(time, path, durations)
    assert speeds[-1] == pytest.approx(path[-1] / time[-1])
    assert (np.diff(durations * speeds) >= -1e-6).all()


def test_the_mean_maximal_curve_is_missing_beyond_the_run():
    assert np.isnan(mean_maximal(TIME, PATH, np.array([301.0]))).all()
    assert mean_maximal(TIME, PATH, np.array([100.0, 200.0])).tolist() == [5.0, 4.5]

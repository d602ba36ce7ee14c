import dataclasses

import numpy as np
import pytest

from runwins.metrics.cleaning import clean
from runwins.metrics.timing import covered_s, measure_time
from runwins.model import Totals


def times(activity, **options):
    found = measure_time(clean(activity), activity.totals, **options)
    return found.elapsed_s, found.timer_s, found.moving_s


@pytest.mark.parametrize(
    ("legs", "expected"),
    [
        ([(600, 3)], (600, 600, 600)),
        ([(300, 3), (14, 0), (300, 3)], (614, 614, 614)),
        ([(300, 3), (40, 0), (300, 3)], (640, 640, 600)),
    ],
)
@pytest.mark.parametrize("device", [True, False])
def test_stops_of_15_s_are_not_moving(recording, legs, expected, device):
    assert times(recording(*legs, device=device)) == pytest.approx(expected, abs=2)


def test_smart_recording_is_no_pause(recording):
    assert times(recording((700, 3.0), every_s=7)) == (700, 700, 700)
    assert times(recording((1200, 3.0), every_s=12)) == (1200, 1200, 1200)


def test_the_watch_s_pause_is_neither_timer_nor_moving(recording):
    run = recording((300, 3.0), (120, 0.0), (300, 3.0), pauses=((300.0, 420.0),))
    assert times(run) == pytest.approx((720, 600, 600), abs=2)
    time = run.samples["elapsed_s"]
    silent = dataclasses.replace(run, samples=run.samples[(time <= 300) | (time >= 420)])
    assert times(silent) == pytest.approx((720, 600, 600), abs=2)


def test_a_silence_is_moving_where_it_was_run_through_and_a_stop_where_not(recording):
    run = recording((600, 3.0))
    time = run.samples["elapsed_s"]
    gap = dataclasses.replace(run, samples=run.samples[(time <= 300) | (time >= 360)])
    assert times(gap) == (600, 600, 600)
    stop = recording((300, 3.0), (60, 0.1), (300, 3.0))
    time = stop.samples["elapsed_s"]
    gap = dataclasses.replace(stop, samples=stop.samples[(time <= 300) | (time >= 360)])
    assert times(gap) == pytest.approx((660, 660, 600), abs=1)


def test_a_silence_beside_a_stroll_is_a_stop_of_its_own(recording):
    # 25 s at 0.25 m/s, then 180 s with 42 m and nothing else: too far for one stop of both.
    run = recording((300, 3.0), (25, 0.25), (180, 42 / 180), (300, 3.0))
    time = run.samples["elapsed_s"]
    gap = dataclasses.replace(run, samples=run.samples[(time <= 325) | (time >= 505)])
    found = measure_time(clean(gap), gap.totals, trail=True)
    assert found.stops == [(325, 505)]
    assert found.moving_s == pytest.approx(625)


def test_a_slow_climber_moves_on_trails_and_stands_on_roads(recording):
    run = recording((600, 3.0), (120, 0.4), (600, 3.0))
    assert times(run, trail=True)[2] == pytest.approx(1320, abs=1)
    short = recording((600, 3.0), (30, 0.4), (600, 3.0))
    assert times(short)[2] == pytest.approx(1200, abs=2)
    steep = np.full(1231, 0.2)
    assert times(short, grade=steep)[2] == pytest.approx(1230, abs=1)


def test_crawling_on_is_no_stop_even_on_roads(recording):
    assert times(recording((600, 3.0), (300, 0.4), (600, 3.0)))[2] == pytest.approx(1500, abs=2)


def test_the_recording_s_own_timer_stands_where_it_fits(recording):
    run = recording((600, 3.0), totals=Totals(elapsed_s=600, timer_s=580))
    assert times(run) == (600, 580, 580)
    longer = recording((600, 3.0), totals=Totals(elapsed_s=600, timer_s=900))
    assert times(longer) == (600, 600, 600)


def test_the_session_s_elapsed_stands_where_the_samples_end_early(recording):
    run = recording((600, 3.0), totals=Totals(elapsed_s=700))
    assert times(run) == (700, 700, 600)
    assert times(recording((600, 3.0), totals=Totals(elapsed_s=650)))[0] == 600


def test_riding_is_neither_moving_nor_a_stop(recording):
    run = recording((1800, 3.0), (300, 15.0))
    found = measure_time(clean(run), run.totals)
    assert found.moving_s == pytest.approx(1800, abs=20)
    assert found.stops == []


def test_overlapping_spans_count_once():
    assert covered_s([(0, 10), (5, 15), (20, 30), (22, 25)]) == 25
    assert covered_s([]) == 0

import dataclasses

import numpy as np
import pytest

from runwins.metrics.channels import channel
from runwins.metrics.cleaning import clean
from runwins.metrics.gait import WALK_ENDS_SPM
from runwins.metrics.nonstop import longest_nonstop
from runwins.metrics.timing import measure_time


def longest(activity, **options):
    cleaned = clean(activity)
    timing = measure_time(cleaned, activity.totals)
    cadence = channel(cleaned.time_s, cleaned.columns["cadence_spm"])
    return longest_nonstop(cleaned, timing, cadence, **options)


@pytest.mark.parametrize(
    ("legs", "metres"),
    [
        ([(4100 / 3, 3)], 4100),
        ([(2000 / 3, 3), (14, 0), (700, 3)], 4100),
        ([(667, 3), (16, 0), (700, 3)], 2100),
        ([(2000 / 3, 3), (17, 0), (700, 3)], 2100),
        ([(1000 / 3, 3), (12, 0), (1000 / 3, 3), (12, 0), (2000 / 3, 3)], 3000),
        ([(3980 / 3, 3)], 3980),
        ([(10_000 / 1.9, 1.9)], 10_000),
    ],
)
def test_the_longest_stretch(recording, legs, metres):
    assert longest(recording(*legs))[:2] == pytest.approx((metres, metres), abs=8)


@pytest.mark.parametrize("seconds", [33, 40])
def test_a_walk_of_more_than_30_s_breaks_the_running_and_not_the_moving(recording, seconds):
    run = recording((2000 / 3, 3.0), (seconds, 1.5), (700, 3.0))
    time = run.samples["elapsed_s"]
    walked = np.where((time > 667) & (time <= 667 + seconds), 120.0, 170.0)
    run = dataclasses.replace(run, samples=run.samples.assign(cadence_spm=walked))
    moving, running = longest(run)[:2]
    assert moving == pytest.approx(4100 + 1.5 * seconds, abs=8)
    assert running == pytest.approx(2100, abs=15)


@pytest.mark.parametrize("seconds", [20, 30])
def test_a_walk_of_up_to_30_s_is_let_pass(recording, seconds):
    run = recording((2000 / 3, 3.0), (seconds, 1.5), (700, 3.0))
    time = run.samples["elapsed_s"]
    walked = np.where((time > 667) & (time <= 667 + seconds), 120.0, 170.0)
    run = dataclasses.replace(run, samples=run.samples.assign(cadence_spm=walked))
    assert longest(run).run_m == pytest.approx(4100 + 1.5 * seconds, abs=8)


def test_walking_with_still_arms_is_walking(recording):
    run = recording((2000 / 3, 3.0), (60, 1.3), (700, 3.0))
    time = run.samples["elapsed_s"]
    still = np.where((time > 667) & (time <= 727), 0.0, 170.0)
    run = dataclasses.replace(run, samples=run.samples.assign(cadence_spm=still))
    assert longest(run).run_m == pytest.approx(2100, abs=15)


def test_without_cadence_slow_is_walking_on_the_flat_and_unknown_uphill(recording):
    run = recording((2000 / 3, 3.0), (60, 1.5), (700, 3.0), cadence=None)
    samples = len(run.samples)
    assert longest(run).run_m == pytest.approx(2100, abs=25)
    moving, running = longest(run, grade=np.full(samples, 0.10))[:2]
    assert moving == pytest.approx(4190, abs=8)
    assert np.isnan(running)


def test_without_cadence_a_walk_over_a_hump_is_one_walk(recording):
    run = recording((2000 / 3, 3.0), (60, 1.5), (700, 3.0), cadence=None)
    time = run.samples["elapsed_s"].to_numpy()
    hump = np.where((time > 690) & (time < 705), 0.06, 0.0)  # 15 of 60 s: neither half lasts 30 s
    assert longest(run, grade=hump).run_m == pytest.approx(2100, abs=25)
    hill = np.where((time > 670) & (time < 715), 0.06, 0.0)
    assert np.isnan(longest(run, grade=hill).run_m)


def test_the_watch_s_pause_breaks_even_where_nothing_was_recorded(recording):
    run = recording((600, 3.0), (60, 0.0), (900, 3.0), pauses=((600.0, 660.0),))
    time = run.samples["elapsed_s"]
    run = dataclasses.replace(run, samples=run.samples[(time <= 600) | (time >= 660)])
    assert longest(run)[:2] == pytest.approx((2700, 2700), abs=5)


def test_a_jump_breaks(recording):
    run = recording((1800, 3.0))
    distance = run.samples["distance_m"].to_numpy().copy()
    distance[900:] += 300
    run = dataclasses.replace(run, samples=run.samples.assign(distance_m=distance))
    assert longest(run).moving_m == pytest.approx(2700, abs=5)


def test_without_distance_nothing_is_known(recording):
    assert np.isnan(longest(recording((600, 3.0), device=False, positions=False)).moving_m)


def test_every_end_of_the_walk_has_its_answer(recording):
    run = recording((600, 3.0), (120, 1.5), (600, 3.0))
    steps = np.where(run.samples["elapsed_s"].between(600, 720), 132.0, 170.0)
    run = dataclasses.replace(run, samples=run.samples.assign(cadence_spm=steps))
    found = longest(run)
    by_gait = dict(zip(WALK_ENDS_SPM, found.by_gait, strict=True))
    assert by_gait[140.0] == found.run_m == pytest.approx(1800, abs=20)
    assert by_gait[117.5] == pytest.approx(3780, abs=5)
    for end, metres in by_gait.items():
        assert longest(run, walk_spm=end).run_m == metres
    assert longest(recording((600, 3.0), cadence=None)).by_gait == ()


def test_a_minute_of_silence_may_hide_a_stop(recording):
    run = recording((1200, 3.0))
    for silent, metres in ((40, 3600), (90, 1800)):
        time = run.samples["elapsed_s"]
        heard = run.samples[~time.between(600, 600 + silent, inclusive="neither")]
        one = dataclasses.replace(run, samples=heard.reset_index(drop=True))
        assert longest(one).moving_m == pytest.approx(metres, abs=5)

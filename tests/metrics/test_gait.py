import datetime as dt

import numpy as np
import pytest

from runwins.metrics.cleaning import clean
from runwins.metrics.gait import (
    WALK_ENDS_SPM,
    cadence_histogram,
    gait_valley,
    run_without_walk,
    walk_ends,
)

START = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def histogram(**seconds_at):
    counts = np.zeros(50)
    for cadence, seconds in seconds_at.items():
        counts[int(cadence[1:]) // 5] = seconds
    return counts


def test_the_valley_between_walk_and_run():
    two_gaits = histogram(
        c105=4000, c110=2500, c115=1200, c120=500, c125=200, c130=600, c135=900, c140=2000,
        c145=3000, c150=5000, c155=6000, c160=4000,
    )  # fmt: skip
    assert gait_valley(two_gaits) == pytest.approx(125, abs=5)


def test_one_gait_or_an_hour_have_no_valley():
    assert gait_valley(histogram(c170=20_000)) == 140
    assert gait_valley(histogram(c105=1500, c170=2000)) == 140
    assert gait_valley(histogram(c140=1000, c145=3000, c150=5000, c155=3000, c160=900)) == 140


JOGGER = histogram(c105=900, c110=300, c115=100, c120=20, c125=100, c130=900, c135=2000, c140=900)


def test_later_runs_change_no_answer():
    starts = [START + dt.timedelta(days=day) for day in (0, 10, 20, 600)]
    histograms = [JOGGER, JOGGER, JOGGER, histogram(c170=3000)]
    found = walk_ends(starts, histograms)
    assert found == [140, 122.5, 122.5, 140]
    assert walk_ends(starts[:2], histograms[:2]) == found[:2]


def test_runs_without_cadence_live_by_the_others():
    starts = [START + dt.timedelta(days=day) for day in (0, 10, 20)]
    assert walk_ends(starts, [JOGGER, JOGGER, ()])[2] == 122.5
    assert walk_ends([], []) == []


def test_every_answer_is_at_hand():
    by_gait = [float(place) for place in range(len(WALK_ENDS_SPM))]
    for place, end in enumerate(WALK_ENDS_SPM):
        assert run_without_walk(by_gait, end) == place


def test_the_histogram_counts_moving_seconds(recording):
    found = cadence_histogram(clean(recording((600, 3.0), (60, 0.0))))
    assert found.shape == (50,)
    assert found[34] == pytest.approx(600, abs=2)
    assert found.sum() == pytest.approx(600, abs=2)

"""First the recordings that cannot be called good."""

import dataclasses

import numpy as np
import pytest

from runwins.metrics.summary import measure
from runwins.model import Totals


def judged(run):
    row = measure(run).row
    return row["quality"], row["quality_reasons"] or ""


def jumped(run, metres):
    samples = run.samples.copy()
    samples.loc[500:, "distance_m"] += metres
    return dataclasses.replace(run, samples=samples)


@pytest.mark.parametrize(("metres", "quality"), [(140.0, "fair"), (170.0, "poor")])
def test_jumps_of_more_than_5_per_cent_are_poor(recording, metres, quality):
    found, why = judged(jumped(recording((1000, 3.0)), metres))
    assert found == quality
    assert "cut out" in why


def test_signal_gaps_of_a_quarter_are_poor_unless_the_total_confirms_them(recording):
    run = recording((1000, 3.0), positions=False)
    time = run.samples["elapsed_s"]
    gap = dataclasses.replace(run, samples=run.samples[(time <= 300) | (time >= 560)])
    assert judged(gap)[0] == "poor"
    confirmed = dataclasses.replace(gap, totals=Totals(distance_m=3010.0))
    assert judged(confirmed)[0] == "fair"
    less = dataclasses.replace(run, samples=run.samples[(time <= 300) | (time >= 540)])
    assert judged(less)[0] == "fair"


def test_a_run_carried_for_more_than_half_of_its_time_is_a_ride(recording):
    carried = recording((400, 3.0), (500, 15.0))
    still = np.where(carried.samples["elapsed_s"] > 400, 0.0, 170.0)
    samples = carried.samples.assign(cadence_spm=still)
    assert judged(dataclasses.replace(carried, samples=samples))[0] == "ride"


def test_positions_for_less_than_four_fifths_are_told(recording):
    run = recording((1000, 3.0))
    samples = run.samples.copy()
    samples.loc[300:520, ["lat_deg", "lon_deg"]] = np.nan
    quality, why = judged(dataclasses.replace(run, samples=samples))
    assert quality == "fair"
    assert "positions for 78% of it" in why
    assert judged(recording((1000, 3.0), positions=False)) == ("fair", "no positions")


def test_a_clean_recording_is_good(recording):
    assert judged(recording((1000, 3.0))) == ("good", "")

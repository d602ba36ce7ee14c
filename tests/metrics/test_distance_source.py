import dataclasses

import numpy as np
import pytest

from runwins.metrics.best_efforts import best_efforts
from runwins.metrics.cleaning import clean
from runwins.metrics.distance_source import recorded_distance
from runwins.metrics.timing import measure_time
from runwins.model import Totals


@pytest.mark.parametrize(("total", "metres"), [(5300, 5300), (5600, 5600), (6500, 5400)])
def test_summed_positions_follow_the_recording_s_own_total_where_it_is_near(
    recording, total, metres
):
    run = recording((1800, 3.0), device=False, totals=Totals(distance_m=total))
    found = clean(run)
    assert found.distance_m == pytest.approx(metres, rel=0.001)
    assert found.distance_source == "gps"
    assert bool(found.notes) == (total == 6500)


def test_a_tram_in_a_silence_that_the_app_did_not_count_is_left_out(recording):
    run = recording(
        (900, 3.0), (600, 4.0), (900, 3.0), device=False, totals=Totals(distance_m=5400)
    )
    time = run.samples["elapsed_s"]
    silent = dataclasses.replace(run, samples=run.samples[(time <= 900) | (time >= 1500)])
    found = clean(silent)
    assert found.distance_m == pytest.approx(5400, rel=0.001)
    assert "left out" in found.notes[0]
    unknown = clean(dataclasses.replace(silent, totals=Totals()))
    assert unknown.distance_m == pytest.approx(7800, rel=0.001)
    assert unknown.gap_m == pytest.approx(2400, rel=0.001)


def test_a_device_s_own_distance_outdoors_is_never_scaled(recording):
    run = recording((1800, 3.0), totals=Totals(distance_m=5300))
    assert clean(run).distance_m == pytest.approx(5400)


def test_a_few_written_distances_do_not_beat_positions(recording):
    run = recording((1800, 3.0))
    few = run.samples["distance_m"].where(run.samples["elapsed_s"] % 200 == 0)
    sparse = dataclasses.replace(run, samples=run.samples.assign(distance_m=few))
    assert clean(sparse).distance_source == "gps"
    nowhere = sparse.samples.assign(lat_deg=float("nan"))
    assert clean(dataclasses.replace(sparse, samples=nowhere)).distance_source == "device"


@pytest.mark.parametrize(("total", "metres"), [(5420, 5420), (5500, 5400), (5390, 5400)])
def test_the_last_metres_that_no_sample_holds_are_the_device_s(recording, total, metres):
    run = recording((1800, 3.0), totals=Totals(distance_m=total))
    assert clean(run).distance_m == pytest.approx(metres)


def in_leaps(run, metres):
    """Let the distance be written every so many metres, and be repeated in between."""
    samples = run.samples.copy()
    samples["distance_m"] = np.floor(samples["distance_m"] / metres) * metres
    return dataclasses.replace(run, samples=samples)


@pytest.mark.parametrize("metres", [5.0, 11.0])
def test_a_distance_that_goes_by_leaps_is_no_row_of_jumps(recording, metres):
    run = recording((900, 3.0), (120, 0.0), (900, 2.5))
    leaping = in_leaps(run, metres)
    found = clean(leaping)
    assert found.cut_m == 0
    true_m = run.samples["distance_m"].to_numpy()
    assert np.nanmax(np.abs(found.path_m - true_m)) <= metres + 0.1
    kilometre = best_efforts(found).set_index("distance_m")["elapsed_s"][1000.0]
    assert kilometre == pytest.approx(1000 / 3, rel=0.005)
    (stop,) = measure_time(found, Totals()).stops
    assert stop[1] - stop[0] == pytest.approx(120, abs=15)


def test_a_device_that_counts_every_second_keeps_every_sample(recording):
    """Also one whose runner mostly stood, and whose distance is written in whole metres."""
    run = recording((300, 3.0), (900, 0.0), (300, 3.0))
    whole = in_leaps(run, 1.0)
    time = run.samples["elapsed_s"].to_numpy()
    told, _ = recorded_distance(
        "device", time, whole.samples["distance_m"].to_numpy(), clean(run).seen
    )
    assert len(told) == len(time)

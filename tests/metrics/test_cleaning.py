"""Faults planted into runs that are known to the metre."""

import dataclasses

import numpy as np
import pytest

from runwins.frames import CLEAN_STREAM
from runwins.metrics.cleaning import clean
from runwins.metrics.summary import measure
from runwins.model import Totals


def changed(activity, **columns):
    samples = activity.samples.copy()
    for name, values in columns.items():
        samples[name] = values
    return dataclasses.replace(activity, samples=samples)


def jump(activity, at, metres):
    """Add metres to the device's distance from one sample on."""
    distance = activity.samples["distance_m"].to_numpy().copy()
    distance[at:] += metres
    return changed(activity, distance_m=distance)


def teleport(activity, at, metres):
    """Move all positions from one sample on to the north."""
    lat = activity.samples["lat_deg"].to_numpy().copy()
    lat[at:] += metres / 110_574
    return changed(activity, lat_deg=lat)


@pytest.fixture
def steady(recording):
    return recording((1800, 3.0))


def test_a_clean_run_comes_out_as_it_went_in(steady):
    before = steady.samples.copy()
    found = clean(steady)
    assert found.distance_m == pytest.approx(5400)
    assert found.distance_source == "device"
    assert (found.stream["edge"] == "ok").all()
    assert found.stream.columns.tolist() == CLEAN_STREAM.names
    assert (found.cut_m, found.ride_m, found.drift_m, found.gap_m, found.notes) == (0, 0, 0, 0, [])
    assert steady.samples.equals(before)


@pytest.mark.parametrize("metres", [60, 300, 2000])
def test_a_jump_of_the_device_is_cut(steady, metres):
    found = clean(jump(steady, 900, metres))
    assert found.distance_m == pytest.approx(5400, abs=1)
    assert found.cut_m == pytest.approx(metres, abs=1)
    assert found.stream["edge"].tolist().count("cut") == 1


def test_a_late_write_is_spread_and_keeps_its_metres(steady):
    distance = steady.samples["distance_m"].to_numpy().copy()
    distance[900:904] = distance[900]
    found = clean(changed(steady, distance_m=distance))
    assert found.distance_m == pytest.approx(5400, abs=0.01)
    speeds = np.diff(found.path_m)
    assert speeds.max() < 3.5
    assert found.cut_m == 0


def test_the_metres_before_the_first_write_are_kept(steady):
    distance = steady.samples["distance_m"].to_numpy().copy()
    distance[:5] = np.nan
    assert clean(changed(steady, distance_m=distance)).distance_m == pytest.approx(5400)


def test_a_jump_at_the_start_of_the_file_is_cut(steady):
    distance = steady.samples["distance_m"].to_numpy() + 700
    distance[0] = 0
    assert clean(changed(steady, distance_m=distance)).distance_m == pytest.approx(5400, abs=2)


def test_a_distance_that_falls_back_never_falls(steady):
    distance = steady.samples["distance_m"].to_numpy().copy()
    distance[900] -= 50
    found = clean(changed(steady, distance_m=distance))
    assert (np.diff(found.path_m) >= 0).all()
    assert found.distance_m == pytest.approx(5400, abs=55)


def test_one_flown_position_costs_nothing(recording):
    gps = recording((1800, 3.0), device=False)
    lat = gps.samples["lat_deg"].to_numpy().copy()
    lat[900] += 200 / 110_574
    found = clean(changed(gps, lat_deg=lat))
    assert found.distance_source == "gps"
    assert found.distance_m == pytest.approx(clean(gps).distance_m, rel=0.001)


def test_a_teleport_of_summed_positions_is_cut(recording):
    gps = recording((1800, 3.0), device=False)
    found = clean(teleport(gps, 900, 500))
    assert found.distance_m == pytest.approx(clean(gps).distance_m, abs=10)
    assert "cut" in found.stream["edge"].tolist()


def test_a_teleport_of_the_positions_leaves_the_device_alone(steady):
    assert clean(teleport(steady, 900, 2000)).distance_m == pytest.approx(5400)


@pytest.mark.parametrize("cadence", [170.0, None])
def test_a_car_home_is_no_running(recording, cadence):
    run = recording((1800, 3.0), (300, 15.0), cadence=cadence)
    if cadence:
        steps = np.where(run.samples["elapsed_s"] > 1800, 0.0, cadence)
        run = changed(run, cadence_spm=steps)
    found = clean(run)
    assert found.ride_m == pytest.approx(4500, abs=80)
    assert found.distance_m == pytest.approx(5400, rel=0.02)
    assert found.stream["edge"].iloc[-1] == "vehicle"


@pytest.mark.parametrize("speed", [2.5, 3.0, 4.5])
def test_what_was_run_up_to_a_car_and_on_from_it_stays_run(recording, speed):
    run = recording((900, speed), (300, 16.0), (900, speed), cadence=None)
    found = clean(run)
    assert found.ride_m == pytest.approx(300 * 16, abs=5 * speed)
    assert found.distance_m == pytest.approx(1800 * speed, abs=5 * speed)


def test_a_car_that_pulls_away_slowly_and_rolls_out_makes_nothing_faster(recording):
    pull = [(1, k) for k in np.arange(0.5, 14, 0.75)]
    stand = [(8, 0.0)]
    away, home = [*stand, *pull], [*pull[::-1], *stand]
    run = recording((900, 3.0), *away, (240, 14.0), *home, (900, 3.0), cadence=None)
    efforts = measure(run).efforts
    shown = efforts[(efforts["quality"] == "ok") & (efforts["distance_m"] <= 1000)]
    assert len(shown) >= 2
    speeds = shown["distance_m"] / shown["elapsed_s"]
    assert speeds.max() <= 3.0 * 1.005


def test_a_kilometre_by_car_is_a_kilometre_of_riding(recording):
    found = clean(recording((900, 3.0), (1000 / 15, 15.0), (900, 3.0), cadence=None))
    assert found.ride_m == pytest.approx(1000, abs=60)
    assert found.distance_m == pytest.approx(5400, rel=0.01)


def test_a_slow_bicycle_is_told_by_the_missing_steps(recording):
    run = recording((1800, 3.0), (600, 4.6))
    steps = np.where(run.samples["elapsed_s"] > 1800, 0.0, 170.0)
    found = clean(changed(run, cadence_spm=steps))
    assert found.ride_m == pytest.approx(2760, abs=80)
    assert found.distance_m == pytest.approx(5400, rel=0.02)


def test_standing_while_the_distance_drifts_is_drift(recording):
    run = recording((1800, 3.0), (60, 4.0), (600, 3.0))
    time = run.samples["elapsed_s"]
    still = (time > 1800) & (time <= 1860)
    run = changed(
        run,
        cadence_spm=np.where(still, 0.0, 170.0),
        speed_mps=np.where(still, 0.2, 3.0),
    )
    found = clean(run)
    assert found.rides == []
    assert found.drift_m == pytest.approx(228, abs=25)


@pytest.mark.parametrize("speed", [6.5, 7.0])
def test_a_sprint_of_30_s_survives(recording, speed):
    run = recording((1800, 3.0), (30, speed), (600, 3.0))
    assert clean(run).distance_m == pytest.approx(7200 + 30 * speed, abs=0.5)


def test_track_repetitions_survive(recording):
    legs = [(60, 2.0), (60, 6.6)] * 10
    run = recording((600, 3.0), *legs)
    assert clean(run).distance_m == pytest.approx(1800 + 10 * 516, abs=1)


def test_a_downhill_kilometre_survives(recording):
    assert clean(recording((900, 3.0), (180, 5.5), (900, 3.0))).distance_m == pytest.approx(6390)


def test_a_treadmill_is_scaled_to_the_session(recording):
    run = recording(
        (1800, 3.0), positions=False, sub_sport="treadmill", totals=Totals(distance_m=4500)
    )
    found = clean(run)
    assert found.indoor
    assert found.distance_m == pytest.approx(4500)
    assert "scaled" in found.notes[0]


def test_a_trail_run_without_positions_is_not_indoors_and_not_scaled(recording):
    run = recording((1800, 3.0), positions=False, sub_sport="trail", totals=Totals(distance_m=4500))
    assert not clean(run).indoor
    assert clean(run).distance_m == pytest.approx(5400)


def test_going_nowhere_for_a_kilometre_is_indoors_and_a_track_is_not(recording):
    run = recording((1800, 3.0))
    assert clean(changed(run, lat_deg=0.001)).indoor
    lap = changed(run, lat_deg=0.001 + 0.0004 * np.sin(np.arange(1801) / 21))
    assert not clean(lap).indoor


def test_a_device_that_never_counted_is_summed_from_positions(steady):
    assert clean(changed(steady, distance_m=0.0)).distance_source == "gps"
    assert clean(changed(steady, distance_m=0.0)).distance_m == pytest.approx(5400, rel=0.001)


def test_without_distance_and_positions_the_summary_speaks(recording):
    run = recording((1800, 3.0), device=False, positions=False, totals=Totals(distance_m=5000))
    found = clean(run)
    assert (found.distance_m, found.distance_source) == (5000, "summary")
    assert np.isnan(found.path_m).all()
    alone = clean(dataclasses.replace(run, totals=Totals()))
    assert np.isnan(alone.distance_m)
    assert alone.distance_source is None


def test_channels_written_at_other_moments_are_joined(steady):
    distance = steady.samples["distance_m"].to_numpy().copy()
    distance[np.arange(len(distance)) % 10 != 0] = np.nan
    lat = steady.samples["lat_deg"].to_numpy().copy()
    lat[np.arange(len(lat)) % 10 == 0] = np.nan
    found = clean(changed(steady, distance_m=distance, lat_deg=lat))
    assert found.distance_m == pytest.approx(5400)
    assert found.path_m[5] == pytest.approx(15)
    assert (found.stream["edge"] == "ok").all()


def test_a_silence_that_was_run_through_is_a_gap(recording):
    run = recording((1800, 3.0))
    time = run.samples["elapsed_s"]
    found = clean(dataclasses.replace(run, samples=run.samples[(time <= 600) | (time >= 660)]))
    assert found.distance_m == pytest.approx(5400)
    assert found.gap_m == pytest.approx(180)
    assert found.stream["edge"].tolist().count("gap") == 1


def test_a_walk_across_a_pause_does_not_count_where_positions_are_summed(recording):
    run = recording((600, 3.0), (300, 1.0), (600, 3.0), device=False, pauses=((600.0, 900.0),))
    time = run.samples["elapsed_s"]
    run = dataclasses.replace(run, samples=run.samples[(time <= 600) | (time >= 900)])
    found = clean(run)
    assert found.distance_m == pytest.approx(3600, abs=5)
    assert "pause" in found.stream["edge"].tolist()


def test_an_empty_recording_is_no_error(recording):
    run = recording((10, 3.0))
    for rows in (0, 1, 2):
        found = clean(dataclasses.replace(run, samples=run.samples.iloc[:rows]))
        assert len(found.stream) == rows


def test_a_watch_that_stood_still_and_caught_up_keeps_its_metres(steady):
    distance = steady.samples["distance_m"].to_numpy().copy()
    distance[860:900] = distance[860]
    found = clean(changed(steady, distance_m=distance))
    assert found.distance_m == pytest.approx(5400, abs=0.1)
    assert np.diff(found.path_m).max() < 3.6


def test_a_jump_is_cut_to_the_recorded_speed(recording):
    run = recording((900, 3.0), (60, 1.2), (900, 3.0))
    found = clean(jump(run, 930, 400))
    assert found.distance_m == pytest.approx(5472, abs=0.5)

import dataclasses

import numpy as np
import pytest

from runwins.frames import EFFORTS
from runwins.metrics.best_efforts import AIDED, NESTED_REASON, best_efforts
from runwins.metrics.cleaning import clean


def efforts(activity, altitude=None):
    cleaned = clean(activity)
    heights = None if altitude is None else np.asarray(altitude(cleaned.path_m))
    return best_efforts(cleaned, heights).set_index("distance_m")


def changed(activity, **columns):
    return dataclasses.replace(activity, samples=activity.samples.assign(**columns))


def test_a_steady_run_has_a_time_at_every_distance_it_covers(recording):
    found = efforts(recording((1800, 3.0)))
    assert found.index.tolist() == [400, 804.672, 1000, 1609.344, 3218.688, 5000]
    assert found["elapsed_s"].tolist() == pytest.approx([d / 3 for d in found.index])
    assert (found["quality"] == "ok").all()
    assert found["reason"].isna().all()
    assert found["supported"].all()
    assert found.reset_index()[EFFORTS.names].shape == (6, len(EFFORTS.names))


def test_4_98_km_are_no_5_km(recording):
    assert 5000 not in efforts(recording((1660, 3.0))).index


@pytest.mark.parametrize("metres", [60, 100, 300, 2000])
def test_a_jump_makes_no_best(recording, metres):
    run = recording((1500, 10 / 3), (1, 3.0))
    distance = run.samples["distance_m"].to_numpy().copy()
    distance[700:] += metres
    found = efforts(changed(run, distance_m=distance))
    honest = efforts(run)
    better = found["elapsed_s"] < 0.995 * honest["elapsed_s"].reindex(found.index)
    assert not (better & (found["quality"] == "ok")).any()
    assert found.loc[1000, "quality"] == "ok"
    assert found.loc[1000, "elapsed_s"] == pytest.approx(300, abs=1)


def test_a_car_ride_makes_no_best_and_leaves_the_run_its_own(recording):
    run = recording((1800, 3.0), (300, 15.0))
    found = efforts(run)
    ok = found[found["quality"] == "ok"]
    assert ok.loc[1000, "elapsed_s"] == pytest.approx(1000 / 3, rel=0.005)
    assert ok.loc[400, "elapsed_s"] == pytest.approx(400 / 3, rel=0.005)


def test_a_bicycle_makes_no_best(recording):
    run = recording((1800, 3.0), (600, 4.8))
    time = run.samples["elapsed_s"]
    found = efforts(changed(run, cadence_spm=np.where(time > 1800, 0.0, 170.0)))
    assert found.loc[1000, "elapsed_s"] == pytest.approx(1000 / 3, rel=0.005)


def test_the_recorded_speed_contradicts_a_drift_below_every_bound(recording):
    run = recording((900, 3.0), (120, 4.5), (900, 3.0))
    found = efforts(changed(run, speed_mps=3.0))
    assert found.loc[400, "quality"] == "unverified"
    assert "times the speed the watch recorded" in found.loc[400, "reason"]


def test_what_satellites_did_not_see_is_not_verified(recording):
    run = recording((1800, 3.0))
    hidden = (run.samples["elapsed_s"] > 300) & (run.samples["elapsed_s"] < 1500)
    found = efforts(changed(run, lat_deg=run.samples["lat_deg"].mask(hidden)))
    assert found.loc[5000, "quality"] == "unverified"
    assert "satellites saw" in found.loc[5000, "reason"]


def test_positions_that_measured_another_distance_contradict(recording):
    run = recording((1800, 3.0))
    found = efforts(changed(run, lat_deg=run.samples["lat_deg"] * 0.8))
    assert (found["quality"] == "unverified").all()
    assert "0.80 times the distance" in found.loc[1000, "reason"]


def test_no_steps_is_no_running(recording):
    run = recording((1800, 2.9))
    steps = np.zeros(len(run.samples))
    assert (efforts(changed(run, cadence_spm=steps))["reason"] == "no steps were counted").all()


def test_a_treadmill_has_times_and_no_verified_ones(recording):
    found = efforts(recording((1800, 3.0), positions=False, sub_sport="treadmill"))
    assert (found["quality"] == "unverified").all()
    assert found["reason"].str.startswith("indoors").all()


def test_downhill_is_said_and_stays_ok(recording):
    run = recording((1800, 3.0))
    found = efforts(run, lambda path: -0.02 * path)
    assert (found["quality"] == "ok").all()
    assert (found["reason"] == AIDED).all()
    assert found.loc[1000, "net_gain_m"] == pytest.approx(-20)
    level = efforts(run, lambda path: -0.0008 * path)
    assert level["reason"].isna().all()
    up = efforts(run, lambda path: 0.02 * path)
    assert up["reason"].isna().all()
    assert efforts(run)["net_gain_m"].isna().all()


def test_as_fast_as_the_world_s_best_holds_back_every_claim_of_the_run(recording):
    run = recording((300, 3.0), (1, 3.0), (57, 7.05), (2, 7.05), (600, 3.0), cadence=None)
    clean_run = efforts(run)
    assert (clean_run["quality"] == "ok").all()
    fast = recording((1200, 6.0), (130, 7.55), (300, 6.0), cadence=None)
    assert not (efforts(fast)["quality"] == "ok").any()


def test_what_holds_a_doubtful_stretch_is_doubtful(recording):
    run = recording((900, 3.0), (150, 4.2), (2700, 3.0))
    speed = np.where(run.samples["elapsed_s"].between(900, 1050), 3.4, 3.0)
    found = efforts(changed(run, speed_mps=speed))
    assert found.loc[400, "quality"] == "unverified"
    assert found.loc[5000, "reason"] == NESTED_REASON
    assert found.loc[10_000, "quality"] == "ok"


def test_a_short_or_unmeasured_run_has_none(recording):
    for run in (recording((60, 3.0)), recording((900, 3.0), device=False, positions=False)):
        assert best_efforts(clean(run)).columns.tolist() == EFFORTS.names
        assert best_efforts(clean(run)).empty

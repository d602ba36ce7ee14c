"""The made-up runner's log against what the generator knows to be true."""

import pandas as pd
import pytest

# The generator's own faults are listed with the run; distance is judged within 0.5 % elsewhere.
SPIKE = "20260212-1820"


@pytest.fixture(scope="module")
def found(sample_log):
    return sample_log.runs().set_index("run_id")


def test_every_run_is_in_the_log_once(found, sample_index):
    assert sorted(found.index) == sorted(run["run_id"] for run in sample_index["runs"])


def test_distances_are_true(found, sample_index):
    wrong = {
        run["run_id"]: (found.loc[run["run_id"], "distance_m"], run["distance_m"])
        for run in sample_index["runs"]
        if abs(found.loc[run["run_id"], "distance_m"] / run["distance_m"] - 1) > 0.005
        and run["run_id"] != SPIKE
    }
    assert wrong == {}
    spiked = next(run for run in sample_index["runs"] if run["run_id"] == SPIKE)
    assert found.loc[SPIKE, "distance_m"] == pytest.approx(spiked["distance_m"], rel=0.01)


def test_ascents_are_true(found, sample_index):
    wrong = {}
    for run in sample_index["runs"]:
        climbed = found.loc[run["run_id"], "ascent_m"]
        truth = run.get("ascent_3m_m")
        if truth is None or pd.isna(climbed):
            continue
        if abs(climbed - truth) > max(10, 0.03 * truth):
            wrong[run["run_id"]] = (climbed, truth)
    assert wrong == {}


def test_times_are_true(found, sample_index):
    for run in sample_index["runs"]:
        row = found.loc[run["run_id"]]
        if row["source"] == "strava-csv":
            continue
        told = "moving_s" if any("car" in odd for odd in run["odd"]) else "elapsed_s"
        assert row[told] == pytest.approx(run[told], abs=10), run["run_id"]


def test_best_efforts_are_true(sample_log, sample_index):
    """Within the noise that the wins allow for: twice 1.2 % and the two seconds of the gates."""
    efforts = sample_log.efforts()
    trusted = efforts[efforts["quality"] == "ok"].set_index(["run_id", "distance_m"])["elapsed_s"]
    names = {"best_1000_s": 1000.0, "best_5000_s": 5000.0, "best_10000_s": 10_000.0}
    compared, wrong = 0, {}
    for run in sample_index["runs"]:
        if run["book"] == "treadmill":
            continue
        for name, distance in names.items():
            key = (run["run_id"], distance)
            if name in run and key in trusted.index:
                compared += 1
                if abs(trusted[key] - run[name]) > 0.024 * run[name] + 2:
                    wrong[key] = (float(trusted[key]), run[name])
    assert compared > 300
    assert wrong == {}


def test_no_effort_was_made_by_a_fault(sample_log, sample_index):
    """Of the runs with a spike, a teleport or a car ride none holds a best by it."""
    efforts = sample_log.efforts()
    trusted = efforts[efforts["quality"] == "ok"]
    odd = [run for run in sample_index["runs"] if run["odd"] and "best_1000_s" in run]
    assert len(odd) >= 3
    for run in odd:
        own = trusted[(trusted["run_id"] == run["run_id"]) & (trusted["distance_m"] == 1000.0)]
        for effort in own["elapsed_s"]:
            assert effort > 0.97 * run["best_1000_s"], run["run_id"]


def test_the_duplicate_is_one_run_with_two_recordings(sample_log, sample_index):
    (copy,) = [n for n in sample_index["no_run"] if "phone's recording" in n["what"]]
    held = [
        run_id
        for run_id in sample_log.runs()["run_id"]
        if any(r["source"].endswith(copy["file"].split("/")[-1])
               for r in sample_log.recordings(run_id))
    ]  # fmt: skip
    assert len(held) == 1
    assert len(sample_log.recordings(held[0])) == 2
    assert sample_log.recordings(held[0])[0]["source_format"] == "fit"

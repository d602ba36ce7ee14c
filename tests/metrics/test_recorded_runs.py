"""Recorded runs against what a reader of their profiles, and their watches, said about them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from runwins.importers import read
from runwins.metrics.summary import measure
from runwins.model import Activity, Measured

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def reviewed(corpus: Path) -> pd.DataFrame:
    """Return the reviewed efforts whose recordings are at hand."""
    found = pd.read_csv(corpus / "truth" / "reviewed_bests.csv")
    there = {path.name for path in (corpus / "archives").rglob("*.fit.gz")}
    return found[found["file"].isin(there)].reset_index(drop=True)


@pytest.fixture(scope="module")
def measured(corpus: Path, reviewed: pd.DataFrame) -> dict[str, tuple[Activity, Measured]]:
    """Return the measured recordings by file name."""
    paths = {path.name: path for path in (corpus / "archives").rglob("*.fit.gz")}
    found = {}
    for name in sorted(set(reviewed["file"])):
        activity = read(paths[name])[0]
        found[name] = activity, measure(activity)
    return found


def effort(found: Measured, distance_m: float) -> pd.Series | None:
    same = found.efforts[(found.efforts["distance_m"] - distance_m).abs() < 1]
    return None if same.empty else same.iloc[0]


def test_no_effort_called_false_is_ever_shown_as_a_best(reviewed, measured):
    false = reviewed[reviewed["verdict"] == "false"]
    survivors = []
    for row in false.to_dict("records"):
        found = effort(measured[row["file"]][1], row["distance_m"])
        shown = found is not None and found["quality"] == "ok"
        if shown and found["elapsed_s"] < 1.01 * row["elapsed_s"]:
            survivors.append((row["file"], row["distance_m"], found["elapsed_s"]))
    assert len(false) > 50
    assert survivors == []


def test_no_effort_called_real_is_refused_or_changed_by_more_than_1_percent(reviewed, measured):
    # Two rows list a slower window of a run whose faster one the reader called real as well.
    real = reviewed[(reviewed["verdict"] == "real") & (reviewed["lists"] != "spec")]
    wrong = []
    for row in real.to_dict("records"):
        found = effort(measured[row["file"]][1], row["distance_m"])
        if found is None or found["quality"] != "ok":
            wrong.append((row["file"], row["distance_m"], "refused"))
        elif abs(found["elapsed_s"] / row["elapsed_s"] - 1) > 0.01:
            wrong.append((row["file"], row["distance_m"], row["elapsed_s"], found["elapsed_s"]))
    assert len(real) > 60
    assert wrong == []


def test_what_only_a_masking_search_listed_is_never_slower_now(reviewed, measured):
    slower = reviewed[(reviewed["verdict"] == "real") & (reviewed["lists"] == "spec")]
    for row in slower.to_dict("records"):
        found = effort(measured[row["file"]][1], row["distance_m"])
        assert found["quality"] == "ok"
        assert found["elapsed_s"] < 1.01 * row["elapsed_s"]


def test_times_and_distances_agree_with_the_watch(measured):
    outdoors = [
        (activity.totals, found.row)
        for activity, found in measured.values()
        if found.row["quality"] in ("good", "fair") and activity.totals.distance_m
    ]
    distance = np.array([row["distance_m"] / totals.distance_m for totals, row in outdoors])
    timer = np.array([row["timer_s"] - totals.timer_s for totals, row in outdoors])
    assert np.median(distance) == pytest.approx(1, abs=0.001)
    assert np.mean(np.abs(distance - 1) < 0.02) > 0.9
    assert np.mean(np.abs(timer) < 15) > 0.95
    for _, row in outdoors:
        assert 0 < row["moving_s"] <= row["timer_s"] <= row["elapsed_s"]


def test_ascent_agrees_with_the_reviewed_rule_and_the_device(corpus):
    truth = pd.read_csv(corpus / "truth" / "ascent.csv")
    paths = {path.name: path for path in (corpus / "archives").rglob("*.fit.gz")}
    truth = truth[truth["file"].isin(paths) & (truth["device_ascent"] >= 50)]
    ours, rule, device = [], [], []
    for row in truth.to_dict("records"):
        found = measure(read(paths[row["file"]])[0]).row
        if found["ascent_source"] in ("baro", "gps"):
            ours.append(found["ascent_m"])
            rule.append(row["rule_new_guard_9s_h3"])
            device.append(row["device_ascent"])
    assert len(ours) > 40
    assert np.array(ours) == pytest.approx(np.array(rule), rel=0.03, abs=3)
    assert 0.98 <= np.median(np.array(ours) / np.array(device)) <= 1.02


# -- faults planted into runs that came out clean -----------------------------------------------


def jump(metres: float) -> Callable[[Activity, int], Activity]:
    def plant(activity: Activity, at: int) -> Activity:
        samples = activity.samples.copy()
        samples.loc[at:, "distance_m"] += metres
        return dataclasses.replace(activity, samples=samples)

    return plant


def teleport(metres: float) -> Callable[[Activity, int], Activity]:
    def plant(activity: Activity, at: int) -> Activity:
        moved = jump(metres)(activity, at)
        moved.samples.loc[at:, "lat_deg"] += metres / 111_000
        return moved

    return plant


def car(activity: Activity, at: int) -> Activity:
    """Drive five minutes at 12–20 m/s in the middle of the run."""
    samples = activity.samples
    seconds = np.arange(1.0, 301)
    metres = np.cumsum(16 + 4 * np.sin(seconds / 17))
    start = samples.ffill().iloc[at]
    ride = pd.DataFrame([start] * len(seconds), columns=samples.columns).reset_index(drop=True)
    after = samples.iloc[at + 1 :].copy()
    for part, time_s, path in ((ride, seconds, metres), (after, 300.0, metres[-1])):
        part["elapsed_s"] += time_s
        part["distance_m"] += path
        part["lat_deg"] += path / 111_000
    ride = ride.assign(cadence_spm=0.0, speed_mps=16 + 4 * np.sin(seconds / 17))
    whole = pd.concat([samples.iloc[: at + 1], ride, after], ignore_index=True)
    return dataclasses.replace(activity, samples=whole, pauses=(), totals=type(activity.totals)())


def silence(activity: Activity, at: int) -> Activity:
    start = activity.samples["elapsed_s"].iloc[at]
    lost = activity.samples["elapsed_s"].between(start, start + 180, inclusive="neither")
    return dataclasses.replace(activity, samples=activity.samples[~lost].reset_index(drop=True))


def clock(activity: Activity, at: int) -> Activity:
    samples = activity.samples.copy()
    start = samples["elapsed_s"].iloc[at]
    samples.loc[at:, "elapsed_s"] += 3600.0
    pauses = tuple((a + 3600 * (a >= start), b + 3600 * (b >= start)) for a, b in activity.pauses)
    return dataclasses.replace(activity, samples=samples, pauses=pauses)


FAULTS = {
    "jump 60 m": jump(60),
    "jump 300 m": jump(300),
    "teleport 100 m": teleport(100),
    "teleport 2 km": teleport(2000),
    "car": car,
    "silence": silence,
    "clock": clock,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_makes_no_best_and_costs_little_distance(measured, fault):
    clean = [
        (activity, found)
        for activity, found in measured.values()
        if found.row["quality"] == "good"
        and found.row["book"] in ("road", "trail")
        and 4000 < found.row["distance_m"] < 30_000
        and activity.samples["elapsed_s"].diff().median() <= 2
    ][:15]
    assert len(clean) == 15
    better, errors = [], []
    for number, (activity, before) in enumerate(clean):
        at = int(len(activity.samples) * (0.2 + 0.04 * number))
        after = measure(FAULTS[fault](activity, at))
        errors.append(after.row["distance_m"] / before.row["distance_m"] - 1)
        for distance in before.efforts["distance_m"]:
            old, new = effort(before, distance), effort(after, distance)
            shown = new is not None and new["quality"] == "ok"
            if shown and new["elapsed_s"] < 0.995 * old["elapsed_s"]:
                better.append((activity.source, distance, old["elapsed_s"], new["elapsed_s"]))
    assert better == []
    assert np.median(np.abs(errors)) < (0.01 if fault == "car" else 0.002)
    assert np.max(np.abs(errors)) < 0.02

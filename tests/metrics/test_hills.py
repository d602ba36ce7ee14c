"""First the passes that are no efforts on the hill."""

import unicodedata

import numpy as np
import pandas as pd
import pytest

from runwins.frames import CLIMBS, HILLS
from runwins.importers import read
from runwins.metrics.cleaning import clean
from runwins.metrics.hill_passes import hill_efforts
from runwins.metrics.hills import Climbed, find_hills
from runwins.metrics.summary import measure
from runwins.metrics.traces import HILL_STEP_M, Trace, trace


def climbed(name, *corners, speed=2.0, noise=0.0, seed=0, hills=((500, 600),)):
    """Return a run along corners (metres east, north), with climbs of (start, length)."""
    corners = np.array(corners, dtype=float)
    legs = np.hypot(*np.diff(corners, axis=0).T)
    along = np.arange(0.0, legs.sum(), HILL_STEP_M)
    ends = np.concatenate([[0.0], np.cumsum(legs)])
    jitter = np.random.default_rng(seed).normal(0, noise, (2, len(along)))
    east = np.interp(along, ends, corners[:, 0]) + jitter[0]
    north = np.interp(along, ends, corners[:, 1]) + jitter[1]
    line = Trace(name, 1 + north / 110_574, 1 + east / 111_303, along / speed, HILL_STEP_M)
    climbs = CLIMBS.build(
        {
            "run_id": name,
            "started_at_m": start,
            "started_at_s": start / speed,
            "length_m": length,
            "gain_m": 0.1 * length,
            "grade": 0.1,
            "elapsed_s": length / speed,
            "vam_m_per_h": 720.0,
        }
        for start, length in hills
    )
    return Climbed(line, climbs)


OVER = [(0, 0), (2000, 0)]
USUAL = [climbed(str(k), *OVER, noise=3, seed=k, hills=[(490 + 10 * k, 610)]) for k in range(3)]


def efforts(one):
    return hill_efforts([one.way], find_hills(USUAL))


def test_climbs_of_one_hill_are_one_hill():
    found = find_hills(USUAL)
    assert [hill.detections for hill in found] == [3]
    assert found[0].hill_id == "0@490"


def test_a_hill_climbed_twice_is_not_searched():
    assert hill_efforts([one.way for one in USUAL], find_hills(USUAL[:2])).empty


@pytest.mark.parametrize(
    "corners",
    [
        [(2000, 0), (0, 0)],
        [(0, 0), (700, 0), (700, 500)],
        [(0, 0), (600, 0), (600, 200), (1000, 200), (1000, 0), (2000, 0)],
        [(0, 45), (2000, 45)],
    ],
    ids=["down", "turning off", "round about", "the next street"],
)
def test_another_way_is_no_effort(corners):
    assert efforts(climbed("x", *corners, hills=())).empty


@pytest.mark.parametrize("speed", [1.0, 2.5])
def test_passing_foot_and_top_on_the_line_is_an_effort_detected_or_not(speed):
    found = efforts(climbed("x", (-300, 0), *OVER, speed=speed, noise=3, seed=9, hills=()))
    assert found.columns.tolist() == HILLS.names
    assert found["elapsed_s"].tolist() == pytest.approx([610 / speed], abs=20 / speed)
    assert found["from_s"].iloc[0] == pytest.approx(790 / speed, abs=20 / speed)


def test_repeats_are_efforts_of_their_own():
    up_and_down = [(0, 0), (1300, 0), (300, 0), (1300, 0), (300, 0), (1300, 0)]
    assert len(efforts(climbed("x", *up_and_down, hills=()))) == 3


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_reviewed_efforts_of_recorded_runs_are_found(corpus):
    def plain(name):
        return unicodedata.normalize("NFC", name)

    paths = {plain(path.name): path for path in (corpus / "archives").rglob("*.fit.gz")}
    truth = pd.read_csv(corpus / "truth" / "hills.csv")
    truth["file"] = truth["file"].map(plain)
    truth = truth[truth["file"].isin(paths)].sort_values("run_start_utc")
    runs = {}
    for name in truth["file"].unique()[-90:]:
        activity = read(paths[name])[0]
        line = trace(clean(activity), name, HILL_STEP_M)
        if line is not None:
            runs[name] = Climbed(line, measure(activity).climbs)
    found = hill_efforts([run.way for run in runs.values()], find_hills(runs.values()))
    seen = truth[truth["file"].isin(runs)]
    often = seen[seen.groupby("hill")["file"].transform("nunique") >= 3]
    hits = 0
    for row in often.to_dict("records"):
        own = found[found["run_id"] == row["file"]]
        both = np.minimum(own["to_s"], row["end_s"]) - np.maximum(own["from_s"], row["start_s"])
        either = np.maximum(own["to_s"], row["end_s"]) - np.minimum(own["from_s"], row["start_s"])
        hits += bool((both > 0.6 * either).any())
    assert len(often) > 50
    assert hits >= 0.99 * len(often)

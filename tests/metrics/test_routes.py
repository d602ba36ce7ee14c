"""First the runs that are not of one route."""

import numpy as np
import pandas as pd
import pytest

from runwins.frames import ROUTES
from runwins.importers import read
from runwins.metrics.cleaning import clean
from runwins.metrics.routes import match_routes, same_route
from runwins.metrics.traces import HILL_STEP_M, ROUTE_STEP_M, Trace, passing, trace, trace_of


def way(name, *corners, speed=3.0, noise=0.0, seed=0, late_s=0.0):
    """Return a run along corners in metres east and north of a place, a point every 25 m."""
    corners = np.array(corners, dtype=float)
    legs = np.hypot(*np.diff(corners, axis=0).T)
    along = np.arange(0.0, legs.sum(), 25.0)
    ends = np.concatenate([[0.0], np.cumsum(legs)])
    jitter = np.random.default_rng(seed).normal(0, noise, (2, len(along)))
    east = np.interp(along, ends, corners[:, 0]) + jitter[0]
    north = np.interp(along, ends, corners[:, 1]) + jitter[1]
    return Trace(name, 1 + north / 110_574, 1 + east / 111_303, late_s + along / speed, 25.0)


def seen(cleaned, name):
    """Return a run's way as the log knows it: from the points that are kept, every 10 m."""
    fine = trace(cleaned, name, HILL_STEP_M)
    return None if fine is None else trace_of(name, fine.way)


LOOP = [(0, 0), (2000, 0), (2000, 1500), (0, 1500), (0, 100)]


@pytest.mark.parametrize(
    "other",
    [
        list(reversed(LOOP)),
        [(0, 0), (2000, 0), (2000, 1500), (900, 1500), (900, 1900), (0, 1900), (0, 500)],
        [(0, 0), (2000, 0), (2000, 1500), (0, 1500), (0, 700)],
        [(400, 0), (2000, 0), (2000, 1500), (0, 1500), (0, 0), (100, 0)],
        [(0, 0), (800, 0), (800, -150), (1150, -150), (1150, 0), (2000, 0), (2000, 1350),
         (0, 1350), (0, 0)],
    ],
    ids=["the other way round", "another end", "shorter", "another start", "a street further"],
)  # fmt: skip
def test_another_course_is_another_route(other):
    assert same_route(way("b", *other), way("a", *LOOP)) is None


def test_the_same_course_with_the_noise_of_satellites_is_one_route():
    first = way("a", *LOOP, noise=5)
    again = way("b", *LOOP, noise=5, seed=1)
    assert same_route(again, first) == pytest.approx(9, abs=6)
    assert same_route(first, again) == pytest.approx(same_route(again, first))


def test_a_detour_of_a_block_is_the_same_route():
    detour = [(0, 0), (1000, 0), (1000, 30), (1100, 30), (1100, 0), *LOOP[1:]]
    assert same_route(way("b", *detour), way("a", *LOOP)) is not None


def test_an_out_and_back_is_its_own_reverse():
    out = [(0, 0), (2500, 0), (0, 0)]
    assert same_route(way("b", *out, noise=3), way("a", *out)) is not None


def test_runs_of_a_route_are_timed_between_its_gates():
    found = match_routes(
        [
            way("a", *LOOP),
            way("x", *[(east + 9000, north) for east, north in LOOP]),
            way("b", *LOOP, speed=3.2, noise=3),
            way("c", (-80, 0), *LOOP[1:], late_s=30.0),
        ]
    )
    assert found.columns.tolist() == ROUTES.names
    assert found["run_id"].tolist() == ["a", "b", "c"]
    assert set(found["route_id"]) == {"a"}
    between = way("a", *LOOP).length_m - 400
    assert found["elapsed_s"].tolist() == pytest.approx(
        [between / 3, between / 3.2, between / 3], abs=8
    )
    assert found["from_s"].iloc[2] == pytest.approx(30 + 280 / 3, abs=3)


def test_adding_a_run_changes_no_earlier_answer():
    runs = [way(str(k), *LOOP, noise=6, seed=k) for k in range(16)]
    before = match_routes(runs[:12])
    pd.testing.assert_frame_equal(match_routes(runs).iloc[: len(before)], before)


def test_one_run_and_short_ones_are_no_routes():
    assert match_routes([way("a", *LOOP)]).empty
    short = [(0, 0), (300, 0)]
    assert match_routes([way("a", *short), way("b", *short)]).empty


def test_a_gate_is_passed_between_points():
    points = np.array([[0.0, 0], [25, 0], [50, 0]])
    assert passing(points, np.array([0.0, 10, 20]), (30.0, 4.0)) == (12.0, 4.0)


def test_what_satellites_did_not_see_has_no_trace(recording):
    run = recording((1800, 3.0))
    assert len(trace(clean(run), "a")) == pytest.approx(216, abs=1)
    assert trace(clean(recording((1800, 3.0), positions=False)), "a") is None
    assert trace(clean(recording((1800, 3.0), sub_sport="treadmill")), "a") is None


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_reviewed_pairs_and_groups_of_recorded_runs(corpus):
    paths = {path.name: path for path in (corpus / "archives").rglob("*.fit.gz")}
    groups = pd.read_csv(corpus / "truth" / "route_groups.csv", dtype={"group": str})
    pairs = pd.read_csv(corpus / "truth" / "route_pairs.csv")
    groups = groups[groups["file"].isin(paths)].sort_values("start_utc")
    pairs = pairs[pairs["file_a"].isin(paths) & pairs["file_b"].isin(paths)]
    names = {*groups["file"], *pairs["file_a"], *pairs["file_b"]}
    traces = {name: seen(clean(read(paths[name])[0]), name) for name in names}
    for row in pairs[pairs["verdict"] != "borderline"].to_dict("records"):
        one, other = (traces[row[side]].every(ROUTE_STEP_M) for side in ("file_a", "file_b"))
        together = same_route(one, other) is not None
        assert together == (row["verdict"] == "same"), row["file_a"]
    found = match_routes(traces[name] for name in groups["file"] if traces[name] is not None)
    truth = groups.set_index("file")["group"]
    mixed = found.groupby("route_id")["run_id"].agg(lambda members: truth[members].nunique())
    assert (mixed == 1).all()
    many = truth.map(truth.value_counts()) > 1
    assert len(found) >= 0.98 * many.sum()

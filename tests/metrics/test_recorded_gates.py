"""Gate times of recorded runs, within 2 s of what the reviewed ones can tell.

A reviewed time is that of a post: the whole second of a tenth metre. It says that the gate was
passed nearer to this post than to the ones beside it, and posts follow each other after 3–8 s. So
first the review's own rule is told again, which must give its times to the second; then runwins
must lie no more than 2 s outside of what the post tells, and within 2 s of the recording itself.
All gates are in ``tests/evaluation/gates.md``; here is a sample drawn by lot.
"""

import pandas as pd
import pytest

from runwins.importers import read
from tests.evaluation.gate_posts import EFFORTS, Run, at_hill_gates, on_routes
from tests.evaluation.gates import compared, plain, reviewed

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

PASSES, RUNS = 30, 12
SEED = 4


@pytest.fixture(scope="module")
def runs_of(corpus):
    """Return how to read the runs of a table of reviewed truth."""
    paths = {plain(path.name): path for path in (corpus / "archives").rglob("*.fit.gz")}

    def of(table):
        names = [name for name in table["file"].unique() if name in paths]
        made = {name: Run.of(read(paths[name])[0], name) for name in names}
        return {name: run for name, run in made.items() if run is not None}

    return of


@pytest.fixture(scope="module")
def hill_gates(corpus, runs_of):
    """Return thirty passes, drawn by lot, of the gates of each hill that has five or more."""
    hills = reviewed(corpus, "hills.csv").sample(frac=1.0, random_state=SEED)
    often = hills.groupby("hill")["file"].transform("size") >= EFFORTS
    drawn = hills[often].groupby("hill").head(PASSES)
    return compared(at_hill_gates(drawn, runs_of(drawn)))


@pytest.fixture(scope="module")
def route_times(corpus, runs_of):
    """Return the times on all reviewed routes, twelve runs of the one that has fifty."""
    groups = reviewed(corpus, "route_groups.csv").sort_values("start_utc")
    drawn = groups.groupby("group").head(RUNS)
    return compared(on_routes(drawn, runs_of(drawn)))


def share(seconds: pd.Series, most: float) -> float:
    return float((seconds.abs() <= most).mean())


def test_what_the_review_did_is_understood_to_the_second(hill_gates, route_times):
    assert len(hill_gates) >= 100
    assert len(route_times) >= 25
    assert share(hill_gates["post_s"], 0.0) >= 0.99
    assert share(hill_gates["rule_s"], 0.0) >= 0.98
    assert share(route_times["rule_s"], 0.0) >= 0.90
    assert hill_gates["fit_m"].median() < 0.3


def test_hill_gates_are_passed_within_2_s_of_what_the_review_tells(hill_gates):
    assert share(hill_gates["outside_s"], 2.0) >= 0.98
    assert share(hill_gates["apart_s"], 2.0) >= 0.95
    dense = hill_gates[hill_gates["step_s"] <= 4.0]
    assert len(dense) >= 40
    assert share(dense["ours_s"], 2.0) >= 0.95


def test_routes_take_within_2_s_of_what_the_review_tells(route_times):
    assert share(route_times["outside_s"], 2.0) >= 0.95
    assert share(route_times["apart_s"], 2.0) >= 0.9
    assert abs(route_times["ours_s"].median()) <= 2.0


def test_times_three_seconds_late_would_be_seen(hill_gates):
    dense = hill_gates[hill_gates["step_s"] <= 4.0]
    assert share(dense["ours_s"] + 3.0, 2.0) < 0.5

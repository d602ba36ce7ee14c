"""``runwins predict``: a range from the runner's own running, or why there is none."""

import json

import pytest

from tests.cli.in_process import ask
from tests.conftest import SAMPLE


def predict(home, *words):
    done = ask(home, "--today", "2026-10-24", "predict", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_range_in_order_and_what_it_was_made_from(demo_home):
    answer = predict(demo_home, "--distance", "half")
    assert (answer["schema"], answer["distance_m"]) == ("runwins.predict/1", 21_097.5)
    assert answer["p10_s"] < answer["p50_s"] < answer["p90_s"]
    assert answer["enough"] is True
    assert len(answer["basis"]) == 1
    assert predict(demo_home, "--distance", "10km")["p50_s"] < answer["p50_s"]


def test_without_a_word_it_is_for_the_goal_ahead(demo_home):
    assert predict(demo_home) == predict(demo_home, "--goal", "stone")


def test_two_runs_are_not_enough_and_that_is_an_answer(tool):
    assert tool("import", str(SAMPLE / "watch" / "2026-10-24-07-30-36.fit")).returncode == 0
    done = tool("--today", "2026-10-24", "predict", "--distance", "5km")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "5 km: not enough recent running: it takes 12 runs outdoors in 180 days, there are 1\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--distance", "far"], 5, "'far' is not a distance: write it like 50km"),
        (["--goal", "Moon"], 2, "there is no goal 'Moon'; `runwins goal list` lists them"),
        (["--distance"], 2, "requires an argument"),
    ],
)
def test_what_cannot_be_is_said(demo_home, words, code, said):
    done = ask(demo_home, "predict", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_without_a_goal_it_says_how_to_set_one(tool):
    done = tool("predict")
    assert (done.returncode, done.stdout) == (2, "")
    assert "runwins goal set --name NAME" in done.stderr

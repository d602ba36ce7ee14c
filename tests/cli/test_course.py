"""``runwins course``, as a runner and as a script call it."""

import json

import pytest

from runwins import TrainingLog
from runwins.errors import GoalError
from runwins.training_log.courses import parse_clock, parse_fade, raced_legs
from tests.conftest import SAMPLE, run_tool

COURSE = str(SAMPLE / "stone_ring_50.gpx")
DAY = {"RUNWINS_TODAY": "2026-10-24"}


def test_without_a_log_the_course_is_told(tool):
    done = tool("course", COURSE)
    assert done.returncode == 0, done.stderr
    assert "50.0 km   +2,964 m" in done.stdout
    assert "Aid 4: Last Saddle" in done.stdout
    assert "No plan A yet" in done.stdout


def test_the_answer_for_scripts(demo_home):
    done = run_tool(demo_home, "course", COURSE, "--json", **DAY)
    answer = json.loads(done.stdout)
    assert answer["schema"] == "runwins.course/1"
    assert answer["goal"] == "Stone Ring 50"
    assert answer["totals"]["distance_m"] == pytest.approx(50_000, rel=0.002)
    assert answer["totals"]["official_ascent_m"] == 3000
    flat = answer["flat_equivalent"]
    assert 50_000 < flat["minetti_m"] < flat["hr_m"] < 80_000
    assert len(answer["climbs"]) == 18
    ups = [climb for climb in answer["climbs"] if climb["kind"] == "climb"]
    assert all(climb["own_run_id"] for climb in ups)
    plan, prediction = answer["plan"], answer["prediction"]
    assert (plan["a_s"], plan["b_s"]) == (prediction["p50_s"], prediction["p90_s"])
    assert [leg["name"] for leg in plan["legs"]][-1] == "Finish"
    assert [leg["name"] for leg in plan["splits"]][:2] == ["km 5", "km 10"]
    for legs in (plan["legs"], plan["splits"]):
        assert sum(leg["a_leg_s"] for leg in legs) == pytest.approx(plan["a_s"])
    assert plan["sunset"].startswith("2026-12-12T23:5")
    assert [one["cutoff_s"] for one in answer["stations"]] == [11400, 20700, 30600, 37800, 43200]


def test_time_start_fade_stop_and_model_are_followed(demo_home):
    done = run_tool(
        demo_home, "course", COURSE, "--json", "--time", "9:00:00", "--start", "21:00",
        "--date", "2026-12-13", "--fade", "10%", "--stop", "2:00", "--model", "hr", **DAY,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    plan = answer["plan"]
    assert (plan["a_s"], plan["fade"], plan["stop_s"], plan["model"]) == (32_400, 0.1, 120, "hr")
    assert answer["start_clock_s"] == 75_600
    assert answer["date"] == "2026-12-13"
    assert plan["dark_s"] == pytest.approx(9 * 3600 - 600, abs=1200)
    assert sum(leg["a_leg_s"] + leg["stop_s"] for leg in plan["legs"]) == pytest.approx(32_400)


def test_a_picture(tool, tmp_path):
    done = tool("course", COURSE, "--png", str(tmp_path / "p.png"), "--theme", "dark")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
    done = tool("course", COURSE, "--png", str(tmp_path / "p.gif"))
    assert done.returncode == 5
    assert "ends with .png or .svg" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none.gpx"], 3, "none.gpx: "),
        ([__file__], 3, "a course is read from a GPX file"),
        ([], 2, "no goal is set"),
        ([COURSE, "--goal", "Nowhere"], 2, "no goal is set"),
        ([COURSE, "--start", "25:00"], 5, "not a time of day"),
        ([COURSE, "--fade", "much"], 5, "not a fade"),
        ([COURSE, "--time", "fast"], 5, "not a time"),
        ([COURSE, "--time", "0:00"], 5, "above zero"),
        ([COURSE, "--time", "0:10:00", "--stop", "9:00"], 5, "leave no time"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(tool, words, code, said):
    done = tool("course", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_course_of_a_goal_needs_no_file(tool):
    tool("goal", "set", "--name", "Ring", "--date", "2027-12-12", "--distance", "50km",
         "--cutoff", "11:00:00", "--time", "9:00:00", "--course", COURSE)  # fmt: skip
    done = tool("course", "--json")
    answer = json.loads(done.stdout)
    assert (answer["goal"], answer["date"]) == ("Ring", "2027-12-12")
    assert answer["plan"]["a_s"] == 32_400
    assert answer["stations"][-1]["cutoff_s"] == 43_200  # the file's own stands


def test_from_python(sample_log, demo_home):
    view = sample_log.course(COURSE, time_s=9 * 3600.0)
    assert view.plan.a_s == 32_400
    assert view.longest_m == sample_log.runs()["distance_m"].max()
    with TrainingLog(demo_home / "log", units="mi", today=sample_log.today) as log:
        assert next(iter(log.course(COURSE).splits.legs["name"])) == "mile 5"


def test_a_run_elsewhere_is_not_taken_for_the_race(sample_log):
    view = sample_log.course(COURSE, time_s=9 * 3600.0)
    first = sample_log.runs()["run_id"].iloc[0]
    assert raced_legs(sample_log, view, first)["arrival_s"].isna().all()


def test_times_of_day_and_fades():
    assert [parse_clock(text) for text in ("06:00", "6:00", "22h30")] == [21_600, 21_600, 81_000]
    assert [parse_fade(text) for text in ("15%", "15", "0 %")] == [0.15, 0.15, 0.0]
    for text in ("24:00", "6", "06:60", ""):
        with pytest.raises(GoalError):
            parse_clock(text)

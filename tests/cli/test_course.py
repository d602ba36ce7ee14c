"""``runwins course``, as a runner and as a script call it."""

import datetime as dt
import json
import shutil

import pytest

from runwins import TrainingLog
from runwins.errors import GoalError
from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.training_log.spoken_values import parse_clock, parse_fade
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
    assert done.returncode == 2
    assert "should end with .png or .svg" in done.stderr


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
    first = sample_log.runs()["run_id"].iloc[0]
    view = sample_log.course(COURSE, time_s=9 * 3600.0, ran=first)
    assert view.raced["arrival_s"].isna().all()


def test_descents_are_set_beside_the_runners_own(sample_log):
    climbs = sample_log.course(COURSE).climbs
    down = climbs[climbs["kind"] == "descent"]
    own = sample_log.descents().groupby("run_id")["drop_m"].max()
    assert len(down) == 9
    for one in down.to_dict("records"):
        assert one["own_height_m"] <= own[one["own_run_id"]] + 1e-9
        assert one["own_bigger"] == (own.max() >= one["height_m"])


def written_race(path, hours):
    """Write the course as a recording of its race day, an even pace to the finish."""
    profile = measure_course(read_course(COURSE))
    start = dt.datetime(2026, 12, 12, 10, tzinfo=dt.UTC)
    seconds = hours * 3600 * profile.along_m / profile.distance_m
    points = "".join(
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{height:.1f}</ele><time>'
        f"{start + dt.timedelta(seconds=round(at)):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for lat, lon, height, at in zip(
            profile.lat_deg[::6], profile.lon_deg[::6], profile.altitude_m[::6], seconds[::6],
            strict=True,
        )
    )  # fmt: skip
    path.write_text(
        '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<name>Race</name><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )


def test_after_the_race_plan_and_race_stand_side_by_side(demo_home, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(demo_home, home)
    after = {"RUNWINS_TODAY": "2026-12-13"}
    written_race(tmp_path / "race.gpx", 10.0)
    run_tool(home, "goal", "edit", "Stone Ring 50", "--course", COURSE, "--time", "9:30:00", **DAY)
    before = run_tool(home, "course", "--json", RUNWINS_TODAY="2026-12-11")
    done = run_tool(home, "import", str(tmp_path / "race.gpx"), **after)
    assert done.returncode == 0, done.stderr

    answer = json.loads(run_tool(home, "course", COURSE, "--ran", "last", "--json", **after).stdout)
    # the goal of that day and its time, and nothing learnt from the race itself
    assert (answer["goal"], answer["plan"]["a_s"]) == ("Stone Ring 50", 34_200)
    known = json.loads(before.stdout)
    assert answer["prediction"] == known["prediction"]
    assert answer["climbs"] == known["climbs"]
    assert answer["raced"][-1]["behind_s"] == pytest.approx(1800, abs=60)

    told = run_tool(home, "course", COURSE, "--ran", "last", **after).stdout
    assert "after plan A" in told
    page = tmp_path / "page.md"
    run_tool(home, "report", "--goal", "Stone Ring 50", "-o", str(page), **after)
    said = page.read_text()
    assert "## Planned and raced" in said
    assert "| Aid 4: Last Saddle | 42.6 |" in said
    assert "## Pocket card" not in said

    # without a time and without enough running before it there is no plan, and the race is told
    run_tool(home, "goal", "edit", "Stone Ring 50", "--time", "", **after)
    told = run_tool(home, "course", COURSE, "--ran", "last", **after).stdout
    assert "there was no plan to set it beside" in told


def test_times_of_day_and_fades():
    assert [parse_clock(text) for text in ("06:00", "6:00", "22h30")] == [21_600, 21_600, 81_000]
    assert [parse_fade(text) for text in ("15%", "15", "0 %")] == [0.15, 0.15, 0.0]
    for text in ("24:00", "6", "06:60", ""):
        with pytest.raises(GoalError):
            parse_clock(text)

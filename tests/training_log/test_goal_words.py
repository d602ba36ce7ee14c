"""A goal in words: what is refused with a sentence, what is understood, and the way into TOML."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.errors import GoalError
from runwins.goal import Goal, RungEdit
from runwins.report.plain_text import one_line
from runwins.training_log.goal_file import goal_toml, read_goal
from runwins.training_log.goal_words import goal_from
from tests.conftest import SAMPLE

TODAY = dt.date(2026, 10, 24)
RACE = {"name": "Island 50K", "date": "2027-05-22", "distance": "50km"}


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"name": ""}, "name is empty"),
        ({"distance": "far"}, "not a distance"),
        ({"date": "22.5.2027"}, "write it like 2026-12-20"),
        ({"date": "2026-10-01"}, "after the race"),
        ({"start": "2027-06-01"}, "after the race"),
        ({"ascent": "3km"}, "not a height"),
        ({"ascent": "60000m"}, "steeper than a ladder"),
        ({"distance": "2000km"}, "longer than any race"),
        ({"time": "soon"}, "not a time"),
        ({"time": "0:00:00"}, "above zero"),
        ({"time": "0:40:00"}, "nobody has run 50 km in 40:00"),
        ({"cutoff": "1:50"}, "nobody has run 50 km in 1:50"),
        ({"time": "11:00:00", "cutoff": "10:00:00"}, "beyond the cut-off"),
        ({"start_time": "25:00"}, "not a time of day"),
        ({"heat": "hot"}, "write it like 30C"),
        ({"heat": "90C"}, "no weather to run in"),
        ({"priority": "D"}, "it can be A, B, C"),
        ({"terrain": "sea"}, "it can be road, trail"),
        ({"runs_per_week": 0}, "it can be 1 to 21"),
        ({"without_stopping": "yes"}, "true or false"),
        ({"cut_off": "10:00:00"}, "a goal has no 'cut_off'"),
        ({"course": "nowhere.gpx"}, "nowhere.gpx"),
        ({"rewards": ["socks"]}, "rewards are a table"),
        ({"climb": "60000m"}, "one climb of 60,000 m is longer than the race"),
        ({"climb": "900m", "ascent": "800m"}, "more than the 800 m of the whole race"),
        ({"rewards": {"x": "socks"}}, "'x' is no rung"),
        ({"rewards": {"longrun-40": "socks"}}, "the kinds are long-run, weekly-volume"),
        ({"rewards": {"long-run-nan": "socks"}}, "'long-run-nan' is no rung"),
        ({"edits": [{"what": "burn", "rung": "long-run-1"}]}, "an edit of the ladder names"),
        ({"edits": [{"what": "drop", "rung": "long-run"}]}, "'long-run' is no rung"),
        ({"edits": [{"what": "move", "rung": "long-run-40", "value": "soon"}]}, "not to 'soon'"),
        ({"edits": [{"what": "done", "rung": "own-1", "value": "2026-10-04"}]}, "a day and a run"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(words: dict[str, Any], problem: str) -> None:
    with pytest.raises(GoalError, match=problem):
        goal_from(RACE | words, "km", TODAY)


def test_a_goal_needs_a_name_and_a_distance() -> None:
    with pytest.raises(GoalError, match="no distance"):
        goal_from({"name": "x"}, "km", TODAY)
    with pytest.raises(GoalError, match="name is empty"):
        goal_from({"distance": "half"}, "km", TODAY)


def test_all_of_it() -> None:
    goal = goal_from(
        RACE | {"ascent": "3000m", "time": "8:30:00", "cutoff": "10h", "start_time": "06:00",
                "runs_per_week": 4, "priority": "B", "heat": "86F", "start": "2027-01-04"},
        "km", TODAY,
    )  # fmt: skip
    assert goal == Goal(
        "Island 50K", dt.date(2027, 5, 22), 50_000.0, TODAY, ascent_m=3000.0, terrain="trail",
        time_s=30_600.0, cutoff_s=36_000.0, start=dt.date(2027, 1, 4), priority="B",
        runs_per_week=4, start_clock_s=21_600.0, temperature_c=30.0,
    )  # fmt: skip


def test_a_goal_of_ones_own_has_no_day() -> None:
    words = {"name": "10 km without stopping", "distance": "10", "without_stopping": True}
    goal = goal_from(words, "km", TODAY)
    assert (goal.date, goal.distance_m, goal.without_stop, goal.terrain) == (
        None, 10_000.0, True, "road",
    )  # fmt: skip


def test_what_is_not_said_stays_and_nothing_takes_it_back() -> None:
    before = goal_from(RACE | {"cutoff": "10:00:00", "ascent": "3000m"}, "km", TODAY)
    later = goal_from({"cutoff": "", "date": "2027-05-23"}, "km", dt.date(2027, 1, 1), before)
    assert (later.cutoff_s, later.date) == (None, dt.date(2027, 5, 23))
    assert (later.ascent_m, later.terrain, later.set_on) == (3000.0, "trail", TODAY)
    flat = goal_from({"ascent": "200m"}, "km", TODAY, before)
    assert flat.terrain == "road"


def test_the_course_file_tells_what_nobody_said() -> None:
    course = str(SAMPLE / "stone_ring_50.gpx")
    goal = goal_from(
        {"name": "Ring", "date": "2026-12-12", "course": course, "ascent": "3000m"}, "km", TODAY
    )
    assert goal.distance_m == pytest.approx(50_000, rel=0.002)
    assert goal.ascent_m == 3000.0
    assert goal.climb_m == pytest.approx(400, abs=10)
    assert goal.descent_m == pytest.approx(2_960, abs=30)
    assert (goal.start_clock_s, goal.utc_offset_s) == (7 * 3600, -3 * 3600)
    words = {"name": "Ring", "course": course, "distance": "49km", "climb": "350m"}
    said = goal_from(words | {"start_time": "8:00"}, "km", TODAY)
    assert (said.distance_m, said.climb_m, said.start_clock_s) == (49_000, 350, 8 * 3600)
    assert said.ascent_m == pytest.approx(2_960, abs=30)


def test_a_file_is_read_and_written(tmp_path: Path) -> None:
    file = tmp_path / "goal.toml"
    file.write_text(
        'name = "Island 50K"\ndate = 2027-05-22\ndistance = "50km"\nascent = "3000m"\n'
        'time = 08:30:00\nruns_per_week = 4\n[rewards]\n"long-run-40" = "new socks"\n'
        '[[edits]]\nwhat = "drop"\nrung = "fuelling-10800"\n',
        encoding="utf-8",
    )
    goal = read_goal(file, "km", TODAY)
    assert goal.time_s == 30_600.0
    assert goal.rewards == {"long-run-40": "new socks"}
    assert goal.edits == (RungEdit("drop", "fuelling-10800"),)
    file.write_text(goal_toml(goal, "mi"), encoding="utf-8")
    again = read_goal(file, "km", TODAY)
    assert again.distance_m == pytest.approx(goal.distance_m, rel=1e-5)
    assert (again.name, again.edits, again.rewards) == (goal.name, goal.edits, goal.rewards)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("name = ", "no TOML"), ('name = "x"\n', "no distance"), ('naem = "x"\n', "has no 'naem'")],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "goal.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GoalError, match=rf"goal\.toml: .*{problem}"):
        read_goal(file, "km", TODAY)
    with pytest.raises(GoalError, match="could not be read"):
        read_goal(tmp_path / "none.toml", "km", TODAY)


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(names.filter(lambda name: bool(name.strip())), st.floats(800, 900_000), st.text(max_size=20))
def test_any_name_survives_the_file(name: str, metres: float, reward: str) -> None:
    words = {"name": name, "distance": f"{metres:.0f}m", "rewards": {"long-run-5000": reward}}
    if not one_line(name, joiners=True):
        with pytest.raises(GoalError, match="name is empty"):
            goal_from(words, "km", TODAY)
        return
    goal = goal_from(words, "km", TODAY)
    again = goal_from(tomllib.loads(goal_toml(goal, "km")), "km", TODAY)
    assert (again.name, again.rewards) == (goal.name, goal.rewards)

"""``runwins goal``: a race ahead is set, shown, changed and forgotten."""

import json

import pytest

RACE = ("--name", "Island 50K", "--date", "2027-05-22", "--distance", "50km", "--ascent", "3000m")


def shown(tool, *name):
    done = tool("goal", "show", *name, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["goal"]


def test_what_is_set_is_shown_and_what_nobody_said_is_missing(tool):
    assert tool("--today", "2026-10-24", "goal", "set", *RACE).returncode == 0
    goal = shown(tool)
    assert (goal["name"], goal["date"], goal["distance_m"], goal["ascent_m"]) == (
        "Island 50K",
        "2027-05-22",
        50_000.0,
        3_000.0,
    )
    assert (goal["terrain"], goal["set_on"]) == ("trail", "2026-10-24")
    assert (goal["time_s"], goal["cutoff_s"], goal["course_file"]) == (None, None, None)


def test_the_most_important_one_ahead_is_meant_where_none_is_named(tool):
    day = ("--today", "2026-10-24")
    tool(*day, "goal", "set", *RACE, "--priority", "A")
    tool(*day, "goal", "set", "--name", "Park 10", "--date", "2026-11-29", "--distance", "10km",
         "--priority", "C")  # fmt: skip
    assert shown(tool)["name"] == "Island 50K"
    assert shown(tool, "park")["name"] == "Park 10"
    listed = json.loads(tool("goal", "list", "--json").stdout)["goals"]
    assert [goal["name"] for goal in listed] == ["Park 10", "Island 50K"], "the next race first"


def test_edit_changes_what_is_said_alone(tool):
    tool("goal", "set", *RACE)
    before = shown(tool)
    done = tool("goal", "edit", "island", "--date", "2027-05-29", "--time", "8:00:00")
    assert done.returncode == 0, done.stderr
    changed = {key: value for key, value in shown(tool).items() if value != before[key]}
    assert changed == {"date": "2027-05-29", "time_s": 28_800.0}


def test_forgetting_asks(tool):
    tool("goal", "set", *RACE)
    assert tool("goal", "clear", "Island 50K").returncode == 2
    assert tool("goal", "clear", "Island 50K", answers="\n").returncode == 130
    assert shown(tool)["name"] == "Island 50K"
    assert tool("goal", "clear", "island", "--yes").returncode == 0
    assert json.loads(tool("goal", "list", "--json").stdout)["goals"] == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["set", "--name", "X", "--date", "2027-05-22"], 5, "the goal has no distance: say it"),
        (["set", *RACE, "--time", "fast"], 5, "'fast'"),
        (["set", *RACE, "--course", "nowhere.gpx"], 5, "nowhere.gpx"),
        (["set", *RACE, "--priority", "D"], 2, "'A', 'B', 'C'"),
        (["show"], 2, "runwins goal set --name NAME"),
        (["edit", "Moon", "--time", "1:00:00"], 2, "no goal"),
        (["clear", "Moon", "--yes"], 2, "no goal"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(tool, words, code, said):
    done = tool("goal", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert json.loads(tool("goal", "list", "--json").stdout)["goals"] == []

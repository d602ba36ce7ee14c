"""``runwins ladder``, ``goal``, ``away``, ``block`` and ``predict`` as a runner types them."""

import json

import pytest

from tests.cli.in_process import ask
from tests.conftest import SAMPLE

DAY = {"RUNWINS_TODAY": "2026-10-24"}
WHAT_IF = ("ladder", "--runs-per-week", "4", "--start", "10km", "--distance", "half",
           "--date", "2027-03-14")  # fmt: skip


def say(home, *words):
    return ask(home, *words, **DAY)


def test_before_the_first_run_a_ladder_answers_and_leaves_nothing(tool, tmp_path):
    done = tool(*WHAT_IF, **DAY)
    assert done.returncode == 0, done.stderr
    assert "If you run 4 times a week, 10 km at the longest and 25 km in all" in done.stdout
    assert "✓" not in done.stdout
    assert not (tmp_path / "log" / "runwins.db").exists()
    answer = json.loads(tool(*WHAT_IF, "--json", **DAY).stdout)
    assert answer["schema"] == "runwins.ladder/1"
    assert answer["next"] == "weekly-volume-27000"
    assert {rung["state"] for rung in answer["rungs"]} == {"next", "later"}


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--distance", "half"), "say where you start: --start 10km"),
        (("--start", "10km"), "say how far the race is, or when it is: --distance half"),
        (("--start", "10km", "--distance", "half", "--date", "2026-01-01"), "after the race"),
    ],
)
def test_what_if_says_what_it_lacks(tool, words, problem):
    done = tool("ladder", *words, **DAY)
    assert done.returncode == 5
    assert problem in done.stderr


def test_without_a_distance_it_is_the_longest_race_within_reach(tool):
    words = ("--runs-per-week", "4", "--start", "10km", "--date", "2027-04-24")
    answer = json.loads(tool("ladder", *words, "--json", **DAY).stdout)
    assert answer["goal"]["name"] == "half marathon"
    assert answer["probability"] >= 0.5
    longer = json.loads(tool("ladder", *words, "--distance", "marathon", "--json", **DAY).stdout)
    assert longer["probability"] < 0.5
    assert "No distance was named" in tool("ladder", *words, **DAY).stdout
    soon = ("--start", "2km", "--date", "2026-11-10")
    assert "the shortest usual race" in tool("ladder", *soon, **DAY).stdout


def test_what_if_beside_a_log_starts_from_it_and_keeps_nothing(demo_home):
    before = say(demo_home, "ladder", "--json").stdout
    done = say(demo_home, "ladder", "--distance", "half", "--date", "2027-03-14")
    assert "43 km at the longest" in done.stdout
    more = json.loads(say(demo_home, "ladder", "--runs-per-week", "6", "--json").stdout)
    assert more["goal"]["name"] == "Stone Ring 50"
    assert say(demo_home, "ladder", "--json").stdout == before


def test_an_imagined_ladder_can_be_drawn(tool, tmp_path):
    done = tool(*WHAT_IF, "--png", "what.png", **DAY)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "what.png").read_bytes().startswith(b"\x89PNG")


def test_the_runners_own_hand_on_the_ladder(demo_home):
    for words, said in (
        (("add", "weekly-volume", "58km"), "added weekly-volume-58000"),
        (("add", "the long way home"), "added own-1"),
        (("reward", "own-1", "pizza"), "a reward for own-1"),
        (("reword", "weekly-volume-58", "a big week"), "reworded weekly-volume-58000"),
        (("move", "a big week", "2026-11-15"), "moved weekly-volume-58000"),
        (("drop", "power-hike"), "dropped power-hike-1200"),
        (("done", "own-1"), "own-1 is done"),
    ):
        done = say(demo_home, "ladder", *words)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{said}; ")
        assert "rungs done" in done.stdout
    listed = say(demo_home, "ladder", "rungs").stdout
    assert "the long way home" in listed
    assert "own-1" in listed
    assert "power-hike" not in listed
    assert "Earned for the long way home: pizza" in say(demo_home, "ladder").stdout
    undone = say(demo_home, "ladder", "undo")
    assert undone.stdout.startswith("took back: done own-1 2026-10-24 20261024-0730; ")
    back = say(demo_home, "ladder", "restore", "power-hike")
    assert back.stdout.startswith("put power-hike-1200 back; ")
    wrong = say(demo_home, "ladder", "drop", "nothing")
    assert wrong.returncode == 2
    assert "there is no rung 'nothing'" in wrong.stderr


def test_a_goal_in_a_file_and_back(demo_home):
    told = say(demo_home, "goal", "show", "--toml")
    assert told.stdout.startswith('name = "Stone Ring 50"\ndate = 2026-12-12\ndistance = "50km"')
    (demo_home / "goal.toml").write_text(told.stdout, encoding="utf-8")
    before = json.loads(say(demo_home, "ladder", "--json").stdout)
    say(demo_home, "goal", "clear", "Stone", "--yes")
    done = say(demo_home, "goal", "set", "--from", "goal.toml", "--runs-per-week", "5")
    assert done.returncode == 0, done.stderr
    after = json.loads(say(demo_home, "ladder", "--json").stdout)
    assert after["goal"]["runs_per_week"] == 5
    assert [rung["rung_id"] for rung in after["rungs"]] == [
        rung["rung_id"] for rung in before["rungs"]
    ]


def test_a_goal_is_edited_and_the_rest_stays(demo_home):
    done = say(demo_home, "goal", "edit", "Stone", "--date", "2026-12-19", "--json")
    goal = json.loads(done.stdout)["goal"]
    assert (goal["date"], goal["cutoff_s"], goal["set_on"]) == ("2026-12-19", 43_200, "2026-07-05")
    assert say(demo_home, "goal", "edit", "Stone").returncode == 2
    bad = say(demo_home, "goal", "edit", "Stone", "--time", "13:00:00")
    assert (bad.returncode, "beyond the cut-off" in bad.stderr) == (5, True)


def test_a_goal_without_a_race(demo_home):
    done = say(demo_home, "goal", "set", "--name", "10 km without stopping", "--distance", "10km",
               "--without-stopping", "--priority", "A")  # fmt: skip
    first, more = done.stdout.splitlines()
    assert first == "10 km without stopping   10.0 km"
    assert more.strip() == "all of it without stopping, build from 24 Oct 2026"
    ladder = say(demo_home, "ladder", "--goal", "10 km").stdout
    assert "10 km without stopping done on" in ladder or "rungs done" in ladder
    assert say(demo_home, "goal", "set", "--distance", "10km").returncode == 2


def test_days_away_and_blocks(demo_home):
    assert say(demo_home, "away").stdout.startswith("no day is marked")
    done = say(demo_home, "away", "mark", "ill", "2026-05-03", "2026-05-24", "--text", "flu")
    assert done.stdout == "ill, 3 May 2026 to 24 May 2026: flu\n"
    assert json.loads(say(demo_home, "away", "--json").stdout)["away"][0]["reason"] == "ill"
    back = say(demo_home, "away", "clear", "2026-05-04", "--yes")
    assert back.stdout == "took back 1 mark\n"
    assert say(demo_home, "away", "clear", "2026-05-04").returncode == 2
    done = say(demo_home, "block", "set", "Winter base", "2025-12-01", "2026-02-28")
    assert done.stdout == "Winter base   1 Dec 2025 to 28 Feb 2026   13 weeks\n"
    assert say(demo_home, "block").stdout == done.stdout
    assert say(demo_home, "block", "clear", "winter", "--yes").returncode == 0
    assert "no block has a name" in say(demo_home, "block").stdout


def test_how_a_prediction_moved(demo_home):
    done = say(demo_home, "predict", "--history")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["as", "of", "1", "in", "10", "faster", "middle", "9", "in", "10",
                                "faster", "moved"]  # fmt: skip
    assert lines[-1].startswith(" The middle came from ")
    answer = json.loads(say(demo_home, "predict", "--history", "--json").stdout)
    assert answer["history"][-1]["p50_s"] == pytest.approx(answer["p50_s"])


def test_a_pocket_card_and_the_race_against_the_plan(demo_home):
    course = str(SAMPLE / "stone_ring_50.gpx")
    done = say(demo_home, "course", course, "--card", "card.svg")
    assert (done.returncode, done.stdout) == (0, "")
    drawn = (demo_home / "card.svg").read_text(encoding="utf-8")
    for words in ("Stone Ring 50, 12 Dec, start 07:00", "Aid 4: Last Saddle", "17:30", "19:00"):
        assert words in drawn
    against = say(demo_home, "course", course, "--ran", "last")
    assert "it is another way" in " ".join(against.stdout.split())
    told = json.loads(say(demo_home, "course", course, "--ran", "last", "--json").stdout)
    assert [leg["name"] for leg in told["raced"]][-1] == "Finish"
    refused = say(demo_home, "course", course, "--card", "card.pdf")
    assert (refused.returncode, "end with .png or .svg" in refused.stderr) == (2, True)

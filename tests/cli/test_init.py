"""``runwins init``: a few questions that can all be passed over."""

import json


def test_without_anybody_to_answer_it_takes_what_was_said(tool, tmp_path):
    done = tool("init", "--units", "mi", "--home-zone", "America/Denver")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "log" / "config.toml").read_text()
    assert 'units = "mi"' in text
    assert 'home_zone = "America/Denver"' in text
    assert not (tmp_path / "log" / "runwins.db").exists()


def test_enter_passes_every_question_over(tool, tmp_path):
    done = tool("init", answers="\n\n\n")
    assert done.returncode == 0, done.stderr
    assert "runwins import" in done.stderr
    assert 'units = "km"' in (tmp_path / "log" / "config.toml").read_text()


def test_a_race_is_kept_as_a_goal(tool):
    done = tool("--today", "2026-10-24", "init",
                answers="mi\nAmerica/Denver\nCity half\n2027-03-14\nhalf\n\n")  # fmt: skip
    assert done.returncode == 0, done.stderr
    goal = json.loads(tool("goal", "show", "--json").stdout)["goal"]
    assert (goal["name"], goal["distance_m"], goal["ascent_m"]) == ("City half", 21097.5, None)


def test_a_wrong_zone_is_told_the_nearest(tool):
    done = tool("init", "--home-zone", "Europe/Berln")
    assert done.returncode == 5
    assert "did you mean Europe/Berlin" in done.stderr

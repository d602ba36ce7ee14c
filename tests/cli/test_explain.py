"""``runwins explain``: a win with all it rests on, and a kind in its own words."""

import json

import pytest

from runwins.ladder.base import kinds as rung_kinds
from runwins.wins import kinds
from tests.cli.in_process import ask


def test_a_win_names_its_old_mark_its_rule_and_what_would_have_beaten_it(demo_home):
    (win,) = json.loads(
        ask(demo_home, "wins", "--kind", "first-distance", "--since", "2026-10-24", "--json").stdout
    )["wins"]
    said = ask(demo_home, "explain", win["win_id"]).stdout
    assert said.startswith("First marathon, on Sat 24 Oct 2026.\n")
    assert f"(run {win['previous_run_id']})" in said
    assert "The rule: " in said
    assert "What would have beaten it: 42.8 km or more" in said
    answer = json.loads(ask(demo_home, "explain", win["win_id"], "--json").stdout)
    assert (answer["schema"], answer["win_id"]) == ("runwins.explain/1", win["win_id"])
    assert "\n".join(answer["sentences"]) == said.rstrip("\n")


def test_the_beginning_of_an_id_is_enough(demo_home):
    (win, *_) = json.loads(ask(demo_home, "wins", "--json").stdout)["wins"]
    whole = ask(demo_home, "explain", win["win_id"])
    assert ask(demo_home, "explain", win["win_id"][:6]).stdout == whole.stdout


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_a_kind_is_explained_without_a_log(tool, tmp_path, kind):
    said = tool("explain", kind)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(f"{kind}\n\n")
    assert len(said.stdout.split()) > 8
    assert not (tmp_path / "log").exists()


def test_a_kind_of_rung_is_explained_without_a_log(tmp_path):
    for kind in rung_kinds():
        said = ask(tmp_path, "explain", kind)
        assert (said.returncode, said.stderr) == (0, "")
        assert said.stdout.startswith(f"{kind}\n\n")
    assert not (tmp_path / "log").exists()


def test_a_name_of_both_families_says_both(tmp_path):
    both = json.loads(ask(tmp_path, "explain", "back-to-back", "--json").stdout)
    assert both["about"].startswith(kinds()["back-to-back"].about)
    assert both["about"].endswith(rung_kinds()["back-to-back"].about)


def test_what_is_no_win_is_told_where_they_are(demo_home):
    done = ask(demo_home, "explain", "!")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "runwins: there is no win '!'; `runwins wins --all` lists them\n"

"""Whole paths: what the demo's runner sees, kept word for word."""

import json
import re

import pytest

from tests.conftest import SAMPLE, run_tool

TODAY = "2026-10-24"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show.txt", ["show"]),
        ("show_in_colour.txt", ["--color", "always", "show"]),
        ("show_ascii.txt", ["--ascii", "--color", "always", "show"]),
        ("show_in_miles.txt", ["--units", "mi", "--color", "always", "show"]),
        ("wins.txt", ["wins"]),
        ("weeks.txt", ["weeks"]),
        ("bests.txt", ["bests"]),
        ("climbs.txt", ["climbs"]),
        ("goal.txt", ["goal", "show"]),
        ("ladder.txt", ["ladder"]),
        ("ladder.json", ["ladder", "--json"]),
        ("runs_show.txt", ["runs", "show", "last"]),
        ("predict.txt", ["predict"]),
    ],
)
def test_what_the_demo_runner_reads(golden, demo_home, name, words):
    done = run_tool(demo_home, "--today", TODAY, *words)
    assert (done.returncode, done.stderr) == (0, "")
    golden(name, done.stdout.replace(str(SAMPLE), "sample_data"))


def test_the_demo_says_what_it_left_and_left_nothing_else(demo):
    home = demo.parent
    assert {p.name for p in home.iterdir()} == {"runwins-demo", "stdout.txt"}
    said = (home / "stdout.txt").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w-]+\.(?:png|svg|html|txt)", said.split(f"In {demo}")[1]))
    assert named == {p.name for p in demo.iterdir() if p.is_file()}
    assert all((demo / name).stat().st_size > 100 for name in named)


def test_the_demo_shows_the_newest_run(demo, golden):
    text = (demo / "post-run.txt").read_text(encoding="utf-8")
    golden("post_run.txt", re.sub(r"in \d+\.\d s", "in 0.1 s", text))


def test_the_ladder_picture_is_the_same_when_drawn_again(demo, demo_home):
    done = run_tool(demo_home, "--today", TODAY, "ladder", "--svg", "again.svg")
    assert done.returncode == 0, done.stderr
    assert (demo_home / "again.svg").read_bytes() == (demo / "ladder.svg").read_bytes()


def test_the_report_is_the_same_when_made_again(demo, demo_home):
    done = run_tool(demo_home, "--today", TODAY, "report", "-o", "again.html")
    assert done.returncode == 0, done.stderr
    assert (demo_home / "again.html").read_bytes() == (demo / "block.html").read_bytes()


def test_the_report_is_one_page_that_asks_for_nothing(demo):
    page = (demo / "block.html").read_text(encoding="utf-8")
    assert len(page) < 500_000
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "@import" not in page
    assert not re.search(r"url\((?!['\"]?(?:#|data:))", page)


def test_json_answers_name_their_shape(demo_home):
    for words in (["runs"], ["wins"], ["weeks"], ["bests"], ["climbs"], ["ladder"], ["show"],
                  ["goal", "show"], ["predict"], ["imports", "list"]):  # fmt: skip
        done = run_tool(demo_home, "--today", TODAY, *words, "--json")
        assert done.returncode == 0, done.stderr
        assert re.fullmatch(r"runwins\.[a-z-]+/1", json.loads(done.stdout)["schema"])

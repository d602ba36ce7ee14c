"""``runwins report``: a block, a year or the whole log, under the name and in the form asked for."""

import json

import pytest

from tests.cli.in_process import ask


def test_without_a_word_it_is_the_build_toward_the_goal(demo_home):
    done = ask(demo_home, "--today", "2026-10-24", "report")
    assert (done.returncode, done.stdout, done.stderr) == (0, "wrote block.html\n", "")
    page = (demo_home / "block.html").read_text(encoding="utf-8")
    assert "Stone Ring 50" in page
    assert page.count("<h1") == 1


def test_days_a_year_and_a_named_block_choose_what_is_told(demo_home):
    def told(*words):
        assert ask(demo_home, "report", *words, "-o", "x.json").returncode == 0
        return json.loads((demo_home / "x.json").read_text(encoding="utf-8"))

    named = ["Late summer", "2026-08-01", "2026-09-30"]
    assert ask(demo_home, "block", "set", *named).returncode == 0
    days = told("--from", "2026-08-01", "--to", "2026-09-30")
    block = told("--block", "late")
    assert days["runs"] == block["runs"]
    dates = [run["local_date"] for run in days["runs"]]
    assert "2026-08-01" <= min(dates) <= max(dates) <= "2026-09-30"
    everything = json.loads(ask(demo_home, "runs", "--json").stdout)["runs"]
    inside = [r for r in everything if "2026-08-01" <= r["local_date"] <= "2026-09-30"]
    assert len(days["runs"]) == len(inside)


def test_the_end_of_the_name_says_the_form(demo_home):
    assert ask(demo_home, "report", "--format", "md").stdout == "wrote block.md\n"
    assert (demo_home / "block.md").read_text(encoding="utf-8").startswith("# ")
    assert ask(demo_home, "report", "--year", "2026").stdout == "wrote year.html\n"


def test_it_opens_where_that_is_asked(demo_home, monkeypatch):
    opened = []
    monkeypatch.setattr("click.launch", opened.append)
    ask(demo_home, "report", "--format", "md", "--open")
    assert opened == ["block.md"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--year", "2026", "--from", "2026-01-01"], 2, "exclude each other"),
        (["--all", "--block", "x"], 2, "exclude each other"),
        (["--all", "--format", "md"], 2, "HTML alone"),
        (["--format", "json", "-o", "x.html"], 2, "x.html does not end with .json"),
        (["-o", "x.docx"], 5, ".docx"),
        (["--from", "2026-31-01"], 5, "is not a date"),
        (["--from", "2026-10-01", "--to", "2026-09-01"], 5, ""),
        (["--block", "Winter"], 2, "there is no block 'Winter'"),
        (["--goal", "Moon"], 2, "there is no goal 'Moon'; `runwins goal list` lists them"),
        (["-o", "nowhere/block.html"], 3, "nowhere/block.html"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_no_file(demo_home, words, code, said):
    done = ask(demo_home, "report", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert [path.name for path in demo_home.iterdir()] == ["log"]

"""``runwins report``: a block or a year, under the name and in the form that is asked for."""

import json

import pytest

from tests.cli.in_process import ask


def test_without_a_word_it_is_the_build_toward_the_goal(demo_home):
    done = ask(demo_home, "--today", "2026-10-24", "report")
    assert (done.returncode, done.stdout, done.stderr) == (0, "wrote block.html\n", "")
    page = (demo_home / "block.html").read_text(encoding="utf-8")
    assert "Stone Ring 50" in page
    assert page.count("<h1") == 1


def test_a_named_block_is_its_days(demo_home):
    assert ask(demo_home, "block", "set", "Summer", "2026-08-01", "2026-09-30").returncode == 0
    assert ask(demo_home, "report", "--block", "summer", "-o", "x.json").returncode == 0
    told = json.loads((demo_home / "x.json").read_text(encoding="utf-8"))
    every = json.loads(ask(demo_home, "runs", "--json").stdout)["runs"]
    inside = [run for run in every if "2026-08-01" <= run["local_date"] <= "2026-09-30"]
    assert str(len(inside)) in json.dumps(told["facts"])


def test_the_end_of_the_name_says_the_form(demo_home):
    assert ask(demo_home, "report", "--format", "md").stdout == "wrote block.md\n"
    assert (demo_home / "block.md").read_text(encoding="utf-8").startswith("# ")


def test_a_year_is_opened_where_that_is_asked(demo_home, monkeypatch):
    opened = []
    monkeypatch.setattr("click.launch", opened.append)
    done = ask(demo_home, "report", "--year", "2026", "--format", "json", "--open")
    assert (done.stdout, opened) == ("wrote year.json\n", ["year.json"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--year", "2026", "--from", "2026-01-01"], 2, "exclude each other"),
        (["--all", "--block", "x"], 2, "exclude each other"),
        (["--all", "--format", "md"], 2, "HTML alone"),
        (["--format", "json", "-o", "x.html"], 2, "x.html should end with .json"),
        (["-o", "x.docx"], 2, "x.docx should end with .html or .md or .json"),
        (["--from", "2026-31-01"], 5, "is not a date"),
        (["--from", "2026-10-01", "--to", "2026-09-01"], 5, "2026"),
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

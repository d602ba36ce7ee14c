"""``runwins show``: what a run achieved, for a terminal, a pipe, a script and a browser."""

import json
import re

import pytest

from tests.cli.in_process import ask

FIRST_WORDS = {"RUN", "READ", "WIN", "NEAR", "SKIP", "NOTE", "GOAL"}


def test_a_terminal_gets_a_picture_and_a_pipe_a_fact_a_line(demo_home):
    drawn = ask(
        demo_home, "--today", "2026-10-24", "show", terminal=True, NO_COLOR="1", COLUMNS="80"
    )
    lines = drawn.stdout.splitlines()
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 80
    assert "★ First marathon" in drawn.stdout
    assert "⚑" in drawn.stdout
    piped = ask(demo_home, "--today", "2026-10-24", "show").stdout.splitlines()
    assert {line.split()[0] for line in piped} <= FIRST_WORDS
    assert any(re.match(r"WIN +first-distance +First marathon", line) for line in piped)


@pytest.mark.parametrize("said", ["last", "2026-10-24", "20261024-0730", "20261024"])
def test_the_same_run_by_any_name(demo_home, said):
    answer = json.loads(ask(demo_home, "show", said, "--json").stdout)
    assert answer["schema"] == "runwins.show/1"
    assert (answer["run_id"], answer["local_date"]) == ("20261024-0730", "2026-10-24")


def test_wins_of_the_run_are_those_of_the_list(demo_home):
    every = json.loads(ask(demo_home, "wins", "--since", "2026-10-24", "--json").stdout)["wins"]
    shown = json.loads(ask(demo_home, "show", "--json").stdout)["wins"]
    assert [win["win_id"] for win in shown] == [win["win_id"] for win in every] != []


def test_what_was_not_counted_is_said(demo_home):
    said = ask(demo_home, "show", "2026-08-22").stdout
    assert "SKIP" in said
    assert "116 m lower at its end" in said


def test_a_page_is_written_and_opened_where_that_is_asked(demo_home, monkeypatch):
    opened = []
    monkeypatch.setattr("click.launch", opened.append)
    done = ask(demo_home, "show", "-o", "mine.html")
    assert (done.stdout, opened) == ("wrote mine.html\n", [])
    done = ask(demo_home, "show", "--open")
    assert (done.stdout, opened) == ("wrote run.html\n", ["run.html"])
    page = (demo_home / "run.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "First marathon" in page


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["2025-01-01"], 2, "there is no run on 2025-01-01; the nearest: "),
        (["202610"], 2, "could be any of"),
        (["abc"], 2, "there is no run 'abc'; `runwins runs` lists them"),
        (["-o", "nowhere/run.html"], 3, "nowhere/run.html: could not be written: No such file"),
        (["-o", "run.pdf"], 2, "the name 'run.pdf' should end with .html or .md or .json"),
        (["last", "first"], 2, "unexpected extra argument"),
    ],
)
def test_what_cannot_be_is_said(demo_home, words, code, said):
    done = ask(demo_home, "show", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr

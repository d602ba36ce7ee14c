"""``runwins bests``: which distances, which book, of when; a helped time says so."""

import json

import pytest

from tests.cli.in_process import ask


def bests(home, *words):
    done = ask(home, "--today", "2026-10-24", "bests", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)["bests"]


def test_a_best_says_where_it_was_run_and_whether_downhill(demo_home):
    lines = ask(demo_home, "bests").stdout.splitlines()
    rows = bests(demo_home)
    assert len(lines) == len(rows) + 1
    for line, row in zip(lines[1:], rows, strict=True):
        assert row["run_id"] in line
        assert row["book"] in line
        assert ("downhill" in line) == (row["reason"] == "downhill-aided")
    assert {row["book"] for row in rows} == {"road", "trail"}
    assert any(row["reason"] for row in rows)


@pytest.mark.parametrize("book", ["road", "trail"])
def test_one_book_alone(demo_home, book):
    every = {row["distance_m"]: row["elapsed_s"] for row in bests(demo_home)}
    own = bests(demo_home, "--book", book)
    assert {row["book"] for row in own} == {book}
    assert all(row["elapsed_s"] >= every[row["distance_m"]] for row in own)


def test_one_distance_alone_and_how_it_came_to_be(demo_home):
    steps = bests(demo_home, "--history", "--distance", "5km")
    assert {row["distance_m"] for row in steps} == {5000.0}
    times = [row["elapsed_s"] for row in steps]
    assert len(times) > 3
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == len(times)
    assert steps[-1] == bests(demo_home, "--distance", "5")[0]


def test_of_the_last_days(demo_home):
    assert all(row["date"] > "2026-09-24" for row in bests(demo_home, "--window", "30d"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--distance", "7km"], 5, "no best is kept over 7km: it is over 400 m"),
        (["--distance", "far"], 5, "'far' is not a distance"),
        (["--window", "0d"], 5, "is not a number of days"),
        (["--book", "treadmill"], 2, "treadmill"),
    ],
)
def test_what_cannot_be_is_said(demo_home, words, code, said):
    done = ask(demo_home, "bests", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_an_empty_log_has_none(tool):
    assert tool("bests").stdout.startswith("no best yet")

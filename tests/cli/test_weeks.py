"""``runwins weeks``: every run is in one week, and no week is left out."""

import datetime as dt
import itertools
import json

import pytest

from tests.cli.in_process import ask


def answer(home, *words):
    done = ask(home, "--today", "2026-10-24", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_every_run_is_in_the_week_of_its_local_day(demo_home):
    runs = answer(demo_home, "runs")["runs"]
    weeks = {week["week"]: week for week in answer(demo_home, "weeks")["weeks"]}
    assert all(dt.date.fromisoformat(monday).weekday() == 0 for monday in weeks)
    days = [dt.date.fromisoformat(monday) for monday in weeks]
    assert all((b - a).days == 7 for a, b in itertools.pairwise(days)), "none is left out"
    for monday, week in weeks.items():
        first = dt.date.fromisoformat(monday)
        mine = [
            run for run in runs
            if 0 <= (dt.date.fromisoformat(run["local_date"]) - first).days < 7
        ]  # fmt: skip
        assert week["runs"] == len(mine)
        known = [run["distance_m"] for run in mine if run["distance_m"] is not None]
        assert week["distance_m"] == pytest.approx(sum(known))


def test_the_last_weeks_alone(demo_home):
    every = answer(demo_home, "weeks")["weeks"]
    assert answer(demo_home, "weeks", "--last", "3")["weeks"] == every[-3:]
    assert len(ask(demo_home, "weeks", "--last", "3").stdout.splitlines()) == 4
    assert ask(demo_home, "weeks", "--last", "0").returncode == 2


def test_an_empty_log_says_so(tool):
    done = tool("weeks")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()

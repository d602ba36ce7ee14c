"""``runwins weeks`` and ``runwins climbs``: every run is in one week, every climb stands once."""

import csv
import datetime as dt
import io
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


def test_climbs_go_from_the_biggest_down_and_all_are_there(demo_home, sample_index):
    climbs = answer(demo_home, "climbs")["climbs"]
    gains = [climb["gain_m"] for climb in climbs]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) >= 20
    assert len({(climb["run_id"], climb["started_at_m"]) for climb in climbs}) == len(climbs)
    rows = list(csv.DictReader(io.StringIO(ask(demo_home, "climbs", "--csv").stdout)))
    assert len(rows) == len(climbs)
    shown = ask(demo_home, "climbs", "--top", "5").stdout.splitlines()
    assert len(shown) == 6
    assert climbs[0]["run_id"] in shown[1]


def test_hills_are_climbs_that_were_climbed_again(demo_home):
    hills = answer(demo_home, "climbs", "--hills")["hills"]
    runs_of: dict[str, set[str]] = {}
    for climb in hills:
        runs_of.setdefault(climb["hill_id"], set()).add(climb["run_id"])
    assert runs_of
    assert len(hills) > len(runs_of)
    assert ask(demo_home, "climbs", "--hills").stdout.strip()


def test_an_empty_log_says_so(tool):
    for words in (["weeks"], ["climbs"], ["climbs", "--hills"]):
        done = tool(*words)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip()

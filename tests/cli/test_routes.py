"""``runwins routes`` on the made-up runner: listed, shown, named, and told by that name."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import run_tool

LAGOON = "20251018-1020"


def test_an_empty_log_says_what_a_route_is(tool):
    done = tool("routes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "no route yet: a route is a way that was run more than once\n"
    assert "a climb that was found three times" in tool("climbs", "--hills").stdout


def test_routes_are_listed_the_most_run_first(demo_home: Path):
    lines = run_tool(demo_home, "routes").stdout.splitlines()
    assert lines[0].split() == ["runs", "length", "best", "on", "last", "name", "id"]
    assert LAGOON in lines[1]
    assert "5.3 km" in lines[1]
    answer = json.loads(run_tool(demo_home, "routes", "--json").stdout)
    assert answer["schema"] == "runwins.routes/1"
    lagoon = [one for one in answer["routes"] if one["route_id"] == LAGOON]
    assert lagoon[0]["run_id"] == LAGOON
    assert int(lines[1].split()[0]) == len(lagoon)


def test_a_named_route_is_told_by_its_name(demo_home: Path):
    done = run_tool(demo_home, "routes", "name", LAGOON, "Lagoon loop")
    assert done.stdout == f"{LAGOON} is called 'Lagoon loop'\n"
    shown = run_tool(demo_home, "routes", "show", "Lagoon loop").stdout.splitlines()
    assert shown[0].startswith(" Lagoon loop, 5.3 km: ")
    assert [line.split()[:3] for line in shown if "best" in line] == [["13", "Oct", "2026"]]
    wins = run_tool(demo_home, "wins", "--all", "--json").stdout
    assert "runs on Lagoon loop: " in wins
    assert run_tool(demo_home, "routes", "name", LAGOON, "--clear").returncode == 0
    assert "Lagoon loop" not in run_tool(demo_home, "routes").stdout


def test_a_named_hill_is_told_by_its_name(demo_home: Path):
    lines = run_tool(demo_home, "climbs", "--hills").stdout.splitlines()
    most = lines[1].split()[-1]
    run_tool(demo_home, "routes", "name", most, "Cairn Hill")
    assert "Cairn Hill" in run_tool(demo_home, "climbs", "--hills").stdout.splitlines()[1]
    assert "Fastest up Cairn Hill in " in run_tool(demo_home, "wins", "--all", "--json").stdout


def test_what_makes_no_sense_is_said(demo_home: Path):
    assert run_tool(demo_home, "routes", "name", LAGOON).returncode == 2
    long = run_tool(demo_home, "routes", "name", LAGOON, "one two three four five six")
    assert (long.returncode, long.stdout) == (5, "")
    assert "can have one to five words" in long.stderr
    assert run_tool(demo_home, "routes", "show", "no such route").returncode == 2


def test_routes_are_what_the_runner_says(demo_home: Path):
    found = run_tool(demo_home, "routes", "list", "--json").stdout
    assert json.loads(found)["ignored"] == []
    ignored = run_tool(demo_home, "routes", "ignore", LAGOON)
    assert ignored.stdout.startswith(
        f"{LAGOON} is ignored; runwins routes restore {LAGOON} takes it back\n"
    )
    lines = run_tool(demo_home, "routes").stdout.splitlines()
    assert LAGOON not in lines[1]
    assert lines[-1] == f"ignored: {LAGOON}; runwins routes restore {LAGOON} takes it back"
    assert json.loads(run_tool(demo_home, "routes", "--json").stdout)["ignored"] == [LAGOON]
    assert run_tool(demo_home, "routes", "restore", LAGOON).stdout == f"as it was found: {LAGOON}\n"
    assert run_tool(demo_home, "routes", "list", "--json").stdout == found
    newest = run_tool(demo_home, "routes", "show", LAGOON).stdout.splitlines()[2].split()[-1]
    split = run_tool(demo_home, "routes", "split", newest)
    assert split.stdout.startswith(f"a route of its own now: {newest}\n")
    assert newest not in run_tool(demo_home, "routes", "show", LAGOON).stdout
    merged = run_tool(demo_home, "routes", "merge", LAGOON, newest)
    assert merged.stdout.startswith(f"{LAGOON} is one route of ")
    assert newest in run_tool(demo_home, "routes", "show", newest).stdout


def test_what_makes_no_sense_of_routes_is_said(tool, demo_home: Path):
    assert "name two routes or more" in tool("routes", "merge", "last").stderr
    done = run_tool(demo_home, "routes", "restore", LAGOON)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "runwins: that route is as it was found\n"
    assert "there is nothing to split" in run_tool(demo_home, "routes", "split", "last").stderr
    assert run_tool(demo_home, "routes", "ignore", "1999-01-01").returncode == 2

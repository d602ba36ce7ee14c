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

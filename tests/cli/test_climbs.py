"""``runwins climbs``: every climb stands once, and hills are those climbed again."""

import csv
import io
import json

from tests.cli.in_process import ask


def answer(home, *words):
    done = ask(home, "--today", "2026-10-24", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


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
    for words in (["climbs"], ["climbs", "--hills"]):
        done = tool(*words)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip()

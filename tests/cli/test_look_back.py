"""``runwins look-back`` against what the generator of the made-up runner knows."""

import datetime as dt
import json

import pytest

from tests.cli.in_process import ask

TODAY = dt.date(2026, 10, 24)


@pytest.fixture(scope="module")
def standings(demo):
    done = ask(demo, "look-back", "--json", "--home", "demo-log", "--today", TODAY.isoformat())
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["standings"]


def test_each_day_is_told_from_what_was_run_until_then(standings, sample_index):
    assert [one["what"] for one in standings[:3]] == ["now", "a year ago", "when the build began"]
    for one in standings:
        last = dt.date.fromisoformat(one["day"])
        until = [r for r in sample_index["runs"] if dt.date.fromisoformat(r["run_id"][:8]) <= last]
        span = [
            r
            for r in until
            if dt.date.fromisoformat(r["run_id"][:8]) > last - dt.timedelta(days=28)
        ]
        assert one["runs"] == len(span)
        assert one["distance_m"] == pytest.approx(sum(r["distance_m"] for r in span), rel=0.005)
        assert one["longest_ever_m"] == pytest.approx(
            max(r["distance_m"] for r in until), rel=0.005
        )


def test_bests_only_get_better(standings):
    now, year_ago = standings[0], standings[1]
    assert dt.date.fromisoformat(year_ago["day"]) == dt.date(2025, 10, 24)
    for metres, seconds in year_ago["bests_s"].items():
        assert now["bests_s"][metres] <= seconds


def test_the_same_days_before_an_earlier_race(standings):
    assert standings[3]["what"].startswith("49 days before ")


def test_a_new_log_has_nothing_to_look_back_on(tool):
    done = tool("look-back")
    assert done.returncode == 0
    assert "does not reach back" in done.stdout


def test_it_reads_as_a_table_and_sentences(demo_home):
    done = ask(demo_home, "look-back", "--today", TODAY.isoformat())
    assert done.returncode == 0
    assert "longest run so far 5.3 km, now 42.8 km" in done.stdout


def test_the_29th_of_february_has_a_year_before(tool):
    assert tool("look-back", "--today", "2028-02-29").returncode == 0

"""``runwins runs``: what the runner says of a run stands, and is taken back."""

import json

from tests.cli.in_process import ask
from tests.conftest import SAMPLE

LAST = "20261024-0730"
DOUBLE = "20260816"


def run(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["run"]


def test_a_run_shown_has_all_that_is_known(demo_home):
    answer = json.loads(ask(demo_home, "runs", "show", "last", "--json").stdout)
    assert answer["schema"] == "runwins.run/1"
    assert {
        "run", "recordings", "pauses", "stops", "laps", "splits", "efforts", "climbs", "edits",
    } <= set(answer)  # fmt: skip
    assert sum(split["distance_m"] for split in answer["splits"]) > 42_000


def test_edits_stand_and_are_taken_back(demo_home):
    before = run(ask(demo_home, "runs", "show", LAST, "--json"))
    done = ask(demo_home, "runs", "edit", LAST, "--name", "Plateau\x1b[2J marathon", "--race",
               "--distance", "marathon", "--book", "road")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert ask(demo_home, "db", "rebuild").returncode == 0
    after = run(ask(demo_home, "runs", "show", LAST, "--json"))
    assert (after["name"], after["is_race"], after["book"]) == (
        "Plateau [2J marathon",
        True,
        "road",
    )
    assert (after["distance_m"], after["distance_source"]) == (42_195.0, "runner")
    assert ask(demo_home, "runs", "edit", LAST, "--distance", "", "--name", "").returncode == 0
    part = run(ask(demo_home, "runs", "show", LAST, "--json"))
    assert (part["distance_m"], part["is_race"]) == (before["distance_m"], True)
    assert ask(demo_home, "runs", "edit", LAST, "--as-recorded").returncode == 0
    assert run(ask(demo_home, "runs", "show", LAST, "--json")) == before


def test_what_a_run_cannot_be_is_said(demo_home):
    for words, code in (
        (["--book", "moon"], 5),
        (["--distance", "far"], 5),
        (["--name", "x" * 300], 5),
        ([], 2),
    ):
        done = ask(demo_home, "runs", "edit", LAST, *words)
        assert (done.returncode, done.stdout) == (code, ""), words


def test_a_run_of_two_recordings_is_split_and_linked_again(demo_home):
    assert run(ask(demo_home, "runs", "show", DOUBLE, "--json"))["run_id"].startswith(DOUBLE)
    before = ask(demo_home, "runs", "--json").stdout
    split = ask(demo_home, "runs", "split", DOUBLE)
    assert split.returncode == 0, split.stderr
    parts = split.stdout.splitlines()[0].partition(": ")[2].split(", ")
    assert len(parts) == 2
    runs = [row["run_id"] for row in json.loads(ask(demo_home, "runs", "--json").stdout)["runs"]]
    assert set(parts) <= set(runs)
    assert len(runs) == len(json.loads(before)["runs"]) + 1
    assert ask(demo_home, "runs", "link", *parts).returncode == 0
    assert ask(demo_home, "runs", "--json").stdout == before
    assert ask(demo_home, "runs", "split", LAST).returncode == 2


def test_notes_and_edits_of_both_halves_live_on(demo_home):
    ask(demo_home, "runs", "split", DOUBLE)
    runs = json.loads(ask(demo_home, "runs", "--json").stdout)["runs"]
    one, two = (row["run_id"] for row in runs if row["run_id"].startswith(DOUBLE))
    ask(demo_home, "note", two, "with the phone")
    ask(demo_home, "runs", "edit", two, "--name", "Both")
    assert ask(demo_home, "runs", "link", one, two).returncode == 0
    assert run(ask(demo_home, "runs", "show", DOUBLE, "--json"))["name"] == "Both"
    ask(demo_home, "export", "csv", "-o", "out")
    assert "with the phone" in (demo_home / "out" / "notes.csv").read_text()


def test_runs_of_different_days_are_no_one_run(demo_home):
    done = ask(demo_home, "runs", "link", LAST, "20261022")
    assert done.returncode == 2
    assert "hours apart" in done.stderr
    assert ask(demo_home, "runs", "link", LAST, LAST).returncode == 2


def test_dropping_asks_and_the_newest_is_another_then(demo_home):
    assert ask(demo_home, "runs", "drop", "last").returncode == 2
    assert ask(demo_home, "runs", "drop", "last", answers="n\n").returncode == 130
    assert ask(demo_home, "runs", "drop", "last", answers="y\n").returncode == 0
    assert run(ask(demo_home, "runs", "show", "--json"))["run_id"] == "20261022-1800"
    assert ask(demo_home, "runs", "restore", "20261024").returncode == 0
    assert ask(demo_home, "runs", "restore", "20261024").returncode == 2


def test_lists_can_be_cut(demo_home):
    last = json.loads(ask(demo_home, "runs", "--last", "3", "--json").stdout)["runs"]
    since = json.loads(ask(demo_home, "runs", "--since", "2026-10-22", "--json").stdout)["runs"]
    assert [row["run_id"] for row in last][1:] == [row["run_id"] for row in since]


def test_a_pipe_is_not_cut_and_a_terminal_is_its_width(demo_home):
    ask(demo_home, "runs", "edit", "last", "--name", "A very long name " * 10)
    assert ("A very long name " * 10).strip() in ask(demo_home, "runs").stdout
    narrow = ask(demo_home, "runs", terminal=True, COLUMNS="80", NO_COLOR="1").stdout
    assert max(len(line) for line in narrow.splitlines()) <= 80


def test_the_home_zone_serves_where_nobody_told_one(tool, tmp_path):
    row = "Date,Distance (km),Time\n2026-10-24 08:00,5.0,0:30:00\n"
    (tmp_path / "log.csv").write_text(row)
    treadmill = tmp_path / "treadmill.tcx"
    treadmill.write_text(TCX)
    assert tool("import", str(treadmill)).returncode == 0
    utc = run(tool("runs", "show", "--json", TZ="UTC"))
    tool("config", "set", "home_zone", "Asia/Tokyo")
    tokyo = run(tool("runs", "show", "--json"))
    assert tokyo["utc_offset_s"] == 9 * 3600
    assert tokyo["start_time"] == utc["start_time"] == "2026-10-24T22:30:00Z"
    assert tokyo["run_id"] == "20261025-0730"
    assert tokyo["local_date"] == "2026-10-25"
    tool("import", str(SAMPLE / "watch" / "2026-10-24-07-30-36.fit"))
    own = run(tool("runs", "show", "20261024", "--json"))
    assert own["utc_offset_s"] == -3 * 3600, "a file that tells its zone keeps it"


TCX = (
    """<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
<Activities><Activity Sport="Running"><Id>2026-10-24T22:30:00Z</Id>
<Lap StartTime="2026-10-24T22:30:00Z"><TotalTimeSeconds>600</TotalTimeSeconds>
<DistanceMeters>1800</DistanceMeters><Track>"""
    + "".join(
        f"<Trackpoint><Time>2026-10-24T22:{30 + i // 6:02d}:{i % 6 * 10:02d}Z</Time>"
        f"<DistanceMeters>{30 * i}</DistanceMeters></Trackpoint>"
        for i in range(61)
    )
    + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
)

"""What scripts rely on: exit codes, shapes of JSON, what is said where."""

import csv
import io
import json
import sqlite3

import pytest

from tests.cli.in_process import ask
from tests.conftest import SAMPLE

NEWEST = str(SAMPLE / "watch" / "2026-10-24-07-30-36.fit")
OTHER = str(SAMPLE / "watch" / "2026-10-22-18-00-29.fit")
OUTCOMES = {"imported", "merged", "unchanged"}
GPX = """<?xml version="1.0"?><gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1">
<trk><name>{name}</name><type>running</type><trkseg>{points}</trkseg></trk></gpx>"""


def gpx(name: str = "Loop", metres: int = 3000) -> str:
    """A run due north on an empty plateau at 3 m/s."""
    points = "".join(
        f'<trkpt lat="{-41 + i * 30 / 111_100:.7f}" lon="-66.9"><ele>900</ele>'
        f"<time>2026-10-20T10:{i // 6:02d}:{i % 6 * 10:02d}Z</time></trkpt>"
        for i in range(metres // 30 + 1)
    )
    return GPX.format(name=name, points=points)


def test_an_import_in_json(tool):
    done = tool("import", NEWEST, OTHER, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["schema"] == "runwins.import/1"
    assert answer["files_seen"] == 2
    assert {key: answer[key] for key in OUTCOMES} == {"imported": 2, "merged": 0, "unchanged": 0}
    assert (answer["skipped"], answer["failed"], answer["goal"]) == ([], [], None)
    assert [run["run_id"] for run in answer["runs"]] == ["20261022-1800", "20261024-0730"]
    assert {"distance_m", "moving_s", "wins", "near", "not_counted"} <= set(answer["runs"][0])
    assert answer["batch"]


def test_the_same_again_is_nothing_new(tool):
    tool("import", NEWEST)
    done = tool("import", NEWEST)
    assert (done.returncode, done.stdout) == (0, "nothing new: 1 in the log already\n")


def test_a_rehearsal_stores_nothing(tool, tmp_path):
    tool("import", OTHER)
    before = (tmp_path / "log" / "runwins.db").read_bytes()
    done = tool("import", NEWEST, "--dry-run", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["imported"], answer["dry_run"]) == (0, 1, True)
    assert answer["batch"] is None
    assert len(json.loads(tool("runs", "--json").stdout)["runs"]) == 1
    assert (tmp_path / "log" / "runwins.db").read_bytes() == before


def test_undone_and_imported_again(tool):
    tool("import", NEWEST)
    first = tool("runs", "--json").stdout
    assert tool("undo").returncode == 2
    assert tool("undo", "--yes").returncode == 0
    assert json.loads(tool("runs", "--json").stdout)["runs"] == []
    assert tool("import", NEWEST).returncode == 0
    assert tool("runs", "--json").stdout == first


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["improt"], 2),
        (["import"], 2),
        (["import", "nowhere.fit"], 3),
        (["show"], 2),
        (["ladder"], 2),
        (["explain", "Wnone"], 2),
        (["goal", "set", "--name", "X", "--date", "soon", "--distance", "5km"], 5),
        (["goal", "set", "--name", "X", "--date", "2027-01-01", "--distance", "far"], 5),
        (["--today", "tomorrow", "runs"], 5),
        (["bests", "--window", "a while"], 5),
        (["runs"], 0),
        ([], 0),
    ],
)
def test_exit_codes(tool, words, code):
    done = tool(*words)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert (done.stderr == "") == (code in {0, 3})


def test_some_files_failed(tool, tmp_path):
    bad = tmp_path / "bad.fit"
    bad.write_bytes(b"\x0e\x10\x00\x00\xff\xff\xff\x7f.FIT" + b"\xff" * 40)
    done = tool("import", str(bad), NEWEST)
    assert done.returncode == 1
    assert "bad.fit" in done.stdout
    assert tool("import", str(bad)).returncode == 3


def test_a_newer_log_is_left_alone(tool, tmp_path):
    tool("import", NEWEST)
    with sqlite3.connect(tmp_path / "log" / "runwins.db") as db:
        db.execute("INSERT INTO migration VALUES ('m999_tomorrow')")
    db.close()
    done = tool("runs")
    assert done.returncode == 4
    assert "newer runwins" in done.stderr


def test_a_broken_setting_is_named(tool, tmp_path):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "config.toml").write_text('units = "leagues"\n')
    done = tool("runs", RUNWINS_UNITS="")
    assert done.returncode == 5
    assert "units is 'leagues', it can be km or mi" in done.stderr


def test_names_of_others_cannot_steer_the_terminal_or_a_spreadsheet(tool, tmp_path):
    name = "=HYPERLINK(1)\x1b[2J&lt;script&gt;\u202e"
    named = tmp_path / "evil.gpx"
    named.write_text(gpx(name.replace("\x1b", "&#x9b;")), encoding="utf-8")
    assert tool("import", str(named)).returncode == 0
    for words in (["runs"], ["show"], ["runs", "show", "last"], ["--color", "always", "show"]):
        shown = tool(*words).stdout
        assert "\x9b" not in shown
        assert "\u202e" not in shown
        assert "\x1b[2J" not in shown
    assert "'=HYPERLINK" in tool("runs", "--csv").stdout


def test_the_first_run_has_nothing_to_beat(tool, tmp_path):
    (tmp_path / "first.gpx").write_text(gpx(), encoding="utf-8")
    done = tool("import", "first.gpx")
    assert done.returncode == 0
    assert "This is the first run in your log" in done.stdout
    assert "WIN" not in done.stdout


def test_an_empty_log_says_how_to_begin(tool):
    done = tool()
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3
    assert "runwins import" in done.stdout


@pytest.mark.parametrize(
    ("words", "schema", "rows"),
    [
        (["runs", "list"], "runs", "runs"),
        (["wins", "list"], "wins", "wins"),
        (["wins", "kinds"], "kinds", "kinds"),
        (["bests"], "bests", "bests"),
        (["weeks"], "weeks", "weeks"),
        (["climbs"], "climbs", "climbs"),
        (["climbs", "--hills"], "hills", "hills"),
        (["routes", "list"], "routes", "routes"),
        (["ladder", "rungs"], "rungs", "rungs"),
    ],
)
def test_what_lists_gives_a_script_the_same_rows_in_both_forms(demo_home, words, schema, rows):
    answer = json.loads(ask(demo_home, *words, "--json").stdout)
    assert answer["schema"] == f"runwins.{schema}/1"
    done = ask(demo_home, *words, "--csv")
    assert (done.returncode, done.stderr) == (0, "")
    sheet = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(sheet) == len(answer[rows]) > 0
    assert list(sheet[0]) == list(answer[rows][0])


@pytest.mark.parametrize(
    ("flags", "env", "colour"),
    [
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"TERM": "dumb"}, False),
        ([], {}, False),
    ],
)
def test_the_colour_rule(demo_home, flags, env, colour):
    done = ask(demo_home, *flags, "wins", **env)
    assert done.returncode == 0
    assert ("\x1b[" in done.stdout) == colour


def test_goals_come_and_go(tool):
    set_it = tool(
        "--today", "2026-10-24", "goal", "set", "--name", "City half", "--date", "2027-03-14",
        "--distance", "half", "--json",
    )  # fmt: skip
    goal = json.loads(set_it.stdout)["goal"]
    assert (goal["name"], goal["date"], goal["distance_m"], goal["terrain"]) == (
        "City half",
        "2027-03-14",
        21097.5,
        "road",
    )
    assert "City half" in tool("goal", "list").stdout
    assert tool("goal", "clear", "city", "--yes").returncode == 0
    assert tool("goal", "show").returncode == 2


def test_a_dropped_run_comes_back(demo_home):
    dropped = ask(demo_home, "runs", "drop", "20261024-0730", "--yes")
    assert dropped.returncode == 0, dropped.stderr
    assert "20261024-0730" not in ask(demo_home, "runs").stdout
    assert ask(demo_home, "runs", "restore", "20261024-0730").returncode == 0
    assert "20261024-0730" in ask(demo_home, "runs").stdout


def test_a_win_taken_back_stays_away_until_it_is_given_back(demo_home):
    wins = json.loads(ask(demo_home, "wins", "--json").stdout)["wins"]
    win_id = wins[-1]["win_id"]
    assert ask(demo_home, "wins", "drop", win_id).returncode == 0
    assert ask(demo_home, "db", "rebuild").returncode == 0
    assert win_id not in ask(demo_home, "wins", "--all").stdout
    assert ask(demo_home, "wins", "restore", win_id).returncode == 0
    assert win_id in ask(demo_home, "wins").stdout


def test_explaining_a_win_and_a_kind(demo_home):
    wins = json.loads(ask(demo_home, "wins", "--json").stdout)["wins"]
    for win in wins[-5:]:
        done = ask(demo_home, "explain", win["win_id"])
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) >= 3
    assert "longest" in ask(demo_home, "explain", "longest-run").stdout.lower()


def test_wins_stay_the_same_when_everything_is_measured_again(demo_home):
    before = ask(demo_home, "wins", "--all", "--json").stdout
    assert ask(demo_home, "db", "rebuild").returncode == 0
    assert ask(demo_home, "wins", "--all", "--json").stdout == before
    assert ask(demo_home, "db", "check").stdout == "the log is sound\n"

"""``runwins export``: everything, readable by others, and harmless in a spreadsheet."""

import csv
import json

import pandas as pd
import pytest

from runwins import TrainingLog
from tests.cli.in_process import ask
from tests.importers.made_files import FILE_ID, Developer, fit, records, session

TABLES = {
    "runs", "wins", "remarks", "efforts", "climbs", "routes", "hills", "weeks", "notes", "goals",
}  # fmt: skip


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_as_csv(demo_home, sample_index):
    done = ask(demo_home, "export", "csv", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in (demo_home / "out").iterdir()} == TABLES
    runs = rows(demo_home / "out" / "runs.csv")
    assert [row["run_id"] for row in runs] == sorted(r["run_id"] for r in sample_index["runs"])
    assert "203 runs" in done.stdout
    assert rows(demo_home / "out" / "goals.csv")[0]["name"] == "Stone Ring 50"


def test_goals_go_out_as_a_runner_reads_them(demo_home):
    ask(demo_home, "ladder", "drop", "power-hike-1200")
    ask(demo_home, "ladder", "reward", "weekly-volume-65000", "new shoes")
    listed = ask(demo_home, "goal", "list", "--csv")
    assert listed.returncode == 0, listed.stderr
    (goal,) = csv.DictReader(listed.stdout.splitlines())
    assert (goal["date"], goal["ascent_m"], goal["time_s"]) == ("2026-12-12", "3000.0", "")
    assert goal["edits"] == "drop power-hike-1200; reward weekly-volume-65000 new shoes"
    ask(demo_home, "export", "csv", "-o", "out")
    assert rows(demo_home / "out" / "goals.csv") == [goal]


def test_every_table_as_json(demo_home):
    assert ask(demo_home, "export", "json", "-o", "all.json").returncode == 0
    answer = json.loads((demo_home / "all.json").read_text(encoding="utf-8"))
    assert answer.pop("schema") == "runwins.export/1"
    assert set(answer) == TABLES
    assert len(answer["runs"]) == 203


def test_every_table_as_parquet(demo_home):
    pytest.importorskip("pyarrow")
    assert ask(demo_home, "export", "parquet", "-o", "out").returncode == 0
    runs = pd.read_parquet(demo_home / "out" / "runs.parquet")
    assert len(runs) == 203
    assert str(runs["start_time"].dtype).startswith("datetime64")
    assert {path.stem for path in (demo_home / "out").iterdir()} == TABLES


def test_a_run_goes_out_as_gpx_and_comes_back_as_the_same_run(demo_home):
    done = ask(demo_home, "export", "gpx", "2026-10-22", "-o", "run.gpx")
    assert done.returncode == 0, done.stderr
    assert "where you ran" in done.stderr
    again = ask(demo_home, "import", "run.gpx", "--json")
    assert json.loads(again.stdout)["merged"] == 1, again.stdout


def test_gpx_is_sound_for_another_reader(demo_home):
    import gpxpy

    ask(demo_home, "runs", "edit", "last", "--name", "<b>&\"'")
    ask(demo_home, "export", "gpx")
    gpx = gpxpy.parse((demo_home / "20261024-0730.gpx").read_text(encoding="utf-8"))
    assert gpx.tracks[0].name == "<b>&\"'"
    assert gpx.length_2d() == pytest.approx(42_800, rel=0.05)  # positions wander


def test_a_run_without_positions_makes_no_gpx(demo_home, sample_index):
    indoors = next(r["run_id"] for r in sample_index["runs"] if r["book"] == "treadmill")
    done = ask(demo_home, "export", "gpx", indoors)
    assert (done.returncode, done.stdout) == (3, "")
    assert "has no positions" in done.stderr


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "＝1", " =1"])
def test_no_cell_is_a_formula(demo_home, name):
    ask(demo_home, "runs", "edit", "last", "--name", name)
    ask(demo_home, "export", "csv", "-o", "out")
    (cell,) = [
        r["name"] for r in rows(demo_home / "out" / "runs.csv") if r["run_id"][:8] == "20261024"
    ]
    assert cell.startswith("'")
    assert f",{cell}," in ask(demo_home, "runs", "--csv").stdout


def test_numbers_stay_numbers(demo_home):
    ask(demo_home, "export", "csv", "-o", "out")
    climbs = rows(demo_home / "out" / "climbs.csv")
    assert {row["start_lat_deg"][:3] for row in climbs if row["start_lat_deg"]} == {"-41"}


def test_where_it_cannot_be_written_is_said(demo_home):
    (demo_home / "taken").write_text("a file")
    done = ask(demo_home, "export", "csv", "-o", "taken/deeper")
    assert done.returncode == 3
    assert "taken" in done.stderr


def test_an_empty_log_exports_empty_tables(tool, tmp_path):
    done = tool("export", "csv", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert len(rows(tmp_path / "out" / "runs.csv")) == 0


def test_the_samples_of_a_run_with_what_a_foot_pod_added(tmp_path):
    """Also in a notebook: `TrainingLog.activity` has them; a privacy zone hides where it was."""
    pod = {"Form Power": Developer(8, "H", "Watts"), "f": Developer(9, "f", "kN/m", name="=Leg")}
    told = [(name, {**own, "Form Power": 70, "f": 9.5}) for name, own in records(range(400))]
    done = session(400, metres=1200)
    (tmp_path / "run.fit").write_bytes(fit([FILE_ID, *told, done], developer=pod))
    assert ask(tmp_path, "import", "run.fit").returncode == 0
    with TrainingLog(tmp_path / "log") as log:
        extras = log.activity(log.runs()["run_id"].iloc[-1]).extras
    assert extras["Form Power (Watts)"].tolist() == [70.0] * 400
    said = ask(tmp_path, "export", "samples", "-o", "samples.csv")
    assert "400 samples" in said.stdout
    first = rows(tmp_path / "samples.csv")[0]
    assert first["Form Power (Watts)"] == "70.0"
    assert first["'=Leg (kN/m)"] == "9.5", "a name that a spreadsheet would run is made text"
    assert first["lat_deg"].startswith("47.0")
    assert "power_w" not in first, "what was not recorded is no column"
    ask(tmp_path, "config", "set", "privacy_zones", "47,11,500")
    ask(tmp_path, "export", "samples", "-o", "hidden.csv")
    cut = rows(tmp_path / "hidden.csv")
    assert (cut[0]["lat_deg"], cut[0]["hr_bpm"]) == ("", "150.0")
    assert cut[-1]["lat_deg"].startswith("47.01")


def test_a_run_without_samples_has_none_to_write(tmp_path):
    (tmp_path / "run.fit").write_bytes(fit([FILE_ID, session(1800, sub_sport=1, metres=5000)]))
    ask(tmp_path, "import", "run.fit")
    done = ask(tmp_path, "export", "samples")
    assert done.returncode == 3
    assert "has no samples" in done.stderr

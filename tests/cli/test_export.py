"""``runwins export``: everything, readable by others, and harmless in a spreadsheet."""

import csv
import json

import pandas as pd
import pytest

from tests.cli.in_process import ask

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

"""A log kept by hand: a table with a date, a distance and perhaps a time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from runwins.errors import NotARun, UnreadableFile
from runwins.importers import read
from runwins.importers.csv_log import is_log


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_without_runs_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotARun):
        read(write(tmp_path, "date,weight\n2026-05-03,70\n"))
    with pytest.raises(NotARun):
        read(write(tmp_path, "date,steps,distance\n2026-05-03,9000,7.2\n"))
    with pytest.raises(NotARun, match="1 other"):
        read(write(tmp_path, "date,km,sport\n2026-05-03,70,ride\n"))
    with pytest.raises(UnreadableFile, match="row 2"):
        read(write(tmp_path, "date,km\nsoon,7\n"))


def test_rows_are_runs(tmp_path: Path) -> None:
    text = "Date;km;Time;Name;race\n2026-05-03;10,5;52:30;Park;\n2026-05-04;42.195;3:59:59;M;yes\n"
    first, second = read(write(tmp_path, text))
    assert first.start_time == dt.datetime(2026, 5, 3, tzinfo=dt.UTC)
    assert (first.totals.distance_m, first.totals.elapsed_s) == (10_500.0, 3150.0)
    assert (first.name, first.is_race, second.is_race) == ("Park", False, True)
    assert second.totals.elapsed_s == 14_399.0


def test_miles_and_missing_values(tmp_path: Path) -> None:
    (run,) = read(write(tmp_path, "day,miles,note\n3 May 2026,10,\n"))
    assert run.totals.distance_m == pytest.approx(16_093.44)
    assert run.totals.elapsed_s is None


def test_two_rows_of_a_day_are_two_runs_and_a_bad_row_is_named(tmp_path: Path) -> None:
    text = "date,km\n2026-05-03,5\n2026-05-03,5\nsoon,5\n"
    first, second = read(write(tmp_path, text))
    assert (second.start_time - first.start_time).total_seconds() > 120
    assert "row 4" in first.problems[-1]


@pytest.mark.parametrize(
    ("head", "log"),
    [
        ("date,km", True), ("Datum;Distanz", True), ('"Date"\t"Distance (mi)"', True),
        ("\ufeffdate,time,note", True), ("date,name", False), ("km,time", False),
        ("date,steps,km", False), ('{"date": 1, "km": 2}', False), ("<date>,km", False),
        ("date", False), ("date,km," + ",".join("abcdefghijk"), False), ("date,km\0", False),
    ],
)  # fmt: skip
def test_what_is_such_a_table(head: str, log: bool) -> None:
    assert is_log(f"{head}\n2026-05-03,7\n".encode()) is log


def test_climbing_in_metres_or_feet_and_none_is_a_value(tmp_path: Path) -> None:
    told = {"ascent": "120", "climb_m": "0", "Ascent (ft)": "1000", "note": "120"}
    climbed = [
        read(write(tmp_path, f"date,km,{head}\n2026-05-03,7,{cell}\n"))[0].totals.ascent_m
        for head, cell in told.items()
    ]
    assert climbed[:2] == [120.0, 0.0]
    assert climbed[2] == pytest.approx(304.8)
    assert climbed[3] is None


def test_a_run_of_a_table_says_that_there_is_no_recording(tmp_path: Path) -> None:
    (run,) = read(write(tmp_path, "date,distance,sport,note\n2026-05-03,7,Trail Run,mud\n"))
    assert (run.source_format, run.sub_sport, run.note) == ("csv", "trail", "mud")
    assert (run.utc_offset_s, run.tz_source) == (0, "assumed")
    assert run.problems == ("from a table: no recording",)
    assert len(run.samples) == 0

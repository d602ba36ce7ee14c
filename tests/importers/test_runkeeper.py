"""Runkeeper's export: a table whose heads name the unit, and the GPX files it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from made_files import gpx, point, zipped

from runwins.importers import find_members
from runwins.model import Activity

HEAD = "Activity Id,Date,Type,Route Name,Distance (km),Duration,Climb (m),GPX File"
TRACK = gpx("".join(point(at) for at in range(300)), kind="").encode()


def test_runkeepers_export(tmp_path: Path, runs_in: Callable[[Path], list[Activity]]) -> None:
    head = "Activity Id,Date,Type,Route Name,Distance (mi),Duration,Climb (ft),GPX File,Notes"
    rows = ["a,2026-05-03 08:00:00,Running,,6.2,50:00,100,2026-05-03-0800.gpx,warm",
            "b,2026-05-04 08:00:00,Running,,3.1,25:01,0,,",
            "c,2026-05-05 08:00:00,Cycling,,20,1:05:12,0,,"]  # fmt: skip
    track = gpx("".join(point(at) for at in range(300)), kind="").encode()
    path = tmp_path / "runkeeper.zip"
    path.write_bytes(zipped({"cardioActivities.csv": "\n".join([head, *rows]).encode(),
                             "2026-05-03-0800.gpx": track}))  # fmt: skip
    recorded, by_hand = runs_in(path)
    assert (recorded.note, len(recorded.samples)) == ("warm", 300)
    assert recorded.totals.distance_m == pytest.approx(6.2 * 1609.344)
    assert by_hand.totals.timer_s == 1501.0


def test_kilometres_and_what_a_row_without_a_recording_says(
    tmp_path: Path, runs_in: Callable[[Path], list[Activity]]
) -> None:
    path = tmp_path / "a.zip"
    row = "b,2026-05-04 08:00:00,Running,Lake,5.0,1:05:12,80,"
    path.write_bytes(zipped({"cardioActivities.csv": f"{HEAD}\n{row}\n".encode()}))
    (run,) = runs_in(path)
    assert (run.name, run.source_format) == ("Lake", "runkeeper-csv")
    assert (run.totals.distance_m, run.totals.timer_s, run.totals.ascent_m) == (5000, 3912, 80)
    assert run.start_time == dt.datetime(2026, 5, 4, 8, tzinfo=dt.UTC)
    assert (run.utc_offset_s, run.problems) == (None, ("no recording; zone unknown",))


def test_the_files_own_time_is_used_and_not_the_tables(
    tmp_path: Path, runs_in: Callable[[Path], list[Activity]]
) -> None:
    """The table's dates are local and say no zone."""
    path = tmp_path / "a.zip"
    row = "a,2026-05-03 08:00:00,Running,,0.9,5:00,0,r.gpx"
    table = f"{HEAD}\n{row}\n".encode()
    path.write_bytes(zipped({"cardioActivities.csv": table, "r.gpx": TRACK}))
    (run,) = runs_in(path)
    assert run.start_time == dt.datetime(2026, 5, 3, 6, tzinfo=dt.UTC)
    assert run.problems == ()


def test_newer_exports_have_a_table_for_each_month(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({
        "activity_logs/2026-05/cardioActivities.csv":
            f"{HEAD}\na,2026-05-03 08:00:00,Running,,0.9,5:00,0,r.gpx\n".encode(),
        "activity_logs/2026-06/cardioActivities.csv":
            f"{HEAD}\nc,2026-06-03 08:00:00,Running,,7,35:00,0,\n".encode(),
        "activity_logs/2026-06/measurements.csv": b"Date,Weight\n",
        "gpx_maps/r.gpx": TRACK,
    }))  # fmt: skip
    names = [member.source.removeprefix(f"{path}/") for member in find_members([path])]
    assert names == ["gpx_maps/r.gpx", "activity_logs/2026-06/cardioActivities.csv:c"]


def test_a_recording_that_no_row_names_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"cardioActivities.csv": f"{HEAD}\n".encode(), "lost.gpx": TRACK}))
    (member,) = find_members([path])
    assert member.inner == ("lost.gpx",)

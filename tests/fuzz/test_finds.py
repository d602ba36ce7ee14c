"""What fuzzing found, each as the smallest file that showed it; all made up here."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from runwins.errors import GoalError, UnreadableFile
from runwins.importers import Member, find_members, read_member
from runwins.importers.fit_file import sealed
from runwins.importers.samples import check_clock
from runwins.model import Activity
from runwins.units import parse_duration
from tests.fuzz.reading import try_to_read
from tests.importers.made_files import FIT_EPOCH, START, gpx, point

Field = tuple[int, int, int]  # number, bytes, base type
UINT8, UINT16, UINT32, ENUM = 0x02, 0x84, 0x86, 0x00
NOW = START - FIT_EPOCH
HEADS = ("Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
         "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,"
         "Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance")  # fmt: skip


def read(content: bytes | str, name: str = "a.x") -> Activity:
    data = content.encode() if isinstance(content, str) else content
    return read_member(Member(name, content=data))[0]


def message(number: int, *fields: tuple[Field, bytes]) -> bytes:
    """One FIT definition, little-endian, and its message."""
    head = struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields))
    told = b"".join(bytes(field) for field, _ in fields)
    return head + told + b"\0" + b"".join(value for _, value in fields)


def whole(*messages: bytes) -> bytes:
    file_id = message(0, ((0, 1, ENUM), b"\x04"), ((4, 4, UINT32), struct.pack("<I", NOW)))
    return sealed(b"\x10\x00\x08", b"".join((file_id, *messages)))


def record(at: int, *more: tuple[Field, bytes]) -> bytes:
    return message(20, ((253, 4, UINT32), struct.pack("<I", NOW + at)), *more)


def session(*more: tuple[Field, bytes]) -> bytes:
    return message(
        18,
        ((253, 4, UINT32), struct.pack("<I", NOW + 9)),
        ((2, 4, UINT32), struct.pack("<I", NOW)),
        ((5, 1, ENUM), b"\x01"),
        *more,
    )


@pytest.mark.parametrize(
    ("inside", "channel"),
    [
        ("<ele>1e400</ele>", "altitude_m"),
        ("<ele>-1e308</ele>", "altitude_m"),
        ("<hr>inf</hr>", "hr_bpm"),
        ("<cad>1e308</cad>", "cadence_spm"),
        ("<speed>nan</speed>", "speed_mps"),
        ("<power>-5</power>", "power_w"),
    ],
)
def test_a_value_no_device_can_mean_is_missing(inside: str, channel: str) -> None:
    points = "".join(point(at, inside=inside).replace("<ele>600.0</ele>", "") for at in range(9))
    assert read(gpx(points)).samples[channel].isna().all()


@pytest.mark.parametrize("far", ["1e308", "-999", "inf", "90.1"])
def test_a_place_not_on_earth_is_missing(far: str) -> None:
    points = [point(at) for at in range(9)]
    points[4] = points[4].replace('lat="47', f'lat="{far}" old="47')
    stream = read(gpx("".join(points))).samples
    assert stream["lat_deg"].isna().tolist() == [at == 4 for at in range(9)]
    assert np.abs(stream["lat_deg"].dropna()).max() < 90


def strava(tmp_path: Path, **cells: str) -> Activity:
    row = dict.fromkeys(HEADS.split(","), "") | {"Activity ID": "1", "Activity Type": "Run"} | cells
    last = [cells.get("elapsed", "1800.0"), "1700.0", cells.get("distance", "5000.0")]
    values = [row[head] for head in HEADS.split(",")[:-3]] + last
    text = "\n".join((HEADS, ",".join(f'"{value}"' for value in values)))
    (tmp_path / "activities.csv").write_text(text, encoding="utf-8")
    (member,) = find_members([tmp_path / "activities.csv"])
    return read_member(member)[0]


DAY = {"Activity Date": "May 29, 2022, 3:53:35 PM"}


def test_the_table_that_the_others_vary_is_read(tmp_path: Path) -> None:
    run = strava(tmp_path, **DAY)
    assert (run.totals.distance_m, run.totals.elapsed_s) == (5000.0, 1800.0)


@pytest.mark.parametrize("day", ["Jan 1, 0001, 0:00:00 AM", "Dec 31, 9999, 11:59:59 PM"])
def test_a_year_when_nobody_ran_needs_a_date(day: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="needs a date"):
        strava(tmp_path, **{"Activity Date": day})
    with pytest.raises(UnreadableFile, match="no date"):
        read(f'date,km\n"{day}",5\n')


def test_a_file_name_longer_than_any_names_no_file(tmp_path: Path) -> None:
    run = strava(tmp_path, Filename="a" * 3000, **DAY)
    assert "where its recording should be" in run.problems[0]


@pytest.mark.parametrize("value", ["-999", "1e308", "-0.5"])
def test_totals_below_zero_or_beyond_any_run_are_missing(value: str, tmp_path: Path) -> None:
    totals = strava(tmp_path, elapsed=value, distance=value, **DAY).totals
    assert (totals.elapsed_s, totals.distance_m) == (None, None)


def test_a_time_of_400_digits_is_none() -> None:
    with pytest.raises(GoalError):
        parse_duration("9" * 400)
    assert parse_duration("90") == 5400.0


def test_a_second_file_in_the_chain_whose_samples_have_no_time() -> None:
    """Its columns and those of the first would be put together at different lengths."""
    timeless = whole(
        message(20, ((2, 2, UINT16), b"\x10\x10")), message(20, ((3, 1, UINT8), b"\x40"))
    )
    content = whole(*(record(at) for at in range(5)), session()) + timeless[:-1]
    assert read(content).samples["elapsed_s"].tolist() == [0, 1, 2, 3, 4]


def test_two_sessions_whose_samples_have_no_time() -> None:
    later = message(
        18,
        ((253, 4, UINT32), struct.pack("<I", NOW + 99)),
        ((2, 4, UINT32), struct.pack("<I", NOW + 50)),
        ((5, 1, ENUM), b"\x01"),
    )
    timeless = [message(20, ((5, 4, UINT32), struct.pack("<I", at))) for at in (100, 200)]
    content = whole(*timeless, session(), later)
    assert len(read(content).samples) == 0
    assert try_to_read("fit", content, also_measure=True) == 2


@pytest.mark.parametrize("moment", [1e30, -1e300, float("inf")])
def test_a_clock_beyond_every_calendar_is_said_to_be(moment: float) -> None:
    """A damaged file may say that its times are floating-point numbers."""
    with pytest.raises(UnreadableFile, match="beyond every calendar"):
        check_clock(moment)


def test_a_lap_whose_distance_is_a_list_has_none() -> None:
    """The careful reader, which reads what is cut off, returns a list where a size is wrong."""
    lap = message(
        19,
        ((253, 4, UINT32), struct.pack("<I", NOW + 9)),
        ((2, 4, UINT32), struct.pack("<I", NOW)),
        ((9, 8, UINT32), struct.pack("<II", 100, 200)),
    )
    content = whole(*(record(at) for at in range(5)), lap, session(), record(6))
    run = read(content[:-9])
    assert run.laps["distance_m"].isna().all()
    assert len(run.laps) == 1


def test_events_of_one_moment_without_a_kind() -> None:
    when = ((253, 4, UINT32), struct.pack("<I", NOW + 2))
    timer = ((0, 1, ENUM), b"\x00")
    events = [message(21, when, timer), message(21, when, timer, ((1, 1, ENUM), b"\x04"))]
    assert read(whole(*(record(at) for at in range(5)), *events, session())).pauses == ()


def test_a_moment_beyond_the_calendar_in_a_damaged_file_is_damage() -> None:
    """The careful reader lets the system's error through."""
    far = message(0, ((0, 1, ENUM), b"\x04"), ((4, 8, 0x8E), struct.pack("<q", 2**60)))
    content = sealed(b"\x10\x00\x08", b"".join((far, record(0), record(1), session())))
    with pytest.raises(UnreadableFile, match="damaged after 0 samples"):
        read(content[:-9])

"""Which recording speaks for a run, what it is called, and in which zone it was run."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from runwins.model import BOOKS
from runwins.store import Recording
from runwins.training_log.runs_table import grouped, runs_table

NINE = dt.datetime(2026, 10, 24, 9, 0, tzinfo=dt.UTC)


def recording(
    number: int, start: dt.datetime = NINE, *, run_no: int | None = None, sha: str = "",
    dropped: bool = False, **facts: object,
) -> Recording:  # fmt: skip
    told = {
        "start_time": start.isoformat(), "utc_offset_s": 0, "name": None, "is_race": False,
        "source": f"{number}.fit", "source_format": "fit", "device": None, **facts,
    }  # fmt: skip
    row = {"book": "road", "distance_m": 5000.0, "elapsed_s": 1800.0, "quality": "good"}
    return Recording(number, run_no or number, "b", sha or f"{number:064}", dropped, told, row)


def ids(recordings, edits=None, zone=None):
    return list(runs_table(recordings, edits or {}, zone).frame["run_id"])


def test_an_empty_log_is_an_empty_table():
    table = runs_table([], {})
    assert table.frame.empty
    assert table.run_no == {}


def test_the_id_is_the_local_start():
    assert ids([recording(1, utc_offset_s=7200)]) == ["20261024-1100"]
    assert ids([recording(1, utc_offset_s=-10 * 3600)]) == ["20261023-2300"]


def test_runs_of_one_minute_have_a_letter_whatever_their_order():
    three = [recording(n, sha=f"{9 - n}" * 64) for n in (1, 2, 3)]
    table = runs_table(three, {})
    assert list(table.frame["run_id"]) == ["20261024-0900", "20261024-0900b", "20261024-0900c"]
    assert runs_table(three[::-1], {}).run_no == table.run_no


def test_more_runs_of_one_minute_than_letters():
    many = ids([recording(n) for n in range(1, 40)])
    assert len(set(many)) == 39


def test_where_nobody_told_the_zone_the_nearest_run_lends_its_own():
    tokyo, utc = 9 * 3600, 0
    table = runs_table(
        [
            recording(1, NINE, utc_offset_s=utc),
            recording(2, NINE + dt.timedelta(days=1), utc_offset_s=None),
            recording(3, NINE + dt.timedelta(days=9), utc_offset_s=None),
            recording(4, NINE + dt.timedelta(days=10), utc_offset_s=tokyo),
        ],
        {},
    )
    assert list(table.frame["utc_offset_s"]) == [utc, utc, tokyo, tokyo]


def test_a_home_zone_stands_over_what_others_lend_and_under_what_is_told():
    summer, winter = dt.datetime(2026, 7, 1, tzinfo=dt.UTC), dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    table = runs_table(
        [
            recording(1, summer, utc_offset_s=None),
            recording(2, winter, utc_offset_s=None),
            recording(3, winter + dt.timedelta(days=1), utc_offset_s=32_400),
        ],
        {},
        ZoneInfo("Europe/Berlin"),
    )
    assert list(table.frame["utc_offset_s"]) == [7200, 3600, 32_400]


def test_another_recording_of_the_same_run_lends_before_all_others():
    pair = [
        recording(1, run_no=1, utc_offset_s=None),
        recording(2, run_no=1, utc_offset_s=3600, source_format="gpx"),
    ]
    assert ids(pair) == ["20261024-1000"]


def test_a_run_recorded_twice_is_one_row_and_takes_its_name_from_whoever_has_one():
    fit = recording(1, run_no=1)
    phone = recording(2, run_no=1, source_format="gpx", name="Hills", is_race=True)
    for pair in ([fit, phone], [phone, fit]):
        table = runs_table(pair, {})
        (row,) = table.frame.to_dict("records")
        assert (row["source"], row["name"], row["is_race"]) == ("fit", "Hills", True)
        assert table.speaker == {row["run_id"]: 1}
        assert [one.recording_id for group in grouped(pair) for one in group] == [1, 2]


def test_people_name_runs_at_a_service():
    watch = recording(1, run_no=1, name="Running")
    service = recording(2, run_no=1, name="To the sea", source_format="strava-csv")
    assert list(runs_table([watch, service], {}).frame["name"]) == ["To the sea"]


def test_a_dropped_run_is_not_there():
    assert ids([recording(1, dropped=True), recording(2, run_no=2)]) == ["20261024-0900"]


@pytest.mark.parametrize("book", BOOKS)
def test_what_the_runner_said_stands_over_all(book):
    said = {1: {"name": "Mine", "is_race": "no", "book": book, "distance_m": "10000.0"}}
    one = recording(1, name="Theirs", is_race=True)
    (row,) = runs_table([one], said).frame.to_dict("records")
    assert (row["name"], row["is_race"], row["book"]) == ("Mine", False, book)
    assert (row["distance_m"], row["distance_source"]) == (10_000.0, "runner")
    assert one.facts["name"] == "Theirs"

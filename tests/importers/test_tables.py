"""Tables as services write them, and the runs that only a table knows."""

from __future__ import annotations

import datetime as dt

import pytest

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording
from runwins.importers.tables import (
    entry_without_file,
    is_row_of,
    run_of_row,
    table_number,
    table_rows,
)
from runwins.model import Activity


@pytest.mark.parametrize(
    ("text", "value"),
    [("9.62", 9.62), ("9,62", 9.62), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("2,000", None),
     ("", None), (None, None), ("x", None), ("inf", None), ("12 000,5", 12000.5)],
)  # fmt: skip
def test_numbers_as_tables_write_them(text: str | None, value: float | None) -> None:
    plain = text.replace(" ", "\u202f") if text else text
    assert table_number(plain) == value


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n1;2", b"\xef\xbb\xbfa,b\n1,2\n", "a\tb\n1\t2".encode("utf-16"),
        b"a,b\r\n\r\n1,2\r\n", b"a,b\n1\0,2",
    ],
)  # fmt: skip
def test_rows_whatever_parts_them(content: bytes) -> None:
    assert table_rows(content) == [["a", "b"], ["1", "2"]]


def test_a_cell_of_several_lines_and_letters_of_windows() -> None:
    assert table_rows(b'a,b\n"1\r\nand, more",caf\xe9') == [["a", "b"], ["1\r\nand, more", "café"]]


def row(**context: object) -> Activity:
    entry = entry_without_file("some", ("t.csv:1",), context, "by hand")
    assert entry.content is not None
    assert is_row_of("some", entry.content)
    assert not is_row_of("other", entry.content)
    return run_of_row("some", Recording("t.csv:1", entry.content), "some-csv")


def test_a_row_travels_as_a_run() -> None:
    start = dt.datetime(2026, 5, 3, 6, tzinfo=dt.UTC)
    run = row(sport="running", start_time=start, utc_offset_s=-3600, distance_m=5.0, name="é")
    assert (run.start_time, run.utc_offset_s, run.tz_source) == (start, -3600, "file")
    assert (run.name, run.totals.distance_m, run.totals.timer_s) == ("é", 5.0, None)
    assert (run.source_format, run.problems) == ("some-csv", ("by hand",))


@pytest.mark.parametrize(
    ("context", "error", "word"),
    [
        ({"sport": "cycling"}, NotARun, "a ride, not a run"),
        ({"sport": "Quidditch"}, NotARun, "'Quidditch', which is no word for running"),
        ({"name": "x"}, UnreadableFile, "does not say which sport"),
        ({"sport": "running"}, UnreadableFile, "needs a date"),
        ({"sport": "running", "start_time": dt.datetime(1234, 5, 6, tzinfo=dt.UTC)},
         UnreadableFile, "1234-05-06, when nobody ran"),
        ({}, UnreadableFile, "by hand"),
    ],
)  # fmt: skip
def test_a_row_that_is_no_run_says_why(
    context: dict[str, object], error: type[Exception], word: str
) -> None:
    with pytest.raises(error, match=word):
        row(**context)

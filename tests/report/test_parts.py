"""The parts of a page, and the days of a block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwins.report.block_input import BlockInput
from runwins.report.parts import Cell, Table


def test_only_a_table_that_a_phone_cannot_show_is_stacked_there() -> None:
    slim = Table("", ("Distance", "Time"), ((Cell("half marathon"), Cell("2:12:55")),) * 3)
    told = ("5 km", "27:05", "19 Sep 2026", "29:04", "21 Mar 2026")
    long = Table("", ("Distance", "Best", "Date", "Before", "Date"), (tuple(map(Cell, told)),))
    assert (slim.stacked, long.stacked) == (False, True)


def test_a_column_that_is_missing_in_every_row_is_left_out() -> None:
    rows = ((Cell("1 Jan"), Cell("–"), Cell("5 km")), (Cell("2 Jan"), Cell("–"), Cell("–")))
    told = Table("", ("Date", "Name", "Distance"), rows, right=(2,)).known()
    assert told.columns == ("Date", "Distance")
    assert told.right == (1,)
    assert told.rows[1][1].text == "–"


@pytest.mark.parametrize(
    ("first", "days", "name", "weeks"),
    [
        (dt.date(2026, 7, 6), 112, "week", 16),
        (dt.date(2026, 7, 5), 112, "calendar week", 17),
        (dt.date(2026, 7, 6), 110, "calendar week", 16),
    ],
)
def test_weeks_of_the_calendar_are_called_so_where_they_are_not_the_blocks_own(
    make_block: Callable[..., BlockInput], first: dt.date, days: int, name: str, weeks: int
) -> None:
    last = first + dt.timedelta(days=days - 1)
    block = replace(make_block(), first=first, last=last)
    assert (block.week_name, len(block.block_weeks)) == (name, weeks)


def test_a_block_has_ended_on_the_day_after_its_last(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    assert not replace(block, made_on=block.last).ended
    assert replace(block, made_on=block.last + dt.timedelta(days=1)).ended

"""Gaps as neutral facts, and how others came back from them."""

from __future__ import annotations

import datetime as dt

import pytest

from runwins.ladder.gaps import Gap, way_back

FIRST = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("days", "weeks"),
    # measured: three quarters and all of the old volume, median weeks by the gap's length
    [(6, None), (7, (4, 9)), (13, (4, 9)), (14, (4, 6)), (27, (4, 6)), (28, (7, 8)), (55, (7, 8)),
     (56, None), (200, None)],
)  # fmt: skip
def test_the_way_back_is_told_as_far_as_it_was_measured(
    days: int, weeks: tuple[int, int] | None
) -> None:
    found = way_back(Gap(FIRST, FIRST + dt.timedelta(days=days - 1)))
    assert (found and (found.most_weeks, found.all_weeks)) == weeks

"""How often a runner ran, and in how many weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from runwins.report.block_input import BlockInput
from runwins.report.sections import consistency, wins_by_week


def test_more_weeks_than_the_block_is_long_are_those_of_the_calendar(
    make_block: Callable[..., BlockInput],
) -> None:
    """A block of 16 weeks from a Sunday touches 17 weeks of the calendar."""
    made = make_block()
    monday = replace(made, last=made.first + dt.timedelta(days=111))
    sunday = replace(
        monday, first=made.first - dt.timedelta(days=1), last=monday.last - dt.timedelta(days=1)
    )
    for block, weeks in ((monday, "of 16 weeks."), (sunday, "of 17 calendar weeks.")):
        showed_up = consistency.section(block)
        assert showed_up is not None
        assert showed_up.finding.endswith(weeks)
        assert wins_by_week.section(block).finding.endswith(weeks)

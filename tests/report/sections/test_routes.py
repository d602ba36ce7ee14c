"""The routes of a block, and of the whole log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from runwins.report.block_input import BlockInput
from runwins.report.parts import Table
from runwins.report.sections import all_routes, routes


def test_a_route_says_which_part_of_it_is_timed(make_block: Callable[..., BlockInput]) -> None:
    for units, part in (("km", "200 m"), ("mi", "656 ft")):
        block = replace(make_block(), units=units)
        ends = f"without the first and last {part}"
        matched = routes.section(block)
        assert matched is not None
        assert matched.finding.endswith(f"Times are {ends}.")
        (table,) = all_routes.section(block).parts
        assert isinstance(table, Table)
        assert table.caption.endswith(ends)

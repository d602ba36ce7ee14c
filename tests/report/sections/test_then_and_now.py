"""What grew from a block's first weeks to its last."""

from __future__ import annotations

from collections.abc import Callable

from runwins.report.block_input import BlockInput
from runwins.report.page import block_page


def test_a_regression_is_never_reported_unasked(make_block: Callable[..., BlockInput]) -> None:
    grown = make_block()
    turned = grown.runs.assign(distance_m=grown.runs["distance_m"].to_numpy()[::-1],
                               moving_s=3000.0, nonstop_moving_m=1000.0, ascent_m=10.0)  # fmt: skip
    names = [section.name for section in block_page(make_block(runs=turned)).sections]
    assert "then-and-now" not in names

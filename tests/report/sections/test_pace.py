"""The best efforts of a block, and what is said of one that ran downhill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from runwins.frames import EFFORTS
from runwins.report.block_input import BlockInput
from runwins.report.parts import Table
from runwins.report.sections import pace


def test_an_effort_downhill_is_never_told_as_faster_than_ever(
    make_block: Callable[..., BlockInput],
) -> None:
    plain = make_block()
    first, *_, last = plain.runs.sort_values("local_date")["run_id"]
    efforts = EFFORTS.build([
        {"run_id": run_id, "distance_m": far, "elapsed_s": took, "started_at_s": 0.0,
         "started_at_m": 0.0, "quality": "ok", "reason": why}
        for run_id, far, took, why in (
            (first, 1000.0, 300.0, None), (last, 1000.0, 280.0, "downhill-aided"),
            (first, 5000.0, 1800.0, None), (last, 5000.0, 1700.0, None),
        )
    ])  # fmt: skip
    day = plain.runs["local_date"].max().date()
    said = pace.section(replace(plain, efforts=efforts, first=day))
    assert said is not None
    assert said.finding == "Faster than ever before over 5 km."
    table = said.parts[-1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]][1:4:2] == ["4:40 ↓", "5:00"]
    assert [cell.run_id for cell in table.rows[0]][2::2] == [last, first]


def test_the_mark_of_a_downhill_best_is_explained_where_it_stands(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    plain = pace.history(pace.dated_efforts(block), 5000.0, block)
    assert plain is not None
    assert plain.data is not None
    assert plain.data.caption == "Each new best over 5 km"
    efforts = EFFORTS.check(block.efforts.assign(reason="downhill-aided"))
    aided = pace.history(pace.dated_efforts(replace(block, efforts=efforts)), 5000.0, block)
    assert aided is not None
    assert aided.data is not None
    assert "↓" in aided.data.rows[0][1].text
    assert aided.data.caption.endswith("; ↓ ran downhill, which is never told as a win")

"""Pace against heart rate, then and now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from runwins.frames import RUNS
from runwins.report.block_input import BlockInput
from runwins.report.sections import heart


def test_a_run_faster_than_the_record_is_no_mark_of_pace_and_heart(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    early = block.runs["local_date"] < pd.Timestamp(block.last) - pd.Timedelta(days=60)
    runs = block.runs.assign(avg_hr_bpm=150.0 + 4 * early)
    before = heart.picture(replace(block, runs=RUNS.check(runs)))
    runs.loc[runs.index[-1], ["distance_m", "moving_s"]] = 1026.0, 133.0
    after = heart.picture(replace(block, runs=RUNS.check(runs)))
    assert before is not None
    assert before.data is not None
    assert after is not None
    assert after.data is not None
    assert len(after.data.rows) == len(before.data.rows) - 1
    assert "2:10 /km" not in {row[3].text for row in after.data.rows}

"""The climbing of a block, where its runs have a height."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from runwins.frames import CLIMBS, RUNS
from runwins.report.block_input import BlockInput
from runwins.report.parts import Picture
from runwins.report.sections import hills


def test_a_week_whose_runs_have_no_height_is_not_told_as_flat(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block(climbs=CLIMBS.empty())
    first = pd.Timestamp(block.first)
    begun = block.runs["local_date"] < first + pd.Timedelta(days=7)
    runs = block.runs.assign(ascent_m=block.runs["ascent_m"].where(~begun))
    shown = hills.section(replace(block, runs=RUNS.check(runs)))
    assert shown is not None
    (picture,) = shown.parts
    assert isinstance(picture, Picture)
    assert picture.data is not None
    climbed = [row[1].text for row in picture.data.rows]
    assert climbed[0] == "–"
    # the thirteenth week is the week of rest: nothing was climbed
    assert climbed[12] == "0 m"
    assert "–" not in climbed[1:]
    assert picture.note == "Bars: the climbing of each week."

"""What a block says of its weeks' distances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from runwins.frames import RUNS
from runwins.report.block_input import BlockInput
from runwins.report.parts import Picture
from runwins.report.sections import volume


def test_the_weeks_say_how_they_grew(make_block: Callable[..., BlockInput]) -> None:
    block = make_block(weeks=6)
    monday = block.first
    far = {0: 20e3, 1: 30e3, 2: 30e3, 3: 33e3, 4: 0.0, 5: 33e3}
    days = [monday + dt.timedelta(7 * week + 2) for week, metres in far.items() if metres]
    runs = block.runs.tail(len(days)).assign(
        local_date=pd.to_datetime(days), distance_m=[metres for metres in far.values() if metres]
    )
    told = volume.section(make_block(weeks=6, runs=RUNS.check(runs.reset_index(drop=True))))
    assert told is not None
    (picture,) = told.parts
    assert isinstance(picture, Picture)
    # the four steps: +50 %, 0, +10 %, -100 %; none from the week without a run
    assert picture.note.endswith(
        "From one whole week to the next: a median of +5 %, at most +50 %, to 30.0 km."
    )

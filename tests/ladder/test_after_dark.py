"""Which races run into the night, and what an hour after dark is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from runwins.goal import Goal
from runwins.ladder import kinds
from runwins.ladder.after_dark import runs_in_the_dark
from runwins.model import History
from tests.ladder.conftest import earned

Log = Callable[..., History]
HOUR = 3600.0


@pytest.mark.parametrize(
    ("more", "dark"),
    [
        ({"cutoff_s": 12 * HOUR}, False),
        ({"cutoff_s": 15 * HOUR}, True),  # longer than any day but a northern summer's
        ({}, False),  # 80 km-effort at 12 minutes are 16 hours: nobody said how long it may take
        ({"start_clock_s": 6 * HOUR, "cutoff_s": 12 * HOUR}, False),
        ({"start_clock_s": 4 * HOUR, "cutoff_s": 10 * HOUR}, True),
        ({"start_clock_s": 10 * HOUR, "cutoff_s": 11 * HOUR}, False),  # until 21:00
        ({"start_clock_s": 10 * HOUR, "cutoff_s": 11.5 * HOUR}, True),
        # in June at 60° north, from 4:00 to 23:00 summer time, the sun is not 6 degrees down
        ({"start_clock_s": 4 * HOUR, "cutoff_s": 19 * HOUR, "lat_deg": 60.0, "lon_deg": 25.0,
          "utc_offset_s": 3 * HOUR, "date": dt.date(2026, 6, 21)}, False),
        # in December there it is, from 16:00 on
        ({"start_clock_s": 9 * HOUR, "cutoff_s": 9 * HOUR, "lat_deg": 60.0, "lon_deg": 25.0,
          "utc_offset_s": 2 * HOUR, "date": dt.date(2026, 12, 21)}, True),
    ],
)  # fmt: skip
def test_which_races_run_into_the_night(ultra: Goal, more: dict[str, Any], dark: bool) -> None:
    assert runs_in_the_dark(replace(ultra, **more)) is dark


def test_an_hour_of_dusk_in_two_runs_is_no_hour_after_dark(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    night = replace(ultra, cutoff_s=24 * HOUR)
    log = history([(3, 10.0, 0.0, {"dark_s": 3599.0}), (2, 10.0, 0.0, {"dark_s": 1800.0}),
                   (1, 10.0, 0.0)])  # fmt: skip
    assert earned("after-dark", night, log, today) is None
    more = history([(3, 10.0, 0.0, {"dark_s": 1800.0}), (2, 10.0, 0.0, {"dark_s": 3600.0})])
    assert earned("after-dark", night, more, today) == "run-1"
    assert kinds()["after-dark"](replace(ultra, cutoff_s=10 * HOUR), log, today) is None

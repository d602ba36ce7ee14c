"""How long a run was in the dark."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from runwins.metrics.darkness import dark_s
from runwins.metrics.positions import Positions, valid_positions

# Greenwich, 21 June 2026: sunset 20:21 UTC, end of civil twilight 21:08 (NOAA's calculator).
START = dt.datetime(2026, 6, 21, 20, 8, tzinfo=dt.UTC).timestamp()
TIME = np.arange(0.0, 7201.0, 10.0)


def at(lat: float, lon: float) -> Positions:
    return valid_positions(TIME, np.full(len(TIME), lat), np.full(len(TIME), lon))


def test_nobody_knows_without_a_position() -> None:
    nowhere = valid_positions(TIME, np.full(len(TIME), np.nan), np.full(len(TIME), np.nan))
    assert math.isnan(dark_s(START, TIME, nowhere, []))


def test_by_day_it_is_light() -> None:
    assert dark_s(START - 6 * 3600, TIME, at(51.48, 0.0), []) == 0.0


def test_dark_begins_with_the_end_of_civil_twilight() -> None:
    assert dark_s(START, TIME, at(51.48, 0.0), []) == pytest.approx(3600, abs=180)


def test_standing_in_the_dark_is_no_running_in_the_dark() -> None:
    stood = [(4000.0, 5000.0)]
    all_of_it = dark_s(START, TIME, at(51.48, 0.0), [])
    assert dark_s(START, TIME, at(51.48, 0.0), stood) == pytest.approx(all_of_it - 1000)

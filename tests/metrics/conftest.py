"""Made-up recordings, every second of which is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from runwins.frames import LAPS, STREAM
from runwins.model import Activity, Totals

START = dt.datetime(2026, 3, 1, 6, 0, tzinfo=dt.UTC)
M_PER_DEG = 110_574.0  # of latitude at the equator, where these runs lead north

Recording = Callable[..., Activity]


def make(
    *legs: tuple[float, float],
    every_s: float = 1.0,
    cadence: float | None = 170.0,
    device: bool = True,
    positions: bool = True,
    altitude: Any = None,
    **fields: Any,
) -> Activity:
    """Return a run north along a meridian: legs of (seconds, metres per second)."""
    ends = np.concatenate([[0.0], np.cumsum([seconds for seconds, _ in legs])])
    metres = np.concatenate([[0.0], np.cumsum([seconds * speed for seconds, speed in legs])])
    time = np.arange(0.0, ends[-1] + every_s / 2, every_s)
    path = np.interp(time, ends, metres)
    speed = np.gradient(path, time)
    columns: dict[str, Any] = {"elapsed_s": time}
    if device:
        columns |= {"distance_m": path, "speed_mps": speed}
    if positions:
        columns |= {"lat_deg": path / M_PER_DEG + 0.001, "lon_deg": np.full(len(time), 0.001)}
    if cadence is not None:
        columns["cadence_spm"] = np.where(speed > 0.5, cadence, 0.0)
    if altitude is not None:
        columns["altitude_m"] = altitude(path) if callable(altitude) else altitude
    return Activity(
        **{
            "source": "made-up.fit",
            "source_format": "fit",
            "sport": "running",
            "start_time": START,
            "samples": STREAM.check(pd.DataFrame(columns)),
            "laps": LAPS.empty(),
            "totals": Totals(),
        }
        | fields
    )


@pytest.fixture(scope="session")
def recording() -> Recording:
    """Return the maker of recordings."""
    return make

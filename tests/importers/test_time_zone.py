"""Local time as the file tells it, else by where it was recorded, else unknown."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from runwins.frames import STREAM
from runwins.importers.time_zone import offset_of, told_offset

WINTER = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
SUMMER = dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)
KATHMANDU, BERLIN, PHOENIX = (27.7, 85.3), (52.5, 13.4), (33.4, -112.1)


def at(*places: tuple[float, float]) -> pd.DataFrame:
    """Return a stream through some places."""
    rows = [
        {"elapsed_s": float(second), "lat_deg": lat, "lon_deg": lon}
        for second, (lat, lon) in enumerate(places)
    ]
    return STREAM.build(rows)


@pytest.mark.parametrize(
    ("told", "offset"),
    [
        (7200, 7200), (7201, 7200), (-12_600, -12_600), (20_700, 20_700), (0, 0),
        (-110, 0), (50_400, 50_400),
        (51 * 60, None), (16 * 3600, None), (float("nan"), None), (None, None),
    ],
)  # fmt: skip
def test_what_a_file_tells_is_a_zones_or_nothing(told: float | None, offset: int | None) -> None:
    assert told_offset(told) == offset


@pytest.mark.parametrize(
    ("place", "start", "hours"),
    [
        (BERLIN, WINTER, 1), (BERLIN, SUMMER, 2), (KATHMANDU, SUMMER, 5.75),
        (PHOENIX, WINTER, -7), (PHOENIX, SUMMER, -7),
    ],
)  # fmt: skip
def test_where_it_was_recorded_tells_it_with_the_summers_hour(
    place: tuple[float, float], start: dt.datetime, hours: float
) -> None:
    assert offset_of(None, at(place), start) == (int(hours * 3600), "position")


def test_the_files_word_stands_before_the_place() -> None:
    assert offset_of(-18_000, at(BERLIN), SUMMER) == (-18_000, "file")
    assert offset_of(51 * 60, at(BERLIN), SUMMER) == (7200, "position")


def test_the_first_place_counts_and_none_off_africa_that_means_unset() -> None:
    nowhere = (float("nan"), float("nan"))
    assert offset_of(None, at(nowhere, (0.0, 0.0), BERLIN, KATHMANDU), SUMMER) == (7200, "position")


def test_without_a_place_it_is_unknown() -> None:
    assert offset_of(None, STREAM.empty(), SUMMER) == (None, None)
    assert offset_of(None, at((0.0, 0.0)), SUMMER) == (None, None)

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from runwins.errors import NothingUsable
from runwins.store.ways import Extent
from runwins.training_log.ends import homes, secret_of

HOME = (47.1234, 8.7654)


def from_to(start: tuple[float, float], end: tuple[float, float]) -> Extent:
    south, north = sorted((start[0], end[0]))
    west, east = sorted((start[1], end[1]))
    return Extent(2, start, end, (south, west, north, east))


def around(place: tuple[float, float], count: int, seed: int) -> list[tuple[float, float]]:
    """Return places within some 100 m."""
    moved = np.random.default_rng(seed).normal(scale=0.0004, size=(count, 2)) + np.array(place)
    return [(float(lat), float(lon)) for lat, lon in moved]


def test_no_run_no_home() -> None:
    assert homes([]) == []


def test_the_door_is_a_home_and_a_trailhead_of_three_runs_is_none() -> None:
    door = [from_to(place, place) for place in around(HOME, 100, 1)]
    trailhead = [from_to(place, place) for place in around((47.2, 8.9), 3, 2)]
    (home,) = homes([*door, *trailhead])
    assert home == pytest.approx(HOME, abs=0.0003)


def test_three_runs_from_one_door_are_enough_in_a_young_log() -> None:
    assert homes([from_to(HOME, (47.3, 8.8)), from_to(HOME, (47.4, 8.8))]) == []
    assert homes([from_to(HOME, (47.3 + n / 10, 8.8)) for n in range(3)]) == [HOME]


def test_two_doors_are_two_homes() -> None:
    ways = [from_to(place, place) for place in [*around(HOME, 60, 3), *around((46.9, 8.1), 20, 4)]]
    first, second = homes(ways)
    assert first == pytest.approx(HOME, abs=0.0003)
    assert second == pytest.approx((46.9, 8.1), abs=0.0003)


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    secret = secret_of(tmp_path)
    assert len(secret) == 32
    assert secret_of(tmp_path) == secret
    if os.name == "posix":
        assert (tmp_path / "card-secret").stat().st_mode & 0o077 == 0


def test_without_a_place_for_the_secret_nothing_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(NothingUsable, match="could not be written"):
        secret_of(tmp_path / "missing")

from __future__ import annotations

import numpy as np
import pytest

from runwins.metrics.way_shape import way_shape

_DEGREE_M = 111_200.0
LAPS = np.linspace(0, 1, 801)


def _way(east_m: np.ndarray, north_m: np.ndarray, noise_m: float = 3.0) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(7)
    east, north = (line + rng.normal(0, noise_m, len(line)) for line in (east_m, north_m))
    lat = -41.0 + north / _DEGREE_M
    return lat, -66.0 + east / (_DEGREE_M * np.cos(np.radians(-41.0)))


def _circle(around_m: float, laps: float = 1.0) -> tuple[np.ndarray, ...]:
    turn, radius = 2 * np.pi * laps * LAPS, around_m / laps / (2 * np.pi)
    return _way(radius * np.cos(turn), radius * np.sin(turn))


@pytest.mark.parametrize("around_m", [3000.0, 10_000.0, 30_000.0])
def test_a_loop(around_m: float) -> None:
    assert way_shape(*_circle(around_m)) == "loop"


def test_laps_of_a_loop_are_a_loop() -> None:
    assert way_shape(*_circle(9000.0, laps=3)) == "loop"


def test_a_narrow_loop_is_a_loop() -> None:
    """Out on one bank of a river and home on the other, 120 m apart."""
    turn = 2 * np.pi * LAPS
    assert way_shape(*_way(2500 * np.cos(turn), 60 * np.sign(np.sin(turn)))) == "loop"


@pytest.mark.parametrize("longer", [1.0, 1.02])
def test_there_and_back(longer: float) -> None:
    """Along a bent road and home on it, the way home measured 2 % longer by its noise."""
    far = 5000 * np.minimum(LAPS * longer, (1 - LAPS) * 0.5 / (1 - 0.5 / longer))
    assert way_shape(*_way(far, 300 * np.sin(far / 700))) == "there and back"


def test_from_one_place_to_another() -> None:
    assert way_shape(*_way(8000 * LAPS, 200 * np.sin(9 * LAPS))) == "one way"


def test_where_satellites_were_silent_does_not_matter() -> None:
    lat, lon = _circle(8000.0)
    lat[100:160] = np.nan
    assert way_shape(lat, lon) == "loop"


@pytest.mark.parametrize("lat", [[], [np.nan, np.nan], [-41.0], [-41.0, -41.0]])
def test_no_way_has_no_shape(lat: list[float]) -> None:
    assert way_shape(np.array(lat), np.array(lat)) is None

from __future__ import annotations

import math

import numpy as np
import pytest

from runwins.errors import NothingUsable
from runwins.report.card_route import Floats, route_shape

HOME = (47.1234567, 8.7654321)
SECRET = b"one runner's own"
DEGREE_M = 111_195.0


def at(east_m: Floats, north_m: Floats) -> tuple[Floats, Floats]:
    """Return places east and north of home, in degrees."""
    lat = HOME[0] + np.asarray(north_m) / DEGREE_M
    return lat, HOME[1] + np.asarray(east_m) / DEGREE_M / math.cos(math.radians(HOME[0]))


def out_and_back(far_m: float, turn: float = 0.0) -> tuple[Floats, Floats]:
    along = np.concatenate([np.arange(0, far_m, 5.0), np.arange(far_m, 0, -5.0)])
    return at(along * math.cos(turn), along * math.sin(turn) + 3)


def length(pieces: list[Floats]) -> float:
    return sum(float(np.hypot(*np.diff(piece, axis=0).T).sum()) for piece in pieces)


def shape(
    way: tuple[Floats, Floats], places: Floats | None = None, secret: bytes = SECRET, run: str = "a"
) -> list[Floats]:
    known = np.empty((0, 2)) if places is None else places
    return route_shape(*way, known, secret, run)


def test_short_runs_and_runs_around_the_house_are_refused() -> None:
    around = np.arange(0, 12 * np.pi, 0.01)
    for way in (out_and_back(1500.0), at(400 * np.cos(around), 400 * np.sin(around))):
        with pytest.raises(NothingUsable, match="too little of this run is left"):
            shape(way)


def test_runs_without_places_are_refused() -> None:
    nowhere = np.full(100, np.nan)
    with pytest.raises(NothingUsable, match="without satellites"):
        shape((nowhere, nowhere))


@pytest.mark.parametrize("secret", [b"a", b"b", b"c", b"d"])
def test_at_least_half_a_kilometre_around_home_is_cut(secret: bytes) -> None:
    far = 6000.0
    (piece,) = shape(out_and_back(far), secret=secret)
    # the piece is scaled to a square of side 1 and is as long as the way that is left, out and back
    size = float(np.ptp(piece, axis=0).max())
    assert size == pytest.approx(1.0)
    ends, turn = (piece[0] + piece[-1]) / 2, piece[len(piece) // 2]
    shown_m = 50.0 * (len(piece) - 1) / 2
    scale = shown_m / float(np.hypot(*(turn - ends)))
    assert far - 1250 - 60 <= shown_m <= far - 500 + 60
    assert scale * size == pytest.approx(shown_m, rel=0.3)


def test_what_is_cut_is_the_same_on_every_card_and_another_for_every_runner() -> None:
    one, again, other = (
        len(shape(out_and_back(6000.0), secret=secret, run=run)[0])
        for secret, run in ((SECRET, "a"), (SECRET, "b"), (b"another", "a"))
    )
    assert one == again
    assert one != other


def test_passing_by_home_is_cut_too() -> None:
    north = np.arange(-6000.0, 6000.0, 5.0)
    way = at(np.full(len(north), 100.0), north)
    assert len(shape(way)) == 1
    home = np.array([HOME])
    before, after = shape(way, home)
    assert 50 * (len(before) + len(after)) < 12_000 - 2 * 750 - 2 * 500 + 500


def test_turned_and_moved_so_that_no_place_is_left() -> None:
    way = out_and_back(6000.0, turn=0.7)
    pieces = shape(way)
    assert all(piece.min() >= 0 and piece.max() <= 1 for piece in pieces)
    moved = (way[0] * 0 + way[0] + 1e-9, way[1])
    assert np.allclose(np.vstack(shape(moved)), np.vstack(pieces), atol=1e-3)
    east = shape(way, run="another run")
    assert length(east) > 0
    assert not np.allclose(np.vstack(east)[:5], np.vstack(pieces)[:5], atol=0.01)

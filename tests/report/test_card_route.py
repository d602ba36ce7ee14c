from __future__ import annotations

import math
from collections.abc import Sequence

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
    way: tuple[Floats, Floats],
    places: Sequence[tuple[float, float, float]] = (),
    secret: bytes = SECRET,
    run: str = "a",
) -> list[Floats]:
    return route_shape(*way, places, secret, run)


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
    # the piece is scaled to a width of 1 and is as long as the way that is left, out and back
    size = float(np.ptp(piece, axis=0).max())
    assert size == pytest.approx(1.0)
    ends, turn = (piece[0] + piece[-1]) / 2, piece[len(piece) // 2]
    shown_m = 50.0 * (len(piece) - 1) / 2
    scale = shown_m / float(np.hypot(*(turn - ends)))
    assert far - 900 - 60 <= shown_m <= far - 500 + 60
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
    before, after = shape(way, [(*HOME, 0.0)])
    assert 50 * (len(before) + len(after)) < 12_000 - 4 * 500


@pytest.mark.parametrize("secret", [b"a", b"b", b"c", b"d"])
@pytest.mark.parametrize("metres", [100.0, 1500.0])
def test_nothing_within_a_privacy_zone_is_shown(secret: bytes, metres: float) -> None:
    """A straight way past a zone: what is left out of its middle is the zone and a bit more."""
    north = np.arange(-6000.0, 6000.0, 5.0)
    way = at(np.zeros(len(north)), north)
    before, after = shape(way, [(*HOME, metres)], secret)
    scale = 50.0 / float(np.hypot(*np.diff(before, axis=0)[0]))
    left_out = scale * float(np.hypot(*(after[0] - before[-1])))
    assert left_out >= 2 * max(metres, 500.0)
    assert left_out <= 2 * max(metres + 150.0, 750.0) + 100.0


@pytest.mark.parametrize("around_m", [5000.0, 6000.0, 8000.0, 10_000.0])
@pytest.mark.parametrize("secret", [b"a", b"b", b"c", b"d"])
def test_an_ordinary_round_from_the_door_can_be_shown(around_m: float, secret: bytes) -> None:
    turn = np.arange(0.0, 2 * np.pi, 0.005)
    radius = around_m / (2 * np.pi)
    way = at(radius * (1 - np.cos(turn)), radius * np.sin(turn))
    assert length(shape(way, [(*HOME, 0.0)], secret)) > 0


@pytest.mark.parametrize("turn", [0.0, 0.7, 1.5, 3.0])
def test_no_north_and_no_place_are_left(turn: float) -> None:
    """Wherever the way went, it lies flat; a nanodegree aside it is the same picture."""
    way = out_and_back(6000.0, turn=turn)
    pieces = shape(way)
    points = np.vstack(pieces)
    assert points.min(axis=0) == pytest.approx([0, 0])
    assert points[:, 0].max() == pytest.approx(1)
    assert points[:, 1].max() < 0.05
    moved = (way[0] + 1e-9, way[1])
    assert np.allclose(np.vstack(shape(moved)), points, atol=1e-3)


def test_which_way_up_is_the_secret_s() -> None:
    around = np.concatenate([np.arange(0.0, 4000.0, 5.0), np.full(400, 4000.0)])
    up = np.concatenate([np.zeros(800), np.arange(0.0, 2000.0, 5.0)])
    first = {tuple(shape(at(around, up), run=run)[0][0].round(3)) for run in "abcdefgh"}
    assert len(first) == 2


def test_a_straight_way_is_no_fault() -> None:
    north = np.arange(0.0, 6000.0, 5.0)
    (piece,) = shape(at(np.zeros(len(north)), north))
    assert float(np.ptp(piece[:, 0])) == pytest.approx(1)

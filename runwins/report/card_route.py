"""The shape of a run for a card that may show it: where it was does not follow from it.

No ground, no scale, no beginning and no end; no north, as the long side lies flat, either way up.
What lies near the run's own ends, near a place where the runner lives and in a privacy zone is cut
out, also where the run only passes by. How far is cut, and around which middle, is drawn once for
each neighbourhood from a secret that stays in the log's folder: were it drawn anew for each card,
the middle of many cards would give the place away.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from runwins.errors import NothingUsable

Floats = NDArray[np.float64]

_STEP_M = 50.0
_LEAST_M, _LEAST_SHARE = 2000.0, 0.5
_RADIUS_M, _MORE_M, _ASIDE_M = 650.0, 100.0, 150.0
"""A zone reaches from 650 to 750 m around a middle that lies up to 150 m from the place: what is
nearer than 500 m is never shown, what is farther than 900 m is not cut for it."""

_SHORT = 4
_CELL_DEG = 0.02
_DEGREE_M = 111_195.0


def route_shape(
    lat_deg: Floats,
    lon_deg: Floats,
    places: Sequence[tuple[float, float, float]],
    secret: bytes,
    name: str,
) -> list[Floats]:
    """Return the pieces of a run that can be shown, lying along their long side, one wide.

    Parameters
    ----------
    lat_deg, lon_deg
        Where the run was, in order.
    places
        Latitude, longitude and metres around it of what is shown to nobody: where the runner lives
        (0 m, as a zone is drawn there anyway) and the privacy zones. The ends of this run are
        taken from the run.
    secret
        Of this log.
    name
        Of the run: with the secret it says which way up the shape lies.

    Raises
    ------
    NothingUsable
        When less than 2 km or less than half of the run would be left.
    """
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    lat, lon = lat_deg[known], lon_deg[known]
    if len(lat) < 2:
        raise NothingUsable("this run has no way to draw: it was recorded without satellites")
    shrink = math.cos(math.radians(float(lat.mean())))
    path = _every_step(np.column_stack([lon * shrink, lat]) * _DEGREE_M)
    if len(path) < 2:
        raise NothingUsable("the way of this run is too short to be drawn")
    hidden = np.zeros(len(path), dtype=bool)
    ends = ((float(lat[at]), float(lon[at]), 0.0) for at in (0, -1))
    for place in (*ends, *places):
        middle, radius = _zone(place, shrink, secret)
        hidden |= np.hypot(*(path - middle).T) < radius
    pieces = [piece for piece in _pieces(path, ~hidden) if len(piece) >= _SHORT]
    left = _STEP_M * sum(len(piece) - 1 for piece in pieces)
    if left < max(_LEAST_M, _LEAST_SHARE * _STEP_M * (len(path) - 1)):
        raise NothingUsable(
            "too little of this run is left once what lies near its beginning and end and near "
            "your home is cut out: the card can be made without --route"
        )
    return _laid_flat(pieces, _drawn(secret, f"turn {name}") < 0.5)


def _every_step(path: Floats) -> Floats:
    """Return a place every 50 m along the way."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    at = np.arange(0.0, along[-1], _STEP_M)
    return np.column_stack([np.interp(at, along, path[:, axis]) for axis in (0, 1)])


def _zone(place: tuple[float, float, float], shrink: float, secret: bytes) -> tuple[Floats, float]:
    """Return the middle and the radius of what is cut around a place, in the path's metres."""
    shift = [_CELL_DEG * _drawn(secret, f"cells {axis}") for axis in (0, 1)]
    row, column = (math.floor((place[axis] + shift[axis]) / _CELL_DEG) for axis in (0, 1))
    turn = 2 * math.pi * _drawn(secret, f"turn of {row} {column}")
    aside = _ASIDE_M * math.sqrt(_drawn(secret, f"aside in {row} {column}"))
    middle = np.array([place[1] * shrink, place[0]]) * _DEGREE_M
    middle += aside * np.array([math.cos(turn), math.sin(turn)])
    radius = _RADIUS_M + _MORE_M * _drawn(secret, f"radius in {row} {column}")
    return middle, max(radius, place[2] + _ASIDE_M)


def _drawn(secret: bytes, what: str) -> float:
    """Return a number from 0 to 1 that is always the same for the same thing."""
    digest = hmac.new(secret, what.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def _pieces(path: Floats, kept: NDArray[np.bool_]) -> list[Floats]:
    """Return the stretches that are kept, each by itself."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]]).astype(int)))
    return [path[first:last] for first, last in edges.reshape(-1, 2)]


def _laid_flat(pieces: list[Floats], half_turn: bool) -> list[Floats]:
    """Return the pieces turned so that their long side lies flat, scaled to a width of 1."""
    met = np.vstack(pieces)
    middle = met.mean(axis=0)
    _, _, axes = np.linalg.svd(met - middle, full_matrices=False)
    along = axes[0] if (axes[0][0] > 0) != half_turn else -axes[0]
    across = np.array([-along[1], along[0]])
    pieces = [(piece - middle) @ np.column_stack([along, across]) for piece in pieces]
    low, high = np.vstack(pieces).min(axis=0), np.vstack(pieces).max(axis=0)
    return [(piece - low) / float((high - low)[0]) for piece in pieces]

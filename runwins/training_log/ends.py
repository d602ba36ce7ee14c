"""Where a runner lives, as the runs tell it, and the secret that hides it on what is shared."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np

from runwins.errors import NothingUsable
from runwins.store.ways import Extent

_LEAST, _LEAST_SHARE = 3, 0.05
_NEAR_DEG = 0.002
_BYTES = 32


def homes(ways: Iterable[Extent]) -> list[tuple[float, float]]:
    """Return where the runner seems to live, latitude and longitude: where many runs begin or end.

    A neighbourhood of about 600 m counts with one end in twenty, and at least three. Where a few
    runs of hundreds began is a trailhead or a friend's street; such a place is cut out of the card
    of a run that begins there, but not of every run that comes by.
    """
    met = np.array([end for way in ways for end in (way.start, way.end)]).reshape(-1, 2)
    least = max(_LEAST, _LEAST_SHARE * len(met))
    found: list[tuple[float, float]] = []
    while len(met):
        cells = np.floor(met / _NEAR_DEG)
        counts = Counter(map(tuple, cells.tolist()))
        around = {
            (row, column): sum(
                counts[row + up, column + right] for up in (-1, 0, 1) for right in (-1, 0, 1)
            )
            for row, column in list(counts)
        }
        densest = max(around, key=lambda cell: around[cell])
        if around[densest] < least:
            break
        near = (np.abs(cells - densest) <= 1).all(axis=1)
        lat, lon = np.median(met[near], axis=0)
        found.append((float(lat), float(lon)))
        met = met[~near]
    return found


def secret_of(folder: Path) -> bytes:
    """Return the log's secret: made once, kept in a file that only its owner can read.

    Raises
    ------
    NothingUsable
        When it cannot be kept: a new one for each card would hide nothing.
    """
    path = folder / "card-secret"
    with suppress(OSError):
        known = path.read_bytes()
        if len(known) == _BYTES:
            return known
    secret = os.urandom(_BYTES)
    try:
        new = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(new, "wb") as file:
            file.write(secret)
    except OSError as problem:
        raise NothingUsable(f"{path}: could not be written: {problem.strerror}") from None
    return secret

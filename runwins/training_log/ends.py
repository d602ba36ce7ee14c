"""Where runs begin and end, and the secret that hides it on what is shared."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from runwins.errors import NothingUsable
from runwins.store.ways import Extent

_LEAST = 3
_NEAR_DEG = 0.002
_BYTES = 32


def ends_of_runs(ways: Iterable[Extent]) -> npt.NDArray[np.float64]:
    """Return the places where three runs or more begin or end: latitude and longitude, one a row.

    Places about 200 m apart count as one; each is told as often as it was met anew.
    """
    met = np.array([end for way in ways for end in (way.start, way.end)]).reshape(-1, 2)
    cells = np.floor(met / _NEAR_DEG).astype(int)
    counts: dict[tuple[int, int], int] = {}
    for row, column in cells:
        counts[row, column] = counts.get((row, column), 0) + 1
    often = [
        sum(counts.get((row + up, column + right), 0) for up in (-1, 0, 1) for right in (-1, 0, 1))
        >= _LEAST
        for row, column in cells
    ]
    return np.unique(np.round(met[np.array(often, dtype=bool)], 4), axis=0)


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

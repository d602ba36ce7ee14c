"""What no human has run faster: the bound of every claim about speed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from runwins.metrics.geodesy import Floats

Sex = Literal["men", "women"]

SPRINT_MPS = 12.5
"""No human runs faster: the peak of the fastest 100 m is 12.4 m/s."""

HUMAN_S = np.array(
    [10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 21_600], dtype=np.float64
)
HUMAN_MPS = np.array([10.44, 9.78, 8.74, 7.70, 7.05, 6.70, 6.46, 6.34, 6.18, 5.87, 4.83, 4.64])


def world_best_s(distance_m: float, sex: Sex = "men") -> float:
    """Return the shortest time anybody took for a distance, in seconds.

    Between the distances of ``world_bests.toml`` log-log interpolated; outside them at the speed
    of the nearest.
    """
    metres, seconds = _table(sex)
    if distance_m <= metres[0]:
        return float(seconds[0] * distance_m / metres[0])
    if distance_m >= metres[-1]:
        return float(seconds[-1] * distance_m / metres[-1])
    return float(np.exp(np.interp(np.log(distance_m), np.log(metres), np.log(seconds))))


def human_speed(duration_s: float) -> float:
    """Return the fastest mean speed of a human over a time, in m/s (men's bests, interpolated)."""
    return float(np.interp(np.log(duration_s), np.log(HUMAN_S), HUMAN_MPS))


@cache
def _table(sex: Sex) -> tuple[Floats, Floats]:
    text = files("runwins.metrics").joinpath("world_bests.toml").read_text(encoding="utf-8")
    bests = np.array(sorted((float(m), float(s)) for m, s in tomllib.loads(text)[sex].items()))
    return bests[:, 0], bests[:, 1]

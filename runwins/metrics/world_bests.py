"""What no human has run faster: the bound of every claim about speed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from runwins.metrics.geodesy import Floats

Sex = Literal["men", "women"]


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


@cache
def _table(sex: Sex) -> tuple[Floats, Floats]:
    text = files("runwins.metrics").joinpath("world_bests.toml").read_text(encoding="utf-8")
    bests = np.array(sorted((float(m), float(s)) for m, s in tomllib.loads(text)[sex].items()))
    return bests[:, 0], bests[:, 1]

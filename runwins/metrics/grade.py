"""Grade, and pace as it would have been on the flat."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from runwins.metrics.geodesy import Floats

Model = Literal["hr", "minetti"]

_WINDOW_M = 50.0
_NEED_M = 20.0
_CLAMP = 0.45
_HR_CLAMP = 0.32
_FLAT = 0.005


def grade(path_m: Floats, altitude_m: Floats) -> Floats:
    """Return the grade at every sample as a fraction, over 50 m of way around it.

    Nought where less than 20 m of way are known; never beyond ±0.45, the range that the cost of
    running was measured in.

    Parameters
    ----------
    path_m
        Metres, never decreasing.
    altitude_m
        Smoothed.
    """
    known = np.isfinite(path_m) & np.isfinite(altitude_m)
    flat = np.zeros(len(path_m))
    if known.sum() < 2:
        return flat
    way, height = path_m[known], altitude_m[known]
    goes = np.concatenate([[True], np.diff(way) > 0])
    way, height = way[goes], height[goes]
    if way[-1] - way[0] < _NEED_M:
        return flat
    here = np.clip(np.where(np.isfinite(path_m), path_m, way[0]), way[0], way[-1])
    low, high = np.maximum(here - _WINDOW_M / 2, way[0]), np.minimum(here + _WINDOW_M / 2, way[-1])
    rise = np.interp(high, way, height) - np.interp(low, way, height)
    return np.where(
        np.isfinite(path_m), np.clip(rise / np.maximum(high - low, _NEED_M), -_CLAMP, _CLAMP), 0.0
    )


def cost_factor(grade_fraction: ArrayLike, model: Model = "hr") -> Floats:
    """Return how many flat metres a metre on a grade is worth.

    ``hr`` is the grade at which runners' hearts beat as on the flat (a quartic fitted to the chart
    of an equal-heart-rate study of 240 000 athletes; valid to ±32 %, edge value beyond). On 97,201
    minutes of 1,935 recorded runs it took the grade out of speed at equal heart rate down to 2 %
    (raw 19 %, Minetti 11 %). ``minetti`` is the cost of transport of Minetti et al. 2002 over its
    flat value; it promises too much downhill. Below 0.5 % of grade both are 1.
    """
    slope = np.asarray(grade_fraction, dtype=np.float64)
    if model == "hr":
        g = 100 * np.clip(slope, -_HR_CLAMP, _HR_CLAMP)
        factor = 1 + g * (0.0311420 + g * (0.00184586 + g * (-3.87120e-6 - 4.12091e-7 * g)))
    else:
        factor = running_cost(slope) / running_cost(0.0)
    return np.where(np.abs(slope) < _FLAT, 1.0, factor)


def running_cost(grade_fraction: ArrayLike) -> Floats:
    """Return the energy of running in J/kg/m (Minetti et al. 2002, J Appl Physiol 93:1039)."""
    i = np.clip(np.asarray(grade_fraction, dtype=np.float64), -_CLAMP, _CLAMP)
    return np.asarray(
        3.6 + i * (19.5 + i * (46.3 + i * (-43.3 + i * (-30.4 + i * 155.4)))), dtype=np.float64
    )


def walking_cost(grade_fraction: ArrayLike) -> Floats:
    """Return the energy of walking in J/kg/m (the same study)."""
    i = np.clip(np.asarray(grade_fraction, dtype=np.float64), -_CLAMP, _CLAMP)
    return np.asarray(
        2.5 + i * (19.6 + i * (51.9 + i * (-76.8 + i * (-58.7 + i * 280.5)))), dtype=np.float64
    )


def flat_equivalent(path_m: Floats, altitude_m: Floats, model: Model = "hr") -> Floats:
    """Return the running total of flat-equivalent metres at every sample.

    Its advance over a stretch by the stretch's time is the grade-adjusted speed. Paces are never
    averaged. Where more than a fifth of the time is steeper than −15 %, call it rough: there skill
    decides.

    Parameters
    ----------
    path_m
        Metres, never decreasing; missing counts as no advance.
    altitude_m
        Smoothed.
    """
    way = np.where(np.isfinite(path_m), path_m, 0.0)
    way = np.maximum.accumulate(way) if len(way) else way
    factor = cost_factor(grade(path_m, altitude_m), model)
    steps = np.diff(way) * (factor[1:] + factor[:-1]) / 2
    return np.concatenate([[0.0], np.cumsum(steps)]) if len(way) else way

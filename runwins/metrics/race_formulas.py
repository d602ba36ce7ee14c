"""The published formulas between race times: Daniels–Gilbert, Riegel, Cameron, Tanda, and shape."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from runwins.units import KM, MARATHON

Values = npt.NDArray[np.float64]


def vdot(distance_m: float, seconds: float) -> float:
    """Return the VDOT of a race: the oxygen use it asks for over the share held that long.

    After Daniels and Gilbert (1979); meant for 3.5 minutes to 4 hours.

    Raises
    ------
    ValueError
        When distance or time is not above zero.
    """
    if not (distance_m > 0 and seconds > 0):
        raise ValueError(f"a race needs a distance and a time, not {distance_m} m in {seconds} s")
    minutes = seconds / 60
    speed = distance_m / minutes
    oxygen = -4.60 + 0.182258 * speed + 0.000104 * speed**2
    held = (
        0.8 + 0.1894393 * math.exp(-0.012778 * minutes) + 0.2989558 * math.exp(-0.1932605 * minutes)
    )
    return oxygen / held


def time_for_vdot(level: float, distance_m: float) -> float:
    """Return the seconds over a distance that have a VDOT, to a thousandth.

    Raises
    ------
    ValueError
        When the VDOT is not above zero.
    """
    if not level > 0:
        raise ValueError(f"a VDOT is above zero, not {level}")
    fast, slow = distance_m / 20.0, distance_m / 0.3
    while slow - fast > 5e-4:
        middle = (fast + slow) / 2
        if vdot(distance_m, middle) > level:
            fast = middle
        else:
            slow = middle
    return (fast + slow) / 2


def riegel(seconds: float, distance_m: float, to_m: float, exponent: float = 1.06) -> float:
    """Return the time over another distance after Riegel (1981): T₂ = T₁ (D₂/D₁)^k."""
    return float(seconds * (to_m / distance_m) ** exponent)


def riegel_marathon_exponent(weekly_km: float) -> float:
    """Return the exponent from half to full marathon: 1.08, up to 1.10 with few kilometres."""
    return 1.08 + 0.02 * max(0.0, 1 - weekly_km / 60)


def fitted_exponent(distances_m: Sequence[float], seconds: Sequence[float]) -> float | None:
    """Return a runner's own Riegel exponent from all-out efforts, drawn towards 1.07.

    ``None`` with fewer than three efforts, or where the longest is not four times the shortest.
    """
    if len(distances_m) < 3 or max(distances_m) < 4 * min(distances_m):
        return None
    size, time = np.log(np.asarray(distances_m)), np.log(np.asarray(seconds))
    off = size - size.mean()
    slope = float((off * (time - time.mean())).sum() / (off**2).sum())
    noise = 0.02 / math.sqrt(float((off**2).sum()))
    own, usual = 1 / noise**2, 1 / 0.03**2
    return min(max((slope * own + 1.07 * usual) / (own + usual), 1.03), 1.20)


def cameron(seconds: float, distance_m: float, to_m: float) -> float:
    """Return the time over another distance after Cameron; 800 m to the marathon."""

    def factor(metres: float) -> float:
        return 13.49681 - 0.000030363 * metres + 835.7114 / float(metres**0.7905)

    return seconds * to_m / distance_m * factor(distance_m) / factor(to_m)


def tanda(weekly_km: float, pace_s_per_km: float) -> float:
    """Return marathon seconds from eight weeks' training after Tanda (2011).

    A cross-check only: it is optimistic outside 2:47–3:36.

    Parameters
    ----------
    weekly_km
        Mean kilometres a week in the 8 weeks that end a week before the race.
    pace_s_per_km
        Mean training pace in them.
    """
    pace = 17.1 + 140.0 * math.exp(-0.0053 * weekly_km) + 0.55 * pace_s_per_km
    return pace * MARATHON / KM


def shape_share(level: float, kilometres: Values, days_ago: npt.NDArray[np.int64]) -> float:
    """Return how much of the endurance for a marathon the last half year holds, in per cent.

    After Runalyze's marathon shape: two thirds weekly kilometres of 182 days, one third long runs
    above 13 km of 70 days, the recent ones counting double.
    """
    strong = max(level, 25.0)
    week, long_run = math.pow(strong, 1.135), 12 * math.log(strong / 4)
    total = float(kilometres[(days_ago >= 0) & (days_ago < 182)].sum())
    counted = (days_ago >= 0) & (days_ago < 70) & (kilometres > 13)
    points = (2 - 2 * days_ago[counted] / 70) * ((kilometres[counted] - 13) / long_run) ** 2
    return 100 * (0.67 * total * 7 / 182 / week + 0.33 * float(points.sum()) * 7 / 70)


def marathon_shape(level: float, kilometres: Values, days_ago: npt.NDArray[np.int64]) -> float:
    """Return the VDOT that a runner can hold over a marathon, given the endurance trained."""
    asked = math.pow(MARATHON / KM, 1.23)
    lack = max(0.0, 1 - (asked - shape_share(level, kilometres, days_ago)) / 100)
    return level * min(1.0, 0.6 + 0.4 * lack)

"""Where the sun stands: sunrise, sunset, and whether it is dark, at any place and day.

The equations of NOAA's solar calculator (after Meeus, Astronomical Algorithms). Between the polar
circles they agree with almanacs to about a minute. Hills around the place are not known to them.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from runwins.metrics.geodesy import Floats

HORIZON_DEG = -0.833
"""Of the sun's centre at sunrise and sunset: its radius and what the air bends."""

_J2000_S = 946_728_000.0
_CENTURY_S = 36_525 * 86_400.0
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class SunTimes:
    """The sun's day at a place.

    Attributes
    ----------
    sunrise_s, sunset_s
        Unix seconds; ``None`` where the sun does not rise or set on that day.
    always
        up or down on days without either; empty otherwise.
    """

    sunrise_s: float | None
    sunset_s: float | None
    always: str = ""


def elevation_deg(unix_s: ArrayLike, lat_deg: ArrayLike, lon_deg: ArrayLike) -> Floats:
    """Return how high the sun's centre stands above the horizon, in degrees, without refraction."""
    seconds = np.asarray(unix_s, dtype=np.float64)
    lat = np.radians(np.asarray(lat_deg, dtype=np.float64))
    declination, equation_min = _sun(seconds)
    solar_min = (seconds % _DAY_S) / 60 + equation_min + 4 * np.asarray(lon_deg, dtype=np.float64)
    hour_angle = np.radians(solar_min / 4 - 180)
    height = np.sin(lat) * np.sin(declination) + np.cos(lat) * np.cos(declination) * np.cos(
        hour_angle
    )
    return np.asarray(np.degrees(np.arcsin(np.clip(height, -1.0, 1.0))), dtype=np.float64)


def is_dark(unix_s: ArrayLike, lat_deg: ArrayLike, lon_deg: ArrayLike) -> np.ndarray:
    """Tell for each moment and place whether the sun is below the horizon."""
    return np.asarray(elevation_deg(unix_s, lat_deg, lon_deg) < HORIZON_DEG)


def sun_times(day: dt.date, lat_deg: float, lon_deg: float, utc_offset_s: float) -> SunTimes:
    """Return sunrise and sunset of a local day.

    Parameters
    ----------
    day
        The local day.
    lat_deg, lon_deg
        The place.
    utc_offset_s
        Local time minus UTC: which noon is meant.
    """
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC).timestamp() - utc_offset_s
    noon = _noon(midnight + _DAY_S / 2, lon_deg)
    rise = _crossing(noon, lat_deg, lon_deg, -1)
    set_ = _crossing(noon, lat_deg, lon_deg, 1)
    if rise is None or set_ is None:
        up = float(elevation_deg(noon, lat_deg, lon_deg)) > HORIZON_DEG
        return SunTimes(None, None, "up" if up else "down")
    return SunTimes(rise, set_)


def _noon(near_s: float, lon_deg: float) -> float:
    """Return the moment nearest to one at which the sun is highest."""
    _, equation_min = _sun(np.asarray(near_s))
    shown = (near_s % _DAY_S) / 60 + float(equation_min) + 4 * lon_deg
    return near_s - ((shown - 720 + 720) % 1440 - 720) * 60


def _crossing(noon_s: float, lat_deg: float, lon_deg: float, side: int) -> float | None:
    """Return when the sun is on the horizon before (−1) or after (1) a noon."""
    moment = noon_s
    lat = math.radians(lat_deg)
    for _ in range(3):
        declination, _ = _sun(np.asarray(moment))
        tilt = float(declination)
        cosine = (math.sin(math.radians(HORIZON_DEG)) - math.sin(lat) * math.sin(tilt)) / (
            math.cos(lat) * math.cos(tilt)
        )
        if not -1 <= cosine <= 1:
            return None
        moment = _noon(noon_s, lon_deg) + side * math.degrees(math.acos(cosine)) * 240
    return moment


def _sun(unix_s: Floats) -> tuple[Floats, Floats]:
    """Return the sun's declination in radians and the equation of time in minutes."""
    t = (unix_s - _J2000_S) / _CENTURY_S
    mean_longitude = np.radians((280.46646 + t * (36_000.76983 + 0.0003032 * t)) % 360)
    anomaly = np.radians(357.52911 + t * (35_999.05029 - 0.0001537 * t))
    eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
    centre = (
        np.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
        + np.sin(2 * anomaly) * (0.019993 - 0.000101 * t)
        + np.sin(3 * anomaly) * 0.000289
    )
    node = np.radians(125.04 - 1934.136 * t)
    longitude = mean_longitude + np.radians(centre - 0.00569 - 0.00478 * np.sin(node))
    tilt = np.radians(23.439291 - 0.0130042 * t + 0.00256 * np.cos(node))
    declination = np.arcsin(np.sin(tilt) * np.sin(longitude))
    y = np.tan(tilt / 2) ** 2
    equation = (
        y * np.sin(2 * mean_longitude)
        - 2 * eccentricity * np.sin(anomaly)
        + 4 * eccentricity * y * np.sin(anomaly) * np.cos(2 * mean_longitude)
        - 0.5 * y**2 * np.sin(4 * mean_longitude)
        - 1.25 * eccentricity**2 * np.sin(2 * anomaly)
    )
    return np.asarray(declination), np.asarray(4 * np.degrees(equation))

"""How high the sun stands, after the NOAA solar equations (good to a tenth of a degree)."""

from __future__ import annotations

import datetime as dt
import math


def elevation_deg(moment: dt.datetime, lat_deg: float, lon_deg: float) -> float:
    """Return the height of the sun above the horizon, without refraction."""
    days = moment.timestamp() / 86_400 + 2_440_587.5 - 2_451_545.0
    t = days / 36_525
    mean_longitude = math.radians((280.46646 + 36_000.76983 * t) % 360)
    anomaly = math.radians((357.52911 + 35_999.05029 * t) % 360)
    centre = (
        (1.914602 - 0.004817 * t) * math.sin(anomaly)
        + 0.019993 * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    longitude = mean_longitude + math.radians(centre)
    tilt = math.radians(23.439291 - 0.0130042 * t)
    declination = math.asin(math.sin(tilt) * math.sin(longitude))
    ascension = math.atan2(math.cos(tilt) * math.sin(longitude), math.cos(longitude))
    sidereal = math.radians((280.46061837 + 360.98564736629 * days) % 360)
    hour = sidereal + math.radians(lon_deg) - ascension
    lat = math.radians(lat_deg)
    flat = math.cos(lat) * math.cos(declination) * math.cos(hour)
    return math.degrees(math.asin(math.sin(lat) * math.sin(declination) + flat))

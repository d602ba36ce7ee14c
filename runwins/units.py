"""SI inside; what a runner reads and types, outside.

Everything is stored in metres, seconds and metres per second. This module turns those into the
words of a runner who thinks in kilometres or in miles, and back.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Literal

from runwins.errors import GoalError

Units = Literal["km", "mi"]

KM = 1000.0
MILE = 1609.344
FOOT = 0.3048
HALF_MARATHON = 21_097.5
MARATHON = 42_195.0

_NAMED = {
    400.0: "400 m",
    804.672: "half mile",
    MILE: "mile",
    2 * MILE: "2 miles",
    10 * MILE: "10 miles",
    HALF_MARATHON: "half marathon",
    MARATHON: "marathon",
    50 * MILE: "50 miles",
    100 * MILE: "100 miles",
}
_SPOKEN: dict[str, float] = {
    "half": HALF_MARATHON,
    "half marathon": HALF_MARATHON,
    "hm": HALF_MARATHON,
    "marathon": MARATHON,
    "mile": MILE,
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def parse_distance(text: str, units: Units = "km") -> float:
    """Return metres for ``50km``, ``50 k``, ``26.2 mi``, ``800m``, ``half`` or a bare number.

    Raises
    ------
    GoalError
        When it is none of these, or not above zero.
    """
    words = text.strip().lower().replace(",", ".")
    spoken = _SPOKEN.get(words)
    if spoken is not None:
        return spoken
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(km|k|mi|mile|miles|m|ft)?", words)
    factor = {"km": KM, "k": KM, "mi": MILE, "mile": MILE, "miles": MILE, "m": 1.0, "ft": FOOT}
    if match is None or float(match[1]) <= 0:
        raise GoalError(
            f"{text!r} is not a distance: write it like 50km, 26.2mi, 800m, half or marathon"
        )
    unit = match[2] or units
    return float(match[1]) * factor[unit]


def parse_height(text: str) -> float:
    """Return metres for ``3000m``, ``3000`` or ``9800ft``.

    Raises
    ------
    GoalError
        When it is none of these.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(m|ft)?", text.strip().lower().replace(",", ""))
    if match is None:
        raise GoalError(f"{text!r} is not a height: write it like 3000m or 9800ft")
    return float(match[1]) * (FOOT if match[2] == "ft" else 1.0)


def parse_duration(text: str) -> float:
    """Return seconds for ``8:00:00``, ``25:30``, ``1h30``, ``1h 30m`` or ``45m``.

    Two numbers are minutes and seconds, as on a watch.

    Raises
    ------
    GoalError
        When it is none of these.
    """
    words = text.strip().lower()
    clock = re.fullmatch(r"(?:(\d{1,9}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)", words)
    if clock is not None:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + float(clock[3])
    spoken = re.fullmatch(r"(?:(\d{1,9}(?:\.\d+)?)\s*h)?\s*(?:(\d{1,9})\s*(?:m|min)?)?", words)
    if spoken is not None and any(spoken.groups()):
        return float(spoken[1] or 0) * 3600 + int(spoken[2] or 0) * 60
    raise GoalError(f"{text!r} is not a time: write it like 8:00:00, 25:30 or 1h30")


def parse_date(text: str) -> dt.date:
    """Return the day for ``2026-12-20``.

    Raises
    ------
    GoalError
        When it is not a day of the calendar in that form.
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise GoalError(f"{text!r} is not a date: write it like 2026-12-20") from None


def distance_name(distance_m: float, units: Units = "km") -> str:
    """Return what runners call a distance: ``5 km``, ``half marathon``, ``26.2 mi``."""
    for metres, name in _NAMED.items():
        if math.isclose(distance_m, metres, rel_tol=1e-4):
            return name
    size, unit = (MILE, "mi") if units == "mi" else (KM, "km")
    whole_km = math.isclose(distance_m / KM, round(distance_m / KM), abs_tol=1e-6)
    if units == "mi" and whole_km and not _is_round(distance_m / MILE):
        size, unit = KM, "km"
    if distance_m < 1000 and unit == "km":
        return f"{distance_m:.0f} m"
    return f"{_trim(distance_m / size)} {unit}"


def _is_round(value: float) -> bool:
    return math.isclose(value, round(value), abs_tol=1e-6)


def _trim(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"


def format_distance(distance_m: float, units: Units = "km", digits: int = 1) -> str:
    """Return ``14.1 km``, ``8.8 mi`` or ``1,439 km``; ``– km`` where it is unknown."""
    size, unit = (MILE, "mi") if units == "mi" else (KM, "km")
    if math.isnan(distance_m):
        return f"– {unit}"
    return f"{distance_m / size:,.{digits}f} {unit}"


def format_height(height_m: float, units: Units = "km") -> str:
    """Return ``118 m``, or ``387 ft`` for people who think in miles."""
    if math.isnan(height_m):
        return "–"
    return f"{height_m / FOOT:,.0f} ft" if units == "mi" else f"{height_m:,.0f} m"


def format_duration(seconds: float) -> str:
    """Return ``27:58`` or ``1:26:40``: whole seconds, rounded half up as on a watch's face."""
    if math.isnan(seconds):
        return "–"
    total = math.floor(seconds + 0.5)
    hours, rest = divmod(total, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def format_span(seconds: float) -> str:
    """Return a length of time in words: ``45 min``, ``2 h``, ``2 h 45 min``."""
    minutes = math.floor(seconds / 60 + 0.5)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def format_pace(speed_mps: float, units: Units = "km") -> str:
    """Return ``6:09 /km`` or ``9:54 /mi`` for a speed; ``–`` where there is none."""
    size, unit = (MILE, "mi") if units == "mi" else (KM, "km")
    if math.isnan(speed_mps) or speed_mps <= 0:
        return f"– /{unit}"
    return f"{format_duration(size / speed_mps)} /{unit}"


def format_date(day: dt.date, *, weekday: bool = False, year: bool = True) -> str:
    """Return ``24 Oct 2026``, ``Sat 24 Oct 2026`` or ``24 Oct``, whatever the machine's locale."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    if year:
        text += f" {day.year}"
    return f"{_DAYS[day.weekday()]} {text}" if weekday else text


def format_ago(days: int) -> str:
    """Return a length of days as runners say it: ``12 days``, ``7 weeks``, ``3.5 years``."""
    if days < 21:
        return f"{days} day{'s' if days != 1 else ''}"
    if days < 70:
        return f"{round(days / 7)} weeks"
    if days < 700:
        return f"{round(days / 30.44)} months"
    return f"{_trim(round(days / 365.25 * 2) / 2)} years"


def ordinal(number: int) -> str:
    """Return ``1st``, ``2nd``, ``7th``, ``11th``."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"

"""Values that a runner says in words: times of the day and of a race, shares, temperatures."""

from __future__ import annotations

import re

from runwins.errors import GoalError
from runwins.units import parse_duration


def parse_clock(text: str) -> float:
    """Return seconds since midnight for ``06:00``, ``6:00`` or ``22h30``.

    Raises
    ------
    GoalError
        When it is no time of day.
    """
    match = re.fullmatch(r"(\d{1,2})[:h](\d{2})", text.strip().lower())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise GoalError(f"{text!r} is not a time of day: write it like 06:00 or 22:30")
    return int(match[1]) * 3600.0 + int(match[2]) * 60


def parse_fade(text: str) -> float:
    """Return a share for ``15%`` or ``15``.

    Raises
    ------
    GoalError
        When it is no percentage from 0 to 100.
    """
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*%?", text.strip())
    if match is None or float(match[1]) > 100:
        raise GoalError(f"{text!r} is not a fade: write it like 15%, from 0% to 100%")
    return float(match[1]) / 100


def parse_race_time(text: str) -> float:
    """Return seconds for the time of a race, like ``8:30:00``.

    Raises
    ------
    GoalError
        When it makes no sense.
    """
    seconds = parse_duration(text)
    if seconds <= 0:
        raise GoalError(f"{text!r} is no time for a race: it is above zero")
    return seconds


def parse_temperature(text: str) -> float:
    """Return degrees Celsius for ``30C`` or ``86F``.

    Raises
    ------
    GoalError
        When it makes no sense.
    """
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*°?\s*([cf])?", text.strip().lower())
    if match is None:
        raise GoalError(f"{text!r} is not a temperature: write it like 30C or 86F")
    degrees = float(match[1])
    celsius = (degrees - 32) / 1.8 if match[2] == "f" else degrees
    if not -40 <= celsius <= 55:
        raise GoalError(f"{text!r} is no weather to run in: write it like 30C or 86F")
    return celsius


def parse_runs_a_week(text: str) -> int:
    """Return runs a week, 1 to 21.

    Raises
    ------
    GoalError
        When it makes no sense.
    """
    if not text.isdecimal() or not 1 <= int(text) <= 21:
        raise GoalError(f"runs_per_week is {text!r}, it can be 1 to 21")
    return int(text)

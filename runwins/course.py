"""A race's course as read from a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A named place beside a course, and what its words say.

    Attributes
    ----------
    name, note
        The organiser's words.
    lat_deg, lon_deg
        Where it is.
    role
        start, finish or place, by its name.
    is_aid
        An aid station, by its words, its symbol or its cut-off.
    at_m
        Metres along the course, where the words name them; they tell apart two passes of one place.
    cutoff_s
        Seconds after the start at which it closes.
    cutoff_clock_s
        The same as a time of day, in seconds since midnight. Where the words leave open which of
        the two is meant, both hold the same number.
    """

    name: str
    lat_deg: float
    lon_deg: float
    note: str = ""
    role: Literal["start", "finish", "place"] = "place"
    is_aid: bool = False
    at_m: float | None = None
    cutoff_s: float | None = None
    cutoff_clock_s: float | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A race's course as read from a file.

    Attributes
    ----------
    source
        The file, as the runner named it.
    name
        From the file; ``None`` where it has none.
    points
        In order, with ``lat_deg``, ``lon_deg`` and ``altitude_m``, which is missing where unknown.
    waypoints
        In the order of the file.
    start_clock_s, date
        The start in seconds since local midnight and its day, where a waypoint says so.
    problems
        What was odd about the file, in words.
    """

    source: str
    name: str | None
    points: pd.DataFrame
    waypoints: tuple[Waypoint, ...] = ()
    start_clock_s: float | None = None
    date: dt.date | None = None
    problems: tuple[str, ...] = ()

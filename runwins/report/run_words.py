"""A run and its wins in words: the same in terminal, page and card."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from runwins.units import (
    Units,
    format_date,
    format_distance,
    format_duration,
    format_height,
    format_pace,
    format_span,
)

_LEAST_MILES_M = 160.0
_HEIGHTS = ("climb", "ascent", "highest", "hill", "gain")


def number(value: Any) -> float:
    """Return a value of a frame as a float, ``nan`` where it is missing."""
    return math.nan if pd.isna(value) else float(value)


def text(value: Any) -> str:
    """Return a text of a frame, empty where it is missing."""
    return "" if pd.isna(value) else str(value)


def local_start(run: Mapping[Any, Any]) -> dt.datetime:
    """Return when a run began on the runner's own clock."""
    start = pd.Timestamp(run["start_time"]).tz_localize(None)
    return (start + pd.Timedelta(seconds=number(run["utc_offset_s"]))).to_pydatetime()


def numbers(run: Mapping[Any, Any], units: Units) -> list[tuple[str, str]]:
    """Return the name and the value of what is known of a run: distance, time, pace, ascent."""
    distance, moving = number(run["distance_m"]), number(run["moving_s"])
    shown: list[tuple[str, str]] = []
    if not math.isnan(distance):
        shown.append(("distance", format_distance(distance, units)))
    named = "moving"
    if math.isnan(moving):
        moving, named = number(run["timer_s"]), "time"
    if math.isnan(moving):
        moving = number(run["elapsed_s"])
    if not math.isnan(moving):
        shown.append((named, format_duration(moving)))
        if distance > 0 and moving > 0:
            shown.append(("pace", format_pace(distance / moving, units)))
    ascent = number(run["ascent_m"])
    if not math.isnan(ascent):
        shown.append(("climbed", f"+{format_height(ascent, units)}"))
    return shown


def about(seconds: float) -> str:
    """Return a predicted time no finer than it can be known: from an hour on without seconds."""
    return format_duration(seconds) if not seconds >= 3600 else format_span(seconds)


def amount(value: float, unit: str, kind: str, units: Units) -> str:
    """Return a measured value with its unit: ``12.3 km``, ``118 m``, ``27:58``, ``6 weeks``."""
    if unit == "s":
        return format_duration(value)
    if unit == "m/s":
        return format_pace(value, units)
    if unit == "m high":
        return f"{format_height(value, units)} high"
    if unit == "m up":
        return f"{format_height(value, units)} up"
    if unit == "m" and any(word in kind for word in _HEIGHTS):
        return format_height(value, units)
    if unit == "m":
        return format_distance(value, units)
    return f"{value:.0f} {unit}" if float(value).is_integer() else f"{value:.1f} {unit}"


def margin(win: Mapping[Any, Any], units: Units) -> str:
    """Return by how much a win beats the mark before: ``-1:07 (-2.2 %)``; empty if unknown."""
    by, value, before = (number(win[name]) for name in ("margin", "value", "previous"))
    if math.isnan(by) or by == 0 or win["unit"] not in {"m", "s", "m up"}:
        return ""
    less = value < before
    sign = "-" if less else "+"
    size = abs(by)
    if win["unit"] == "s":
        said = format_duration(size)
    elif win["unit"] == "m up" or any(word in str(win["kind"]) for word in _HEIGHTS):
        said = format_height(size, units)
    else:
        far = size >= (1000 if units == "km" else _LEAST_MILES_M)
        said = format_distance(size, units) if far else format_height(size, units)
    share = f" ({sign}{100 * size / before:.1f} %)" if before > 0 else ""
    return f"{sign}{said}{share}"


def remark(row: Mapping[Any, Any]) -> str:
    """Return a remark with its reason, unless its sentence says that already."""
    said, reason = text(row["label"]), text(row["reason"])
    return f"{said} - {reason}" if reason and reason not in said else said


def before(win: Mapping[Any, Any], units: Units, *, iso: bool = False) -> str:
    """Return the mark before and its day: ``12.3 km (27 Sep 2026)``; empty where there is none."""
    mark = number(win["previous"])
    if math.isnan(mark):
        return ""
    said = amount(mark, str(win["unit"]), str(win["kind"]), units)
    if pd.isna(win["previous_date"]):
        return said
    day = pd.Timestamp(win["previous_date"]).date()
    return f"{said}, {day.isoformat()}" if iso else f"{said} ({format_date(day)})"

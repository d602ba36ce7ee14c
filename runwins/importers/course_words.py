"""What organisers write beside a place: when it closes, how far along it is, whether it feeds you.

Course files have no field for any of it, so it stands in names and descriptions, in words.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from runwins.units import KM, MILE

_CLOSES = re.compile(
    r"cut[\s-]?offs?|time\s?limit|barri[eè]re|coupe[\s-]?horaire|heure limite|zeitlimit|sollzeit|"
    r"cierre|corte|tiempo l[ií]mite|tempo limite|cancello|closes?\b|sweep",
    re.IGNORECASE,
)
_AFTER = r"\s*(?:h|hrs?|hours?)?\s*(?:after|from|since|into|nach|depuis|apr[eè]s|desde|dopo)\b"
_HALVES = re.compile(r"(?<![\d:.,-])(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d:.,-])(\d{1,3})\s?([:h])\s?(\d{2})(?::(\d{2}))?(?![\d:])"
    rf"(?:(?P<after>{_AFTER})|(?P<day>\s*uhr\b)|(?P<hours>\s*(?:hrs|hours|std)\b))?",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?<![\d:.,-])(\d{1,3}(?:[.,]\d{1,2})?)\s*-?(?:hours?|hrs?|std|stunden|heures|horas|ore|h)\b",
    re.IGNORECASE,
)
_KM = re.compile(
    r"\bkm\s*(\d{1,3}(?:[.,]\d+)?)|(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s*km\b", re.IGNORECASE
)
_MILES = re.compile(
    r"\bmile\s*(\d{1,3}(?:\.\d+)?)|(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*(?:mi|miles?)\b", re.IGNORECASE
)
_AID = re.compile(
    r"\baid\b|\bwater\b|\bfood|\bfeed|refresh|ravito|ravitail|verpfleg|\blabe|avituall|ristoro|"
    r"check[\s-]?point|\bcp\s?\d|\bvp\s?\d|\bpc\s?\d|drink|hydrat",
    re.IGNORECASE,
)
_START = re.compile(r"\s*(?:race\s)?(?:start|d[eé]part|salida|partenza)\b", re.IGNORECASE)
_FINISH = re.compile(
    r"\s*(?:race\s)?(?:finish|arriv[eé]e|arrivo|ziel|meta|llegada)\b", re.IGNORECASE
)
_DATE = re.compile(r"(?<!\d)(20\d{2}-\d{2}-\d{2})(?!\d)")
_DAY_S = 86_400.0


def cutoff(text: str) -> tuple[float | None, float | None]:
    """Return when a place closes: seconds after the start, and seconds since midnight.

    ``10:10 (3:10 h after the start)`` gives both. A bare ``6:30`` may be either and gives the same
    number twice; beyond 24 hours it can only be after the start. Without words such as cut-off,
    time limit, barrière horaire, Zeitlimit, cierre, it gives neither.
    """
    word = _CLOSES.search(text)
    if word is None:
        return None, None
    found = _times(text[word.end() :])
    return found if found != (None, None) else _times(text[max(0, word.start() - 24) :])


def _times(text: str) -> tuple[float | None, float | None]:
    """Return the first time after the start and the first time of day in a text."""
    after: float | None = None
    clock: float | None = None
    either: float | None = None
    halves = _HALVES.search(text)
    if halves is not None and 1 <= int(halves[1]) <= 12:
        hour = int(halves[1]) % 12 + (12 if halves[3].lower() == "p" else 0)
        clock = hour * 3600.0 + int(halves[2] or 0) * 60
        text = text[: halves.start()] + text[halves.end() :]
    for match in _CLOCK.finditer(text):
        if int(match[3]) > 59:
            continue
        seconds = int(match[1]) * 3600.0 + int(match[3]) * 60 + int(match[4] or 0)
        if match["after"] or match["hours"] or seconds >= _DAY_S:
            after = seconds if after is None else after
        elif match["day"]:
            clock = seconds if clock is None else clock
        elif either is None:
            either = seconds
    if after is None and either is None:
        hours = _HOURS.search(text)
        after = float(hours[1].replace(",", ".")) * 3600 if hours else None
    if either is not None:
        if after is None and clock is None:
            return either, either
        if clock is None:
            clock = either
        elif after is None:
            after = either
    return after, clock


def along(text: str) -> float | None:
    """Return the metres along the course that a text names: ``km 11.2``, ``mile 30``."""
    for pattern, size in ((_KM, KM), (_MILES, MILE)):
        match = pattern.search(text)
        if match is not None:
            return float((match[1] or match[2]).replace(",", ".")) * size
    return None


def is_aid(text: str) -> bool:
    """Tell whether words or a symbol are those of an aid station."""
    return _AID.search(text) is not None


def role(name: str) -> Literal["start", "finish", "place"]:
    """Return whether a place is called the start or the finish."""
    if _START.match(name):
        return "start"
    return "finish" if _FINISH.match(name) else "place"


def start_of(text: str) -> tuple[float | None, dt.date | None]:
    """Return the time of day and the date in the words of a start."""
    day: dt.date | None = None
    dated = _DATE.search(text)
    if dated is not None:
        try:
            day = dt.date.fromisoformat(dated[1])
        except ValueError:
            day = None
        text = text.replace(dated[0], " ")
    after, clock = _times(text)
    told = clock if clock is not None else after
    return (told if told is not None and told < _DAY_S else None), day

"""Dates as services write them into their tables: in many languages, never in ISO."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

# By their first letters, without accents; languages that share a form share its line.
_MONTHS = (
    ("jan", "ene", "gen", "sty", "янв"),
    ("feb", "fev", "lut", "фев"),
    ("mar", "mrt", "maa", "мар"),
    ("apr", "avr", "abr", "kwi", "апр"),
    ("may", "mai", "mei", "maj", "mag", "мая", "май"),
    ("jun", "juin", "giu", "cze", "июн"),
    ("jul", "juil", "lug", "lip", "июл"),
    ("aug", "aou", "ago", "sie", "авг"),
    ("sep", "set", "wrz", "сен"),
    ("oct", "okt", "ott", "out", "paz", "окт"),
    ("nov", "lis", "ноя"),
    ("dec", "dez", "dic", "des", "gru", "дек"),
)
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.m](\d{2}))?")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_NUMBERS = re.compile(r"\b(\d{1,2})([./-])\s*(\d{1,2})[./-]\s*(\d{4})")
_WORDS = re.compile(r"[^\W\d_]+")
_AFTERNOON = re.compile(r"p\s?m\b|下午|午後|오후")
_MORNING = re.compile(r"a\s?m\b|上午|午前|오전")


def parse_written(text: str) -> dt.datetime | None:
    r"""Return the moment that a date in any known language means, without a zone.

    The day stands before the month, unless the month is a word that comes first, or the second
    number is above twelve.

    >>> parse_written("2 ago 2026, 12:20:32\u202fp.m.")
    datetime.datetime(2026, 8, 2, 12, 20, 32)
    """
    plain = _plain(text)
    day = _day(plain)
    if day is None:
        return None
    date, rest = day
    clock = _CLOCK.search(rest)
    try:
        if clock is None:
            return dt.datetime.combine(date, dt.time())
        hour = int(clock[1])
        if _AFTERNOON.search(rest):
            hour = hour % 12 + 12
        elif _MORNING.search(rest):
            hour %= 12
        return dt.datetime.combine(date, dt.time(hour, int(clock[2]), int(clock[3] or 0)))
    except ValueError:
        return None


def _plain(text: str) -> str:
    spaced = re.sub(r"[\u00a0\u202f\u2009]", " ", text).casefold()
    spaced = re.sub(r"\b([ap])\.\s?m\.?", r"\1m", spaced)
    opened = unicodedata.normalize("NFKD", spaced)
    return unicodedata.normalize("NFC", "".join(c for c in opened if not unicodedata.combining(c)))


def _day(text: str) -> tuple[dt.date, str] | None:
    """Return the day, and what is left of the text."""
    for pattern in (_ISO, _EAST):
        match = pattern.search(text)
        if match is not None:
            return _made(int(match[1]), int(match[2]), int(match[3]), text[match.end() :])
    match = _NUMBERS.search(text)
    if match is not None:
        first, second = int(match[1]), int(match[3])
        if second > 12:
            first, second = second, first
        return _made(int(match[4]), second, first, text[match.end() :])
    for word in _WORDS.finditer(text):
        month = _month(word[0])
        if month is None:
            continue
        before = re.search(r"(\d{1,2})\D*$", text[: word.start()])
        after = text[word.end() :]
        if before is not None:
            year = re.search(r"\d{4}", after)
            if year is not None:
                return _made(int(year[0]), month, int(before[1]), after[year.end() :])
        numbers = re.match(r"\D*(\d{1,2})\D+(\d{4})", after)
        if numbers is not None:
            return _made(int(numbers[2]), month, int(numbers[1]), after[numbers.end() :])
    return None


def _month(word: str) -> int | None:
    for number, forms in enumerate(_MONTHS, start=1):
        if any(word.startswith(form) for form in forms):
            return number
    return None


def _made(year: int, month: int, day: int, rest: str) -> tuple[dt.date, str] | None:
    try:
        return dt.date(year, month, day), rest
    except ValueError:
        return None

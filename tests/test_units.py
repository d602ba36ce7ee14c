import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.errors import GoalError
from runwins.units import (
    distance_name,
    format_ago,
    format_date,
    format_distance,
    format_duration,
    format_height,
    format_pace,
    format_span,
    ordinal,
    parse_date,
    parse_distance,
    parse_duration,
    parse_height,
)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("50km", 50_000),
        ("50 k", 50_000),
        ("21.1", 21_100),
        ("9,5km", 9_500),
        ("800m", 800),
        ("half", 21_097.5),
        ("Marathon", 42_195),
        ("10 mi", 16_093.44),
        ("1 mile", 1_609.344),
    ],
)
def test_distances_as_runners_write_them(text, metres):
    assert parse_distance(text) == pytest.approx(metres)


def test_a_bare_number_is_in_the_runners_units():
    assert parse_distance("5", "mi") == pytest.approx(8_046.72)


@pytest.mark.parametrize("text", ["", "0km", "-5km", "far", "5 parsecs", "1e3km", "nan"])
def test_what_is_no_distance_is_said_so(text):
    with pytest.raises(GoalError, match="is not a distance"):
        parse_distance(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("8:00:00", 28_800), ("25:30", 1_530), ("1h30", 5_400), ("45m", 2_700), ("2 h", 7_200)],
)
def test_times_as_runners_write_them(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "1:2:3:4", "h"])
def test_what_is_no_time_is_said_so(text):
    with pytest.raises(GoalError, match="is not a time"):
        parse_duration(text)


def test_heights():
    assert parse_height("3000m") == 3000
    assert parse_height("1,000ft") == pytest.approx(304.8)
    with pytest.raises(GoalError, match="is not a height"):
        parse_height("high")


def test_dates():
    assert parse_date("2026-12-20") == dt.date(2026, 12, 20)
    with pytest.raises(GoalError, match="is not a date"):
        parse_date("20.12.2026")


@pytest.mark.parametrize(
    ("metres", "units", "name"),
    [
        (5_000, "km", "5 km"),
        (21_097.5, "km", "half marathon"),
        (1_609.344, "km", "mile"),
        (400, "km", "400 m"),
        (12_500, "km", "12.5 km"),
        (8_046.72, "mi", "5 mi"),
        (5_000, "mi", "5 km"),
    ],
)
def test_distances_have_their_names(metres, units, name):
    assert distance_name(metres, units) == name


# Textbook: a four-minute mile is 2:29.13 a kilometre; 6:00 a kilometre is 9:39 a mile.
def test_paces():
    assert format_pace(1609.344 / 240, "km") == "2:29 /km"
    assert format_pace(1609.344 / 240, "mi") == "4:00 /mi"
    assert format_pace(1000 / 360, "mi") == "9:39 /mi"
    assert format_pace(0, "km") == "– /km"


def test_seconds_matter():
    assert format_duration(1678) == "27:58"
    assert format_duration(5200.4) == "1:26:40"
    assert format_duration(59.5) == "1:00"
    assert format_duration(float("nan")) == "–"


def test_other_words():
    assert format_distance(14_103.2) == "14.1 km"
    assert format_distance(float("nan")) == "– km"
    assert format_height(1000, "mi") == "3,281 ft"
    assert format_date(dt.date(2026, 10, 24), weekday=True) == "Sat 24 Oct 2026"
    assert format_span(9_900) == "2 h 45 min"
    assert format_span(1_800) == "30 min"
    assert [format_ago(days) for days in (1, 19, 49, 210, 1280)] == [
        "1 day",
        "19 days",
        "7 weeks",
        "7 months",
        "3.5 years",
    ]
    assert [ordinal(n) for n in (1, 2, 3, 7, 11, 22, 113)] == [
        "1st", "2nd", "3rd", "7th", "11th", "22nd", "113th",
    ]  # fmt: skip


@given(st.integers(1, 200_000))
def test_a_time_written_is_read_the_same(seconds):
    written = format_duration(seconds)
    assert parse_duration(written) == seconds

"""XML element by element: mended where that does no harm, refused where it would."""

from __future__ import annotations

import numpy as np
import pytest

from runwins.errors import UnreadableFile
from runwins.importers import xml_stream
from runwins.importers.xml_stream import (
    check_points,
    moment_of,
    number,
    numbers,
    stream_xml,
    tail_offset,
    times,
)


def streamed(content: bytes) -> tuple[list[tuple[str, str]], list[str]]:
    """Return name and text of each element as it ends, and what was wrong."""
    found: list[tuple[str, str]] = []

    def reset() -> tuple[xml_stream.Start, xml_stream.End]:
        found.clear()
        return lambda _name, _attributes: None, lambda name, text: found.append((name, text))

    problems = stream_xml(content, reset)
    return found, problems


def test_prefixes_are_cut_off_declared_or_not() -> None:
    found, problems = streamed(b'<a xmlns:x="u"><x:b>1</x:b><nobody:c>2</nobody:c></a>')
    assert found == [("b", "1"), ("c", "2"), ("a", "")]
    assert problems == []


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        ("<a>é</a>".encode(), []),
        (b"\xef\xbb\xbf  \n" + "<a>é</a>".encode(), []),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"), []),
        ('<?xml version="1.0" encoding="UTF-8"?><a>é</a>'.encode("latin-1"),
         ["not in the encoding it declares"]),
        ('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode(),
         ["not in the encoding it declares"]),
    ],
)  # fmt: skip
def test_letters_are_read_whatever_the_encoding(content: bytes, problems: list[str]) -> None:
    assert streamed(content) == ([("a", "é")], problems)


def test_loose_signs_and_control_characters_are_mended_and_said() -> None:
    found, problems = streamed(b"<a>R & B&amp;C&#65;\x0b</a>")
    assert found == [("a", "R & B&CA")]
    assert problems == ["forbidden characters in the XML were mended"]


def test_what_comes_before_the_damage_is_kept_and_its_place_is_said() -> None:
    found, problems = streamed(b"<a>\n<b>1</b>\n<b>2</")
    assert found == [("b", "1")]
    assert problems == ["the XML breaks off at line 3: unclosed token"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type or entities"),
        (b"<!DOCTYPE a><a/>", "document type or entities"),
        (b"<a>" * 201, "nested more than 200 deep"),
        (b"<a>" + b"x" * 1_000_001 + b"</a>", "a text of more than"),
    ],
)
def test_what_would_do_harm_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        streamed(content)


def test_more_points_than_a_run_has_are_refused() -> None:
    check_points(xml_stream.MOST_POINTS)
    with pytest.raises(UnreadableFile, match="no run has so many"):
        check_points(xml_stream.MOST_POINTS + 1)


def test_texts_as_numbers() -> None:
    assert numbers(["1", "2.5"]).tolist() == [1.0, 2.5]
    mixed = numbers(["1,5", None, "", "x", "-3"])
    assert np.nan_to_num(mixed, nan=99).tolist() == [1.5, 99, 99, 99, -3]
    assert (number("2,5"), number("inf"), number("nan"), number(None)) == (2.5, None, None, None)


@pytest.mark.parametrize(
    ("text", "seconds", "offset", "zoned"),
    [
        ("2020-09-13T12:26:40Z", 1_600_000_000.0, None, True),
        ("2020-09-13T12:26:40.250Z", 1_600_000_000.25, None, True),
        ("2020-09-13T14:26:40+02:00", 1_600_000_000.0, 7200, True),
        ("2020-09-13T13:41:40+01:15", 1_600_000_000.0, 4500, True),
        ("2020-09-13T12:26:40", 1_600_000_000.0, None, False),
        (" 2020-09-13 12:26:40 ", 1_600_000_000.0, None, False),
        ("2020-09-13T12:25:60Z", 1_600_000_000.0 - 40, None, True),
    ],
)
def test_a_moment(text: str, seconds: float, offset: int | None, zoned: bool) -> None:
    assert moment_of(text) == (seconds, offset, zoned)


@pytest.mark.parametrize("text", [None, "", "  ", "soon", "2020-13-01T00:00:00Z"])
def test_no_moment(text: str | None) -> None:
    assert moment_of(text) is None


def test_times_of_one_kind_and_of_many() -> None:
    stamps = ["2020-09-13T12:26:40Z", "2020-09-13T12:26:41.5Z"]
    seconds, offset, without = times(stamps)
    assert (seconds.tolist(), offset, without) == ([1.6e9, 1.6e9 + 1.5], None, False)
    mixed = ["2020-09-13T14:26:40+02:00", None, "x", "2020-09-13T12:26:45"]
    seconds, offset, without = times(mixed)
    assert np.nan_to_num(seconds).tolist() == [1.6e9, 0.0, 0.0, 1.6e9 + 5]
    assert (offset, without) == (7200, True)


@pytest.mark.parametrize(
    ("name", "offset"),
    [
        ("2014-10-22T19_46_33.073+02_00_PT11M1.714S_Running.tcx", 7200),
        ("2014-10-22T19_46_33-03_30_PT1H_Lopen.tcx", -12_600),
        ("2014-10-22.tcx", None),
    ],
)
def test_the_zone_in_a_file_name_of_google_fit(name: str, offset: int | None) -> None:
    assert tail_offset(name) == offset

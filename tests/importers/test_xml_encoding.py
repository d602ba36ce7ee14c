"""Two bytes a letter, in either order, with a mark or without one."""

from __future__ import annotations

import pytest

from runwins.errors import UnreadableFile
from runwins.importers.base import xml_root
from runwins.importers.xml_encoding import utf16_as_utf8
from runwins.importers.xml_stream import stream_xml

TEXT = '<?xml version="1.0" encoding="{}"?>\n<gpx creator="Höhe"><trk/></gpx>'
ORDERS = ["utf-16-le", "utf-16-be"]
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def creators(content: bytes) -> list[str]:
    found: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag == "gpx":
            found.append(attributes["creator"])

    assert stream_xml(content, lambda: (begin, lambda _tag, _text: None)) == []
    return found


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("said", ["UTF-16", "UTF-8"])
@pytest.mark.parametrize("blanks", ["", " " * 10, "\r\n\t"])
def test_either_order_with_a_mark_or_without(
    order: str, marked: bool, said: str, blanks: str
) -> None:
    content = (MARKS[order] if marked else b"") + (blanks + TEXT.format(said)).encode(order)
    assert xml_root(content) == "gpx"
    assert creators(content) == ["Höhe"]


@pytest.mark.parametrize("order", ORDERS)
def test_without_a_declaration_too(order: str) -> None:
    assert creators('<gpx creator="Höhe"/>'.encode(order)) == ["Höhe"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<", b"<gpx/>", TEXT.format("UTF-8").encode(), b"\xef\xbb\xbf<gpx/>",
        "Datum;Distanz".encode("utf-16-le"), b"\0" * 600, b".FIT\0\0\0<",
        "㼼".encode("utf-16-le"),
    ],
)  # fmt: skip
def test_what_is_none_is_left_as_it_is(content: bytes) -> None:
    assert utf16_as_utf8(content) is None


@pytest.mark.parametrize("order", ORDERS)
def test_cut_within_a_letter_the_rest_is_kept(order: str) -> None:
    found: list[str] = []
    problems = stream_xml(
        TEXT.format("UTF-16").encode(order)[:-5],
        lambda: (lambda tag, _: found.append(tag), lambda _tag, _text: None),
    )
    assert found == ["gpx", "trk"]
    assert "breaks off" in problems[0]


@pytest.mark.parametrize("order", ORDERS)
def test_document_types_are_refused_in_any_encoding(order: str) -> None:
    with pytest.raises(UnreadableFile, match="document type"):
        creators('<!DOCTYPE gpx [<!ENTITY a "b">]><gpx creator="a"/>'.encode(order))

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from runwins.report import cells
from runwins.report.cells import TerminalStyle

UTF8, ASCII = TerminalStyle(), TerminalStyle(unicode=False)


def test_what_would_steer_a_terminal_never_gets_there() -> None:
    nasty = "a\x1b[31mb\x07\x9b2Jc\r\nd\u202ee\u2028f\x00g\u200bh"
    assert UTF8.clean(nasty) == "a [31mb 2Jc de f gh"
    assert UTF8.clean("  two \t words ") == "two words"


def test_ascii_keeps_words_readable() -> None:
    assert ASCII.clean("Grande Traversée – 5 °C · 日本") == "Grande Traversee - 5  deg C - ??"


@given(st.text())
def test_clean_text_has_no_control_character(text: str) -> None:
    for style in (UTF8, ASCII):
        cleaned = style.clean(text)
        assert not any(unicodedata.category(char)[0] == "C" for char in cleaned)
        assert "\n" not in cleaned
    assert ASCII.clean(text).isascii()


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert cells.width("日本") == 4
    assert cells.width("e\u0301") == 1
    assert cells.width("✓◆○✕⚑★▲●") == 8


@given(st.text(alphabet="a日e\u0301 é🏃"), st.integers(3, 30))
def test_a_cell_has_exactly_its_width(text: str, room: int) -> None:
    for side in (cells.left, cells.right):
        assert cells.width(side(text, room, UTF8)) == room


@given(st.text(), st.integers(10, 60))
def test_wrapped_lines_fit(text: str, room: int) -> None:
    assert all(cells.width(line) <= room for line in cells.wrap(UTF8.clean(text), room, UTF8))


def test_colour_only_when_asked() -> None:
    assert UTF8.paint("x", "next") == "x"
    assert TerminalStyle(colour=True).paint("x", "next") == "\x1b[1;33mx\x1b[0m"

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from runwins.report import drawn_text
from runwins.report.drawn_text import drawable, families, shorten, width_pt, wrap


@pytest.fixture
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_text, "_installed", tuple)


@pytest.mark.usefixtures("no_other_fonts")
def test_what_no_font_has_is_replaced() -> None:
    assert drawable("Tōkyō 東京 🏃 race") == "Tōkyō □□ race"
    assert drawable("a\x1b[31m\nb\u202ec") == "a [31m bc"
    assert drawable("$x_1^2$ & <b>") == "$x_1^2$ & <b>"
    assert families("Tōkyō 東京") == ["DejaVu Sans"]
    assert drawable("Long run 🏃🏽\u200d♀️ with the club") == "Long run with the club"


def test_a_font_of_this_machine_helps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    other = FT2Font(findfont(FontProperties(family="STIXGeneral"))).get_charmap()
    main = FT2Font(findfont(FontProperties(family="DejaVu Sans"))).get_charmap()
    rare = next(chr(code) for code in sorted(set(other) - set(main)) if chr(code).isalpha())
    monkeypatch.setattr(drawn_text, "_installed", lambda: ("STIXGeneral",))
    assert drawable(f"a{rare}") == f"a{rare}"
    assert families(f"a{rare}") == ["DejaVu Sans", "STIXGeneral"]
    assert families("plain") == ["DejaVu Sans"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.floats(40, 400), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_not_too_many(text: str, room: float, lines: int) -> None:
    made = wrap(drawable(text), room, 12, lines=lines)
    assert len(made) <= lines
    assert all(width_pt(line, 12) <= room + 0.01 for line in made)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.floats(40, 400), st.integers(1, 4))
def test_what_is_not_cut_is_all_there(text: str, room: float, lines: int) -> None:
    clean = drawable(text.replace("…", ""))
    made = wrap(clean, room, 12, lines=lines)
    if not any(line.endswith("…") for line in made):
        assert "".join(made).replace(" ", "") == clean.replace(" ", "")


@pytest.mark.skipif(drawable("日本") != "日本", reason="no font here has Japanese letters")
def test_a_script_without_spaces_is_broken_and_not_cut() -> None:
    name = "日本語の長い名前のマラソン大会、第三十八回"
    made = wrap(name, 120, 13, lines=4)
    assert "".join(made) == name
    assert len(made) == 3
    assert not any(line.startswith(("、", "ー")) for line in made)
    assert wrap("京都 marathon 2026", 75, 12, lines=3) == ["京都", "marathon", "2026"]
    assert wrap("Donaudampfschifffahrt", 60, 12, lines=3)[0].endswith("…")


def test_short_enough_stays_whole() -> None:
    assert shorten("16 km", 200, 12) == "16 km"
    assert shorten("a very long name indeed", 60, 12).endswith("…")


def test_a_number_is_never_torn_from_its_unit() -> None:
    for room in range(80, 400, 5):
        lines = wrap(
            "Biggest week yet: 6 h 29 min so far, 42.3 km on 24 Oct", float(room), 12.0, lines=9
        )
        told = "|".join(lines)
        assert "\N{NO-BREAK SPACE}" not in told
        assert "6 h 29 min" in told
        assert "42.3 km" in told
        assert "24 Oct" in told

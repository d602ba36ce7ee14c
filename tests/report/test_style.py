from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from runwins.report.cells import width
from runwins.report.style import ASCII, THEMES, UNICODE, css_variables, state_colour


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", ["ink", "muted", "done", "next", "later", "past_date"])
def test_text_can_be_read(theme: Any, role: str) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, role), colours.background) >= 4.5


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#16202C", "#FFFFFF") == pytest.approx(16.4, abs=0.05)
    assert contrast("#6B7684", "#FFFFFF") == pytest.approx(4.6, abs=0.05)


def test_every_state_has_its_own_mark_and_every_mark_one_column() -> None:
    for symbols in (UNICODE, ASCII):
        marks = [symbols.state(state) for state in ("done", "next", "later", "past_date")]
        assert len(set(marks)) == 4
        assert all(width(mark) == 1 for mark in marks)
    assert all(text.isascii() for text in asdict(ASCII).values())
    for state in ("done", "next", "later", "past_date", "will_not_fit"):
        assert state_colour(state, THEMES["light"]).startswith("#")


def test_no_two_roles_of_a_theme_share_a_colour() -> None:
    for theme in ("light", "dark"):
        colours = css_variables(theme)  # type: ignore[arg-type]
        assert len(set(colours.values())) == len(colours)
        assert "--rw-past-date" in colours

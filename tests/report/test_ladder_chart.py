from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from runwins.goal import Ladder
from runwins.report import ladder_chart, ladder_words
from runwins.report.style import THEMES

HOSTILE = "$x^2_ <b>&amp; \x1b[31mred\x07 \u202eevil 日本語 🏃🏽\u200d♀️ של מרוץ " + "W" * 500


def texts(figure: Figure) -> list[Text]:
    return [item for item in figure.findobj(Text) if item.get_text().strip()]  # type: ignore[union-attr]


def words(figure: Figure) -> str:
    return " ".join(item.get_text() for item in texts(figure))


@pytest.mark.parametrize("layout", ["wide", "tall"])
def test_says_the_finding_and_every_rung(ladder: Ladder, layout: Any) -> None:
    said = words(ladder_chart.figure(ladder, layout=layout))
    assert "5 of 9 rungs done, 16 km is next" in said
    for label in (
        "5 km non-stop",
        "150 m climb in one run",
        "19 km + 300 m climb",
        "Half marathon",
    ):
        assert label in said
    assert "✓ 24 Oct" in said
    assert "✕ not yet · planned 4 Oct" in said
    assert "◆ next · 5 to 21 Nov" in said
    assert "2 Dec to after race day" in said
    assert "start line" in said
    assert "missed" not in said
    assert "failed" not in said


def test_without_a_forecast_there_is_no_band(make_ladder: Callable[..., Ladder]) -> None:
    early = make_ladder(status="too early to say")
    figure = ladder_chart.figure(early)
    assert "next · too early to say" in words(figure)
    assert "8 in 10" not in words(figure)
    assert not figure.axes[0].patches
    assert len(ladder_chart.figure(make_ladder()).axes[0].patches) == 3


@pytest.mark.parametrize("layout", ["wide", "tall"])
@pytest.mark.parametrize("count", [0, 1, 3, 9, 12])
@pytest.mark.parametrize("day", [dt.date(2026, 8, 1), dt.date(2026, 10, 25), dt.date(2026, 12, 23)])
def test_no_text_overlaps_or_leaves_the_picture(
    make_ladder: Callable[..., Ladder], rung_rows: list[dict[str, Any]], layout: Any, count: int,
    day: dt.date,
) -> None:  # fmt: skip
    rows = [*(rung_rows[:-1] + rung_rows[6:-1])[:count], rung_rows[-1]]
    gaps = ((dt.date(2026, 9, 3), dt.date(2026, 9, 12), "ill"),) * (count > 1)
    figure = ladder_chart.figure(make_ladder(tuple(rows), today=day, gaps=gaps), layout=layout)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    boxes = [
        (item.get_text(), item.get_window_extent(canvas.get_renderer())) for item in texts(figure)
    ]
    page = figure.bbox
    for place, (text, box) in enumerate(boxes):
        assert page.x0 <= box.x0, text
        assert box.x1 <= page.x1, text
        assert page.y0 <= box.y0, text
        assert box.y1 <= page.y1, text
        for other, second in boxes[place + 1 :]:
            across = min(box.x1, second.x1) - max(box.x0, second.x0)
            down = min(box.y1, second.y1) - max(box.y0, second.y0)
            assert across <= 1 or down <= 4, f"{text!r} touches {other!r}"


@pytest.mark.parametrize("layout", ["wide", "tall"])
def test_the_smallest_text_is_legible_on_a_phone(ladder: Ladder, layout: Any) -> None:
    figure = ladder_chart.figure(ladder, layout=layout)
    shrunk = 360 / (figure.get_figwidth() * 72) if layout == "tall" else 1
    assert min(item.get_fontsize() for item in texts(figure)) * shrunk >= 11


@pytest.mark.parametrize("layout", ["wide", "tall"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_of_others_do_no_harm(
    make_ladder: Callable[..., Ladder], rung_rows: list[dict[str, Any]], tmp_path: Path,
    layout: Any, theme: Any,
) -> None:  # fmt: skip
    rows = tuple(row | {"label": HOSTILE, "reward": HOSTILE} for row in rung_rows)
    gaps = ((dt.date(2026, 9, 3), dt.date(2026, 9, 12), HOSTILE),)
    hostile = make_ladder(rows, name=HOSTILE, gaps=gaps, sentences=(HOSTILE, HOSTILE))
    ladder_chart.save(hostile, tmp_path / "a.svg", layout=layout, theme=theme)
    ladder_chart.save(hostile, tmp_path / "a.png", layout=layout, theme=theme)
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    ET.fromstring(svg)
    assert "\x1b" not in svg
    assert "<b>" not in svg
    assert "$x^2_" in svg


def test_the_same_ladder_gives_the_same_bytes(ladder: Ladder, tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        ladder_chart.save(ladder, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_an_svg_has_real_text_and_names_itself(ladder: Ladder, tmp_path: Path) -> None:
    ladder_chart.save(ladder, tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert svg.count("<text") > 25
    assert "<title" in svg
    assert ladder_chart.alt_text(ladder)[:40] in svg
    assert "metadata" not in svg
    assert not re.search(r"\d\d:\d\d", svg)


@pytest.mark.parametrize("layout", ["wide", "tall"])
def test_an_svg_is_built_as_a_picture_that_is_read_out(
    ladder: Ladder, tmp_path: Path, layout: Any
) -> None:
    """Title, description, every name and every word of a state as text, in the order it is read."""
    ladder_chart.save(ladder, tmp_path / "a.svg", layout=layout)
    root = ET.fromstring((tmp_path / "a.svg").read_text(encoding="utf-8"))
    spaced = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{spaced}title", f"{spaced}desc"]
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    targets = {value for part in root.iter() for name, value in part.attrib.items()
               if name.endswith("href")}  # fmt: skip
    assert targets <= {f"#{name}" for name in ids}
    assert {part.tag.removeprefix(spaced) for part in root.iter()} <= {
        "svg", "title", "desc", "defs", "style", "g", "path", "use", "text", "clipPath", "rect",
    }  # fmt: skip
    told = " ".join("".join(part.itertext()) for part in root.iter(f"{spaced}text"))
    at = 0
    for step in ladder_words.steps(ladder):
        name = next(iter(step.label.split(" + ")))
        assert name in told[at:], step.label
        at = told.index(name, at)
    for word in ("✓ 24 Oct", "◆ next", "○", "✕ not yet", "today", ladder.goal.name):
        assert word in told


def test_a_png_holds_only_the_picture(ladder: Ladder, tmp_path: Path) -> None:
    ladder_chart.save(ladder, tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    kinds, at = [], 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kinds.append(data[at + 4 : at + 8])
        at += size + 12
    assert set(kinds) <= {b"IHDR", b"pHYs", b"IDAT", b"IEND"}


def test_another_ending_is_refused(ladder: Ladder, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.png or \.svg"):
        ladder_chart.save(ladder, tmp_path / "a.jpg")


def test_draws_on_axes_of_others_and_leaves_their_settings(ladder: Ladder) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    ax = Figure(figsize=(12, 7)).add_axes((0.35, 0.2, 0.6, 0.6))
    assert ladder_chart.draw(ax, ladder, theme="dark") is ax
    assert dict(mpl.rcParams) == before
    assert ax.get_facecolor()[:3] == pytest.approx((16 / 255, 22 / 255, 29 / 255))


def test_the_climbing_line_never_goes_down(ladder: Ladder) -> None:
    colour = THEMES["light"].done
    ax = ladder_chart.figure(ladder).axes[0]
    (line,) = [
        item for item in ax.lines if item.get_color() == colour and len(item.get_xdata()) > 2
    ]
    heights = list(line.get_ydata())
    assert heights == sorted(heights)
    assert heights[-1] == 5  # 14 km, above the climb that is still open


def test_alt_text_is_what_a_coach_says_on_the_phone(ladder: Ladder) -> None:
    said = ladder_chart.alt_text(ladder)
    assert said.startswith("Ladder of nine rungs toward Half marathon on 20 Dec 2026. Done: ")
    assert "16 km: next, 5 to 21 Nov." in said
    assert "150 m climb in one run: not yet, planned 4 Oct." in said


def test_after_the_race_nothing_is_next(make_ladder: Callable[..., Ladder]) -> None:
    said = words(ladder_chart.figure(make_ladder(today=dt.date(2027, 1, 9))))
    assert "next" not in said
    assert "still open" in said
    assert "planned" not in said


def test_no_pyplot() -> None:
    code = (
        "import sys;"
        "from runwins.report import ladder_chart;"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

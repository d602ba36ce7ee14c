from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGES = (
    "index.html", "wins.html", "bests.html", "routes.html", "block.html", "ladder.html",
    "year-2026.html", "run.html", "race.html", "hostile.html",
    "empty.html",
)  # fmt: skip
Open = Callable[..., Any]

OVERLAPS = """() => {
  const shown = [...document.querySelectorAll("svg text")].filter(t => t.getClientRects().length);
  const found = [];
  for (const svg of new Set(shown.map(t => t.ownerSVGElement))) {
    const boxes = shown.filter(t => t.ownerSVGElement === svg)
      .map(t => [t.textContent.trim(), t.getBoundingClientRect()]).filter(([name]) => name);
    boxes.forEach(([name, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 0.35 * Math.min(a.height, b.height))
        found.push(name + " | " + other);
    }));
  }
  return found;
}"""
OUTSIDE = """() => [...document.querySelectorAll("svg text")].filter(text => {
  if (!text.getClientRects().length) return false;
  const own = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect();
  return own.left < all.left - 2 || own.right > all.right + 2;
}).map(text => text.textContent)"""


LINES = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
}"""
WIDER_THAN_THEIR_PLACE = """() => [...document.querySelectorAll(".scroll")]
  .filter(part => part.scrollWidth > part.clientWidth + 1)
  .map(part => part.getAttribute("aria-label") + ": " + part.scrollWidth)"""


@pytest.mark.parametrize("name", PAGES)
def test_every_table_fits(open_page: Open, name: str) -> None:
    page = open_page(name)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    for width in (320, 360, 700, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER_THAN_THEIR_PLACE) == [], width


@pytest.mark.parametrize("width", [360, 1280])
def test_a_number_is_on_one_line_beside_the_longest_name(open_page: Open, width: int) -> None:
    page = open_page("hostile.html", width=width)
    for cell in page.locator("table.pocket td.right").all():
        assert cell.evaluate(LINES) == 1, cell.inner_text()
    if width == 1280:
        shown = page.locator("#runs tbody tr").first.locator("td").last
        assert shown.bounding_box()["x"] < width


def test_a_stacked_row_says_what_each_value_is(open_page: Open) -> None:
    page = open_page("block.html", width=360)
    cell = page.locator("#runs td[data-label=Distance]").first
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label.startswith('"Distance')
    assert page.locator("#runs thead button").first.is_visible()


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_or_overlaps(
    open_page: Open, name: str, width: int, dark: bool
) -> None:
    page = open_page(name, width=width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(OUTSIDE) == []
    ground = page.evaluate("getComputedStyle(document.querySelector('.page')).backgroundColor")
    assert ground == ("rgb(16, 22, 29)" if dark else "rgb(255, 255, 255)")


def test_light_and_dark_are_switched_by_keyboard(open_page: Open) -> None:
    page = open_page("block.html", dark=True)
    page.focus("#theme")
    page.keyboard.press("Space")
    ground = page.evaluate("getComputedStyle(document.querySelector('.page')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.parametrize("script", [True, False])
def test_wins_are_chosen_by_keyboard_with_and_without_script(open_page: Open, script: bool) -> None:
    page = open_page("wins.html", script=script)
    shown = page.locator(".win:visible")
    everything = shown.count()
    page.locator("#family-all").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.locator("input[name=family]:checked").get_attribute("id")
    assert chosen != "family-all"
    assert 0 < shown.count() < everything
    assert shown.count() == page.locator(f".win.{chosen}").count()
    page.locator("#year-all").focus()
    page.keyboard.press("ArrowRight")
    year = page.locator("input[name=year]:checked").get_attribute("id")
    assert shown.count() == page.locator(f".week.{year} .win.{chosen}").count()


def test_runs_are_sorted_by_keyboard(open_page: Open) -> None:
    page = open_page("year-2026.html")
    column = page.locator("#runs thead th").all_inner_texts()
    place = next(i for i, name in enumerate(column) if name.startswith("Distance"))
    head = page.locator("#runs thead th").nth(place)
    far = page.locator(f"#runs tbody tr > :nth-child({place + 1})")

    def kilometres() -> list[float]:
        return [float(text.split()[0]) for text in far.all_inner_texts() if text != "–"]

    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert kilometres() == sorted(kilometres())
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert kilometres() == sorted(kilometres(), reverse=True)


def test_without_script_everything_is_there(open_page: Open) -> None:
    page = open_page("block.html", script=False)
    assert page.locator("#runs tbody tr").count() > 10
    page.locator("#hills summary").first.click()
    assert page.locator("#hills details table").first.is_visible()


def test_links_lead_somewhere(open_page: Open, site: Path) -> None:
    for name in PAGES:
        page = open_page(name)
        ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
        targets = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
        )
        for target in targets:
            file, _, place = target.partition("#")
            if target.startswith("data:text/csv"):
                continue
            if not file:
                assert place in ids, target
            elif not file.startswith("runs/"):
                text = (site / file).read_text(encoding="utf-8")
                assert not place or f'id="{place}"' in text, target


def test_page_one_of_the_print_is_complete(open_page: Open) -> None:
    page = open_page("block.html", dark=True)
    title = page.locator("h1").inner_text()
    sentences = page.locator("#summary p").all_inner_texts()
    rungs = page.locator("#figure-ladder .wide text").all_text_contents()
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.querySelector('.page')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert rungs
    assert len(sentences) == 3
    page.set_viewport_size({"width": 688, "height": 1017})  # A4 without its margins at 96 dpi
    high = page.evaluate(
        "document.querySelector('#figure-ladder').getBoundingClientRect().bottom + scrollY"
    )
    assert 300 < high <= 1017 - 70, f"{title}: page 1 would need {high} px"  # Letter is 70 less
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    assert 2 <= pages <= 20


@pytest.mark.parametrize("name", PAGES)
def test_print_is_not_made_smaller_to_fit(open_page: Open, name: str) -> None:
    """A browser shrinks a page that is too wide for the paper: then no 10 cm are 10 cm."""
    page = open_page(name)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.set_viewport_size({"width": 688, "height": 1017})  # A4 without its margins at 96 dpi
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    card = page.locator("table.pocket")
    if card.count():
        assert card.bounding_box()["width"] == pytest.approx(10 / 2.54 * 96, abs=1)


def test_print_breaks_where_nothing_is_torn(open_page: Open) -> None:
    """A day stays in one line, a small table on one page, and a list of weeks may break."""
    page = open_page("block.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # what a browser asks an A4 page for
    look = "(part, name) => getComputedStyle(part)[name]"
    weeks = page.locator(".wins > .week:not(.alone) h3")
    assert weeks.count() > 3
    assert weeks.first.evaluate(look, "breakAfter") == "auto"
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    for table in page.locator(".scroll").all():
        if table.locator("tbody tr").count() < 20:
            assert table.evaluate(look, "breakInside") == "avoid"
    days = page.locator("#runs th[scope=row].plain")
    assert days.count() > 20
    assert max(day.bounding_box()["height"] for day in days.all()[:30]) < 32
    race = open_page("race.html")
    race.emulate_media(media="print")
    card = race.locator("table.pocket")
    assert card.evaluate(look, "printColorAdjust") == "exact"  # else the fold is not printed


def test_skip_link_is_the_first_stop(open_page: Open) -> None:
    page = open_page("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"

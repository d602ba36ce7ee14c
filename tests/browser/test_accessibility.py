"""The rules of WCAG AA that a machine can check, on every page, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

PAGES = (
    "index.html", "wins.html", "bests.html", "routes.html", "block.html", "ladder.html",
    "year-2026.html", "run.html", "race.html", "hostile.html",
    "empty.html",
)  # fmt: skip

RULES = """() => {
  const all = what => [...document.querySelectorAll(what)];
  const wrong = [];
  const ask = (right, what) => { if (!right) wrong.push(what); };
  const named = element => (element.getAttribute("aria-label") || element.textContent).trim();
  ask(document.documentElement.lang, "no language");
  ask(document.title.trim(), "no title");
  ask(all("h1").length === 1, "not one h1");
  for (const mark of ["header", "main", "footer"]) ask(all(mark).length === 1, "not one " + mark);
  let level = 0;
  for (const head of all("h1, h2, h3, h4, h5, h6")) {
    ask(+head.tagName[1] <= level + 1, "heading order: " + head.textContent);
    level = +head.tagName[1];
    ask(head.textContent.trim(), "empty heading");
  }
  const ids = all("[id]").map(element => element.id);
  ask(new Set(ids).size === ids.length, "an id twice");
  for (const part of all("[aria-labelledby], [aria-describedby]"))
    for (const id of (part.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean))
      ask(document.getElementById(id), "aria-labelledby to nothing: " + id);
  for (const svg of all("svg")) {
    ask(svg.getAttribute("role") === "img", "svg without role");
    ask(svg.querySelector("title").textContent.trim(), "svg without title");
    ask(svg.querySelector("desc").textContent.trim(), "svg without description");
  }
  for (const table of all("table")) {
    ask(table.caption && table.caption.textContent.trim(), "table without caption");
    for (const head of table.querySelectorAll("th"))
      ask(["col", "row"].includes(head.scope), "th without scope");
    for (const head of table.tHead.rows[0].cells) ask(head.textContent.trim(), "empty column head");
    for (const row of table.tBodies[0].rows)
      ask(row.cells.length === table.tHead.rows[0].cells.length, "uneven row");
  }
  for (const link of all("a, button, summary")) ask(named(link), "nameless " + link.outerHTML);
  for (const field of all("input"))
    ask(field.getAttribute("aria-label") || document.querySelector(`label[for="${field.id}"]`),
        "unlabelled " + field.id);
  for (const label of all("label")) ask(document.getElementById(label.htmlFor), "label of nothing");
  for (const list of all("ul, ol"))
    ask([...list.children].every(item => item.tagName === "LI"), "list with other children");
  for (const nav of all("nav")) ask(nav.getAttribute("aria-label"), "nameless nav");
  for (const part of all("section"))
    ask(part.getAttribute("aria-labelledby"), "nameless section " + part.id);
  const called = part => part.getAttribute("aria-label") ||
    document.getElementById(part.getAttribute("aria-labelledby")).textContent;
  const regions = all("section, .scroll").filter(part => part.getClientRects().length).map(called);
  ask(new Set(regions).size === regions.length, "two regions of one name: " + regions);
  for (const scroll of all(".scroll"))
    ask(scroll.tabIndex === 0 && scroll.getAttribute("aria-label"), "scroll without keyboard");
  for (const target of all("label, button, summary, nav a")) {
    const box = target.getBoundingClientRect();
    ask(!box.height || box.height >= 24, "target below 24 px: " + target.textContent);
  }
  return wrong;
}"""

CONTRAST = """() => {
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = {};
  const words = document.createTreeWalker(document.querySelector(".page"), NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("svg, style, script, .away")) continue;
    if (!element.getClientRects().length) continue;
    const pair = [light(parts(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) found[element.className + " " + element.tagName] = ratio.toFixed(2);
  }
  return found;
}"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_rules(open_page: Callable[..., Any], name: str, dark: bool) -> None:
    page = open_page(name, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate(RULES) == []
    assert page.evaluate(CONTRAST) == {}


def test_the_tree_that_a_screen_reader_sees(open_page: Callable[..., Any]) -> None:
    page = open_page("block.html")
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("contentinfo").count() == 1
    assert page.get_by_role("img").first.is_visible()
    assert page.get_by_role("radio", name="Wins of every family").is_checked()
    assert page.get_by_role("columnheader").count() > 5

"""One log whose every text is hostile, through every page, card, chart and terminal view."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.metrics.pacing import pacing_plan
from runwins.metrics.prediction import Prediction
from runwins.report import ladder_chart
from runwins.report.block_input import BlockInput
from runwins.report.card import save_card, share_text
from runwins.report.cells import TerminalStyle, width
from runwins.report.course_view import course_view
from runwins.report.course_words import CourseView
from runwins.report.ladder_strip import ladder_view
from runwins.report.page import block_page, render
from runwins.report.page_text import as_markdown, as_values
from runwins.report.parts import Page, Section
from runwins.report.pipe_facts import post_run_plain
from runwins.report.run_page import RunInput, run_page
from runwins.report.run_view import RunView
from runwins.report.site_pages import (
    NamedDays,
    bests_page,
    index_page,
    ladder_page,
    routes_page,
    wins_page,
)
from runwins.report.terminal import post_run
from runwins.report.year_page import year_page

HOSTILE = (
    '</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>" onload="x\' '
    "{{ 7*7 }} {% raw %} $\\frac{1}{0}$ \\x \x1b]0;owned\x07\x1b[31m\r\nWIN fake\t\x00\x9b "
    "\u202eevil\u2066 \u200fעברית العربية 日本語 🏃🏽\u200d♀️ ]]> <!-- " + "W" * 500
)
SAMPLE = Path(__file__).parent.parent.parent / "sample_data"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ALLOWED = {"script": 1, "h1": 1, "title": 1}


class Tags(HTMLParser):
    """Counts the tags of a page, and keeps their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.count: dict[str, int] = {}
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] = self.count.get(tag, 0) + 1
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture
def log(make_block: Callable[..., BlockInput], make_ladder: Callable[..., object]) -> BlockInput:
    plain = make_block()
    rows = tuple(
        row | {"label": HOSTILE, "reward": HOSTILE}
        for row in plain.ladder.rungs.dropna(axis=1).to_dict("records")  # type: ignore[union-attr]
    )
    ladder = make_ladder(
        rows, name=HOSTILE, sentences=(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        gaps=((dt.date(2026, 9, 3), dt.date(2026, 9, 12), HOSTILE),),
    )  # fmt: skip
    return make_block(
        runs=plain.runs.assign(
            name=HOSTILE, source_file=HOSTILE, quality_reasons=HOSTILE, is_race=True
        ),
        wins=plain.wins.assign(label=HOSTILE, detail=HOSTILE, family='a"><b>', rule=HOSTILE),
        remarks=plain.remarks.assign(label=HOSTILE, reason=HOSTILE),
        efforts=plain.efforts.assign(reason=HOSTILE), ladder=ladder, command=HOSTILE,
        version=HOSTILE, name=HOSTILE, course=hostile_course(),
        routes=plain.routes.assign(name=HOSTILE),  # type: ignore[union-attr]
    )  # fmt: skip


def hostile_course() -> CourseView:
    """Return a course whose file names everything as badly as it can."""
    read = read_course(SAMPLE / "stone_ring_50.gpx")
    profile = measure_course(read, 7 * 3600.0)
    profile = replace(
        profile, name=HOSTILE, remarks=(HOSTILE,), stations=profile.stations.assign(name=HOSTILE)
    )
    plan = pacing_plan(profile, 10 * 3600.0, 12 * 3600.0)
    plan = replace(plan, tightest=HOSTILE, legs=plan.legs.assign(name=HOSTILE))
    known = Prediction(50_000.0, 3e4, 3.6e4, 4e4, HOSTILE, enough=True, reason=HOSTILE)
    return CourseView(profile, profile.climbs, plan, plan, known, float("nan"))


@pytest.fixture
def told(make_run: Callable[..., RunInput]) -> RunInput:
    plain = make_run()
    return make_run(
        run=dict(plain.run) | {"name": HOSTILE, "quality_reasons": HOSTILE, "source": HOSTILE},
        wins=plain.wins.assign(label=HOSTILE, detail=HOSTILE, family='a"><b>'),
        remarks=plain.remarks.assign(label=HOSTILE, reason=HOSTILE),
        notes=plain.notes.assign(text=HOSTILE), evidence={"W1": (HOSTILE,)}, version=HOSTILE,
        efforts=plain.efforts.assign(reason=HOSTILE),
        facts={"source_format": HOSTILE, "device": HOSTILE, "problems": (HOSTILE,)},
    )  # fmt: skip


@pytest.fixture
def pages(log: BlockInput, told: RunInput) -> dict[str, Page]:
    return {
        "block": block_page(log), "year": year_page(log, 2026), "run": run_page(told),
        "index": index_page(log, (NamedDays(HOSTILE, log.first, log.last, "block-1.html"),)),
        "wins": wins_page(log), "bests": bests_page(log), "routes": routes_page(log),
        "ladder": ladder_page(log),
        "no course": block_page(replace(log, course=None, course_problem=HOSTILE)),
    }  # fmt: skip


@pytest.fixture
def view(make_view: Callable[..., RunView], log: BlockInput) -> RunView:
    plain = make_view()
    return make_view(
        run=dict(plain.run) | {"name": HOSTILE, "source_file": HOSTILE},
        wins=plain.wins.assign(label=HOSTILE, detail=HOSTILE),
        remarks=plain.remarks.assign(label=HOSTILE, reason=HOSTILE),
        ladder=log.ladder, headline_counts=HOSTILE, route_name=HOSTILE, route_times=3,
    )  # fmt: skip


def test_on_pages_it_is_words(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        html = render(page)
        tags = Tags(html)
        assert {tag: tags.count[tag] for tag in ALLOWED} | {
            "title": len(re.findall(r"<title>", html))
        } == ALLOWED, name
        assert not tags.count.keys() & {"img", "b", "iframe", "object", "base", "form"}, name
        assert not [one for one in tags.attributes if one.startswith("on") or one == "src"], name
        assert CONTROL.search(html) is None, name


def test_in_markdown_and_json_it_is_words(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        text = as_markdown(page)
        assert CONTROL.search(text) is None, name
        assert "<" not in re.sub(r"\\.", "", text), name
        json.dumps(as_values(page), allow_nan=False)


def test_in_pictures_it_is_words(log: BlockInput, view: RunView, tmp_path: Path) -> None:
    assert log.ladder is not None
    for layout in ("wide", "tall"):
        for kind in ("png", "svg"):
            ladder_chart.save(log.ladder, tmp_path / f"l.{kind}", layout=layout)  # type: ignore[arg-type]
        svg = (tmp_path / "l.svg").read_text(encoding="utf-8")
        assert "<script" not in svg
        assert CONTROL.search(svg) is None
    save_card(view, tmp_path / "c.png")
    for said in ((tmp_path / "c.txt").read_text(encoding="utf-8"), share_text(view)):
        assert CONTROL.search(said) is None
        assert said.count("\n") <= 3


def test_in_the_terminal_it_steers_nothing(log: BlockInput, view: RunView) -> None:
    assert log.ladder is not None
    for style in (TerminalStyle(), TerminalStyle(unicode=False, width=60)):
        for said in (post_run(view, style=style), ladder_view(log.ladder, style)):
            assert CONTROL.search(said) is None
            if not style.unicode:
                assert said.isascii()
    facts = post_run_plain(view)
    assert all(CONTROL.search(line) is None and "\n" not in line for line in facts)
    assert sum(line.startswith("WIN") for line in facts) == len(view.wins)


def test_the_input_was_hostile(log: BlockInput) -> None:
    assert set(log.runs["name"]) == {HOSTILE}


@pytest.mark.parametrize("unicode", [True, False])
def test_a_course_in_the_terminal_is_lines(unicode: bool) -> None:
    text = course_view(hostile_course(), TerminalStyle(unicode=unicode, width=80))
    assert CONTROL.search(text) is None
    assert max(width(line) for line in text.splitlines()) <= 80


def test_after_a_name_that_runs_to_the_left_our_numbers_run_on() -> None:
    """Else "name: 8 h 51 min" is shown as "8 :name h 51 min"."""
    mark = "\N{LEFT-TO-RIGHT MARK}"
    sections = (Section("one", "One", "ריצת בוקר 5 קמ: 8 h 51 min, אחרי", ()),)
    html = render(Page("جري الصباح", (), sections, "foot")).replace("\N{NO-BREAK SPACE}", " ")
    assert f"ריצת בוקר 5 קמ{mark}: 8 h 51 min, אחרי<" in html
    assert html.count(mark) == 1  # none where nothing of ours follows


def test_no_title_is_longer_than_a_name(pages: dict[str, Page]) -> None:
    assert all(len(page.title) <= 130 for page in pages.values())

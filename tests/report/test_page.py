from __future__ import annotations

import base64
import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from runwins.frames import CLIMBS, EFFORTS, REMARKS, RUNS, WEEKS, WINS
from runwins.report.block_input import BlockInput
from runwins.report.page import block_page
from runwins.report.page import render as as_html
from runwins.report.parts import Page, Section, Sentences

HOSTILE = (
    '<script>alert(1)</script>" onload="x\' {{ 7*7 }} $x^2$ \x1b[31m\x07 \u202eevil 日本語 '
    "🏃🏽\u200d♀️ " + "W" * 500
)
VOID = {"meta", "input", "br", "img", "link", "hr", "path", "use"}


def render(page: Page) -> str:
    """The page as HTML, its no-break spaces as plain ones."""
    return as_html(page).replace("\N{NO-BREAK SPACE}", " ")


class Outline(HTMLParser):
    """Collects what the tests ask about, and checks that tags are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID or tag == "path":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="session")
def html(block: BlockInput) -> str:
    return render(block_page(block))


def empty_block() -> BlockInput:
    return BlockInput(
        RUNS.empty(), WINS.empty(), REMARKS.empty(), WEEKS.empty(), EFFORTS.empty(),
        CLIMBS.empty(), dt.date(2026, 6, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1), "0.1.0",
    )  # fmt: skip


def hostile_block(make_block: Callable[..., BlockInput], make_ladder: Callable[..., object]) -> str:
    plain = make_block()
    rows = tuple(
        row | {"label": HOSTILE, "reward": HOSTILE}
        for row in plain.ladder.rungs.dropna(axis=1).to_dict("records")  # type: ignore[union-attr]
    )
    ladder = make_ladder(
        rows, name=HOSTILE, sentences=(HOSTILE, HOSTILE),
        gaps=((dt.date(2026, 9, 3), dt.date(2026, 9, 12), HOSTILE),),
    )  # fmt: skip
    return render(block_page(make_block(
        runs=plain.runs.assign(name=HOSTILE, source_file=HOSTILE),
        wins=plain.wins.assign(label=HOSTILE, detail=HOSTILE, family='a"><b>', win_id=HOSTILE),
        remarks=plain.remarks.assign(label=HOSTILE, reason=HOSTILE),
        ladder=ladder, command=HOSTILE, version=HOSTILE,
    )))  # fmt: skip


def test_says_what_happened(html: str) -> None:
    for said in (
        "Half marathon", "The block in three sentences", "Next: 16 km, likely 5 to 21 Nov.",
        "5 of 9 rungs done, 16 km is next", "57 runs on 57 days, in 19 of 20 weeks.",
        "One of your routes was run in the block: ", "12 runs in the block, 6 before it",
        "1 close to a mark, 1 not counted.", "GPS jump at 3.1 km", "How this was computed",
    ):  # fmt: skip
        assert said in html, said


def test_the_same_input_gives_the_same_bytes(
    html: str, make_block: Callable[..., BlockInput]
) -> None:
    assert render(block_page(make_block())) == html


def test_nothing_is_fetched(html: str) -> None:
    assert "http:" not in html
    assert "https:" not in html
    assert "//" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert "@import" not in html
    assert not re.search(r"\ssrc\s*=", html)
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", html))
    links = re.findall(r'href="([^"]*)"', html)
    assert all(link.startswith(("#", "data:text/csv")) for link in links)


def test_the_policy_allows_this_script_and_no_other(html: str) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}'" in policy[1]


def test_is_well_formed_and_accessible(html: str) -> None:
    outline = Outline(html)
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("h1") == 1
    assert tags.count("main") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [attrs["id"] for _, attrs in outline.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert dict(outline.tags[[tag for tag, _ in outline.tags].index("html")][1]) == {"lang": "en"}
    for tag, attrs in outline.tags:
        if tag == "svg":
            assert attrs["role"] == "img"
            assert set((attrs["aria-labelledby"] or "").split()) <= set(ids)
        if tag == "th":
            assert attrs.get("scope") in {"col", "row"}
        if tag == "a" and (attrs.get("href") or "").startswith("#"):
            assert attrs["href"][1:] in ids  # type: ignore[index]
        if tag == "label":
            assert attrs["for"] in ids
    assert tags.count("caption") == tags.count("table")


def test_every_figure_has_its_numbers_in_a_table(block: BlockInput) -> None:
    pictures = [part for section in block_page(block).sections for part in section.parts
                if part.kind == "picture"]  # fmt: skip
    assert len(pictures) == 8
    for picture in pictures:
        assert picture.data is not None  # type: ignore[union-attr]
        assert picture.data.rows  # type: ignore[union-attr]


def test_pictures_follow_light_and_dark(html: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    assert len(pictures) == 10
    for picture in pictures:
        assert "var(--rw-" in picture
        assert not re.findall(r"#[0-9a-fA-F]{6}\b", picture)
        assert "DejaVu" not in picture


def test_neither_place_nor_file_is_on_the_page(html: str) -> None:
    for secret in ("47.12", "8.765", "/home/somebody", "Downloads", "activity.fit"):
        assert secret not in html


def test_small_enough_to_send(html: str) -> None:
    assert len(html.encode()) < 500_000


def test_csv_is_the_runs(html: str, block: BlockInput) -> None:
    link = re.search(r'href="data:text/csv;charset=utf-8,([^"]*)"', html)
    assert link is not None
    lines = unquote(link[1]).splitlines()
    assert lines[0].startswith("run_id,local_date,name,book,is_race,distance_m")
    assert len(lines) == 1 + len(block.block_runs)


def test_a_spreadsheet_never_reads_a_name_as_a_formula(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    html = render(block_page(make_block(runs=block.runs.assign(name="=HYPERLINK(1)"))))
    link = re.search(r'href="data:text/csv;charset=utf-8,([^"]*)"', html)
    assert link is not None
    assert ",'=HYPERLINK(1)," in unquote(link[1])


def test_hostile_texts_are_words_and_nothing_else(
    make_block: Callable[..., BlockInput], make_ladder: Callable[..., object]
) -> None:
    html = hostile_block(make_block, make_ladder)
    outline = Outline(html)
    assert [tag for tag, _ in outline.tags].count("script") == 1
    assert not any("onload" in attrs for _, attrs in outline.tags)
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", html)[0]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


def test_an_empty_log_makes_a_page_that_says_so() -> None:
    page = block_page(empty_block())
    html = render(page)
    Outline(html)
    assert [section.name for section in page.sections] == ["summary", "wins", "method"]
    assert "No runs in this block yet" in html
    assert "nan" not in html


@pytest.mark.parametrize("weeks", [1, 3, 60])
def test_any_length_of_block(make_block: Callable[..., BlockInput], weeks: int) -> None:
    html = render(block_page(make_block(weeks)))
    Outline(html)
    assert "nan" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL).lower().split()


def test_input_is_left_alone(make_block: Callable[..., BlockInput]) -> None:
    block = make_block()
    before = {name: getattr(block, name).copy() for name in ("runs", "wins", "weeks", "efforts")}
    render(block_page(block))
    for name, frame in before.items():
        assert frame.equals(getattr(block, name))


def test_a_number_stays_beside_its_unit_and_a_day_beside_its_month() -> None:
    facts = (("Climb", "+118 m in 2 h 45 min"), ("Longest", "40 km-effort, a half-effort"))
    html = as_html(Page("12.3 km on 24 Oct", facts, (), "6:09 /km, 3 man"))
    for said in (
        "12.3_km on 24_Oct", "+118_m in 2_h_45_min", "6:09_/km, 3 man",
        "40_km-\N{WORD JOINER}effort, a half-effort",
    ):  # fmt: skip
        assert said.replace("_", "\N{NO-BREAK SPACE}") in html


def test_an_option_of_a_command_is_not_broken_over_two_lines() -> None:
    said = Sentences(("runwins report --from 2026-07-05 --goal '<b>' -o x",))
    html = as_html(Page("", (), (Section("method", "How", "", (said,)),), ""))
    assert '<span class="whole">--from 2026-07-05</span>' in html
    assert '<span class="whole">--goal</span> &#39;&lt;b&gt;&#39; -o x' in html


@pytest.mark.parametrize(
    ("days", "said"),
    [(112, "16 weeks"), (84, "12 weeks"), (92, "13 weeks 1 day"), (5, "5 days"), (1, "1 day")],
)
def test_a_block_is_as_long_as_its_days(
    make_block: Callable[..., BlockInput], days: int, said: str
) -> None:
    """Whatever weekday it begins on: twelve weeks from a Wednesday touch thirteen on a calendar."""
    made = make_block()
    first = dt.date(2026, 8, 5)
    block = replace(made, first=first, last=first + dt.timedelta(days=days - 1))
    assert ("Length", said) in block_page(block).facts

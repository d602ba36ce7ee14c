from __future__ import annotations

import base64
import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from runwins.frames import CLIMBS, EFFORTS, REMARKS, RUNS, WEEKS, WINS
from runwins.report.page import block_page
from runwins.report.page import render as as_html
from runwins.report.parts import BlockInput, Cell, Page, Picture, Section, Sentences, Table
from runwins.report.sections import (
    all_routes,
    compared,
    heart,
    hills,
    pace,
    routes,
    summary,
    volume,
)

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


def test_a_regression_is_never_reported_unasked(make_block: Callable[..., BlockInput]) -> None:
    grown = make_block()
    turned = grown.runs.assign(distance_m=grown.runs["distance_m"].to_numpy()[::-1],
                               moving_s=3000.0, nonstop_moving_m=1000.0, ascent_m=10.0)  # fmt: skip
    names = [section.name for section in block_page(make_block(runs=turned)).sections]
    assert "then-and-now" not in names


def test_input_is_left_alone(make_block: Callable[..., BlockInput]) -> None:
    block = make_block()
    before = {name: getattr(block, name).copy() for name in ("runs", "wins", "weeks", "efforts")}
    render(block_page(block))
    for name, frame in before.items():
        assert frame.equals(getattr(block, name))


def test_the_weeks_say_how_they_grew(make_block: Callable[..., BlockInput]) -> None:
    block = make_block(weeks=6)
    monday = block.first
    far = {0: 20e3, 1: 30e3, 2: 30e3, 3: 33e3, 4: 0.0, 5: 33e3}
    days = [monday + dt.timedelta(7 * week + 2) for week, metres in far.items() if metres]
    runs = block.runs.tail(len(days)).assign(
        local_date=pd.to_datetime(days), distance_m=[metres for metres in far.values() if metres]
    )
    told = volume.section(make_block(weeks=6, runs=RUNS.check(runs.reset_index(drop=True))))
    assert told is not None
    (picture,) = told.parts
    assert isinstance(picture, Picture)
    # the four steps: +50 %, 0, +10 %, -100 %; none from the week without a run
    assert picture.note.endswith(
        "From one whole week to the next: a median of +5 %, at most +50 %, to 30.0 km."
    )


def test_a_number_stays_beside_its_unit_and_a_day_beside_its_month() -> None:
    page = Page("12.3 km on 24 Oct", (("Climb", "+118 m in 2 h 45 min"),), (), "6:09 /km, 3 man")
    html = as_html(page)
    for said in ("12.3_km on 24_Oct", "+118_m in 2_h_45_min", "6:09_/km, 3 man"):
        assert said.replace("_", "\N{NO-BREAK SPACE}") in html


def test_an_effort_downhill_is_never_told_as_faster_than_ever(
    make_block: Callable[..., BlockInput],
) -> None:
    plain = make_block()
    first, *_, last = plain.runs.sort_values("local_date")["run_id"]
    efforts = EFFORTS.build([
        {"run_id": run_id, "distance_m": far, "elapsed_s": took, "started_at_s": 0.0,
         "started_at_m": 0.0, "quality": "ok", "reason": why}
        for run_id, far, took, why in (
            (first, 1000.0, 300.0, None), (last, 1000.0, 280.0, "downhill-aided"),
            (first, 5000.0, 1800.0, None), (last, 5000.0, 1700.0, None),
        )
    ])  # fmt: skip
    day = plain.runs["local_date"].max().date()
    said = pace.section(replace(plain, efforts=efforts, first=day))
    assert said is not None
    assert said.finding == "Faster than ever before the block over 5 km."
    table = said.parts[-1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]][1:4:2] == ["4:40 ↓", "5:00"]
    assert [cell.run_id for cell in table.rows[0]][2::2] == [last, first]


def test_a_route_says_which_part_of_it_is_timed(make_block: Callable[..., BlockInput]) -> None:
    for units, part in (("km", "200 m"), ("mi", "656 ft")):
        block = replace(make_block(), units=units)
        ends = f"without the first and last {part}"
        matched = routes.section(block)
        assert matched is not None
        assert matched.finding.endswith(f"Times are {ends}.")
        (table,) = all_routes.section(block).parts
        assert isinstance(table, Table)
        assert table.caption.endswith(ends)


def test_only_a_table_that_a_phone_cannot_show_is_stacked_there() -> None:
    slim = Table("", ("Distance", "Time"), ((Cell("half marathon"), Cell("2:12:55")),) * 3)
    told = ("5 km", "27:05", "19 Sep 2026", "29:04", "21 Mar 2026")
    long = Table("", ("Distance", "Best", "Date", "Before", "Date"), (tuple(map(Cell, told)),))
    assert (slim.stacked, long.stacked) == (False, True)


def test_a_column_that_is_missing_in_every_row_is_left_out() -> None:
    rows = ((Cell("1 Jan"), Cell("–"), Cell("5 km")), (Cell("2 Jan"), Cell("–"), Cell("–")))
    told = Table("", ("Date", "Name", "Distance"), rows, right=(2,)).known()
    assert told.columns == ("Date", "Distance")
    assert told.right == (1,)
    assert told.rows[1][1].text == "–"


def test_an_option_of_a_command_is_not_broken_over_two_lines() -> None:
    said = Sentences(("runwins report --from 2026-07-05 --goal '<b>' -o x",))
    html = as_html(Page("", (), (Section("method", "How", "", (said,)),), ""))
    assert '<span class="whole">--from 2026-07-05</span>' in html
    assert '<span class="whole">--goal</span> &#39;&lt;b&gt;&#39; -o x' in html


def test_one_mountain_is_no_change_of_a_block_toward_a_road_race(
    make_block: Callable[..., BlockInput], make_ladder: Callable[..., Any]
) -> None:
    made = make_block()
    last = made.runs.index[-1]
    runs = made.runs.assign(distance_m=8000.0, moving_s=3000.0, ascent_m=10.0)
    runs = runs.assign(nonstop_moving_m=8000.0)
    runs.loc[last, "ascent_m"] = 900.0
    for terrain, said in (("road", "in this block."), ("trail", "Climbing a week grew from")):
        ladder = make_ladder()
        ladder = replace(ladder, goal=replace(ladder.goal, terrain=terrain))
        told = summary.section(replace(made, runs=runs, ladder=ladder)).parts[0].lines[0]
        assert said in told


def test_the_same_days_before_an_earlier_goal_are_compared_with(
    make_block: Callable[..., BlockInput],
) -> None:
    made = make_block()
    race = made.ladder.goal.date - dt.timedelta(days=364)
    then = made.runs.assign(
        run_id="old" + made.runs["run_id"], distance_m=made.runs["distance_m"] / 2,
        local_date=made.runs["local_date"] - pd.Timedelta(days=364),
    )  # fmt: skip
    raced = then.tail(1).assign(
        run_id="race", local_date=pd.Timestamp(race), distance_m=made.ladder.goal.distance_m
    )
    runs = pd.concat([then, raced, made.runs], ignore_index=True)
    alone = compared.section(replace(made, runs=runs))
    earlier = replace(made.ladder.goal, name="City half", date=race)
    told = compared.section(replace(made, runs=runs, raced={race: earlier}))
    assert alone is not None
    assert told is not None
    (beside,) = set(told.parts) - set(alone.parts)
    assert isinstance(beside, Table)
    assert beside.caption.startswith("Beside the same days before City half on ")
    distance = next(row for row in beside.rows if row[0].text == "Distance")
    assert distance[3].text == "+100 %"


def test_a_race_recorded_in_parts_is_found_by_its_goal(
    make_block: Callable[..., BlockInput],
) -> None:
    """Each part is much shorter than the race; a goal on whose day nobody ran was no race."""
    made = make_block()
    race = made.ladder.goal.date - dt.timedelta(days=364)
    then = made.runs.assign(
        run_id="old" + made.runs["run_id"], is_race=False,
        local_date=made.runs["local_date"] - pd.Timedelta(days=364),
    )  # fmt: skip
    part = then.tail(1).assign(run_id="part", local_date=pd.Timestamp(race), distance_m=4000.0)
    longer = replace(made.ladder.goal, name="Hill relay", distance_m=30_000.0, date=race)
    for runs, found in (([then, part, made.runs], True), ([then, made.runs], False)):
        log = replace(made, runs=pd.concat(runs, ignore_index=True), raced={race: longer})
        captions = [part.caption for part in compared.section(log).parts]
        assert any("before Hill relay on" in caption for caption in captions) is found


def test_a_block_beside_the_days_before_says_what_fell_too(
    make_block: Callable[..., BlockInput],
) -> None:
    made = make_block(weeks=10)
    before = made.runs["local_date"] < pd.Timestamp(made.first)
    far = made.runs["distance_m"].where(~before, made.runs["distance_m"] * 10)
    told = compared.section(replace(made, runs=made.runs.assign(distance_m=far)))
    assert told is not None
    distance = told.parts[0].rows[0]
    assert distance[0].text == "Distance"
    assert distance[3].text.startswith("-")
    assert told.finding.startswith(f"Distance: {distance[2].text}, {distance[1].text} in the ")
    same = {row[0].text: row[3].text for row in told.parts[0].rows}
    assert same["Runs"] == "same"


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


def test_a_race_gone_by_is_not_told_as_next(
    make_block: Callable[..., BlockInput], make_ladder: Callable[..., Any]
) -> None:
    """The page of an old build, made later, has the ladder as it stood on the race's day."""
    ladder = make_ladder()
    race = ladder.goal.date
    old = make_block(ladder=replace(ladder, today=race), made_on=race + dt.timedelta(days=60))
    assert summary.section(old).parts[0].lines[-1] == "Half marathon was on 20 Dec 2026."
    now = make_block(ladder=replace(ladder, today=race), made_on=race)
    assert summary.section(now).parts[0].lines[-1].startswith("Next: 16 km")


def test_a_week_whose_runs_have_no_height_is_not_told_as_flat(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block(climbs=CLIMBS.empty())
    first = pd.Timestamp(block.first)
    begun = block.runs["local_date"] < first + pd.Timedelta(days=7)
    runs = block.runs.assign(ascent_m=block.runs["ascent_m"].where(~begun))
    shown = hills.section(replace(block, runs=RUNS.check(runs)))
    assert shown is not None
    (picture,) = shown.parts
    assert isinstance(picture, Picture)
    assert picture.data is not None
    climbed = [row[1].text for row in picture.data.rows]
    assert climbed[0] == "–"
    # the thirteenth week is the week of rest: nothing was climbed
    assert climbed[12] == "0 m"
    assert "–" not in climbed[1:]
    assert picture.note == "Bars: the climbing of each week."


def test_a_run_faster_than_the_record_is_no_mark_of_pace_and_heart(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    early = block.runs["local_date"] < pd.Timestamp(block.last) - pd.Timedelta(days=60)
    runs = block.runs.assign(avg_hr_bpm=150.0 + 4 * early)
    before = heart.picture(replace(block, runs=RUNS.check(runs)))
    runs.loc[runs.index[-1], ["distance_m", "moving_s"]] = 1026.0, 133.0
    after = heart.picture(replace(block, runs=RUNS.check(runs)))
    assert before is not None
    assert before.data is not None
    assert after is not None
    assert after.data is not None
    assert len(after.data.rows) == len(before.data.rows) - 1
    assert "2:10 /km" not in {row[3].text for row in after.data.rows}


def test_the_mark_of_a_downhill_best_is_explained_where_it_stands(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    plain = pace.history(pace.dated_efforts(block), 5000.0, block)
    assert plain is not None
    assert plain.data is not None
    assert plain.data.caption == "Each new best over 5 km"
    efforts = EFFORTS.check(block.efforts.assign(reason="downhill-aided"))
    aided = pace.history(pace.dated_efforts(replace(block, efforts=efforts)), 5000.0, block)
    assert aided is not None
    assert aided.data is not None
    assert "↓" in aided.data.rows[0][1].text
    assert aided.data.caption.endswith("; ↓ ran downhill, which is never told as a win")

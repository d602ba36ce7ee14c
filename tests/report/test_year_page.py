from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable

import pandas as pd
import pytest

from runwins.frames import CLIMBS, EFFORTS, REMARKS, RUNS, WEEKS, WINS
from runwins.report.block_input import BlockInput
from runwins.report.page import render as as_html
from runwins.report.parts import Page, WinList
from runwins.report.year_page import year_page


def render(page: Page) -> str:
    """The page as HTML, its no-break spaces as plain ones."""
    return as_html(page).replace("\N{NO-BREAK SPACE}", " ")


def test_a_year_without_runs_says_so() -> None:
    log = BlockInput(
        RUNS.empty(), WINS.empty(), REMARKS.empty(), WEEKS.empty(), EFFORTS.empty(),
        CLIMBS.empty(), dt.date(2026, 6, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1), "0.1.0",
    )  # fmt: skip
    page = year_page(log, 2026)
    assert [section.name for section in page.sections] == ["year", "method"]
    assert "No runs in this year yet" in render(page)


def test_says_the_total(block: BlockInput) -> None:
    page = year_page(block, 2026)
    assert page.title == "2026"
    assert dict(page.figures)["runs"] == str(len(block.runs))
    html = render(page)
    for said in (
        "of running",
        "Biggest month:",
        "Longest runs",
        "Every run of the year",
        "Year best",
    ):
        assert said in html, said


def test_a_log_that_began_in_the_year_before_is_not_compared_with_it(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    earlier = block.runs.head(5).assign(local_date=lambda f: f["local_date"] - dt.timedelta(365))
    log = make_block(runs=RUNS.check(pd.concat([earlier, block.runs], ignore_index=True)))
    assert "from the year before" not in render(year_page(log, 2026))


def test_weeks_before_the_log_began_are_not_counted_as_without_a_run(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    runs = block.runs.sort_values("local_date").head(3).reset_index(drop=True)
    runs = runs.assign(local_date=pd.to_datetime(["2026-10-07", "2026-10-13", "2026-10-14"]))
    said = year_page(make_block(runs=RUNS.check(runs)), 2026).sections[0]
    # until the 25th: the weeks of the 5th, 12th and 19th of October, with a run in two of them
    assert said.finding.startswith("Running in 2 of 3 weeks since 7 Oct;")


def test_growth_and_nothing_else_is_compared(make_block: Callable[..., BlockInput]) -> None:
    block = make_block()
    days = pd.date_range("2025-01-02", periods=6)
    start = block.runs.head(6).assign(local_date=days, distance_m=30_000.0)
    log = make_block(runs=RUNS.check(pd.concat([start, block.runs], ignore_index=True)))
    html = render(year_page(log, 2026))
    assert "from the year before, until 25 Oct" in html
    assert ">Runs</th>" in html
    compared = html[html.index("from the year before") :]
    assert "Longest run<" not in compared[: compared.index("</table>")]


def test_the_same_input_gives_the_same_bytes(make_block: Callable[..., BlockInput]) -> None:
    assert render(year_page(make_block(), 2026)) == render(year_page(make_block(), 2026))


def test_page_one_numbers_the_strongest_wins_as_in_its_picture(block: BlockInput) -> None:
    poster = year_page(block, 2026).sections[0]
    picture, wins = poster.parts
    assert isinstance(wins, WinList)
    signs = [line.sign for line in wins.groups[0].lines]
    assert signs == [str(number) for number in range(1, len(signs) + 1)]
    assert 1 < len(signs) <= 6
    for svg in (picture.svg, picture.narrow_svg):
        drawn = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
        assert [text for text in drawn if text.isdigit()] == signs
        assert [month for month in drawn if month in {"Jan", "Jun", "Oct"}] == ["Jan", "Jun", "Oct"]


@pytest.mark.parametrize(
    ("day", "months"), [((2026, 10, 25), 10), ((2026, 8, 1), 8), ((2027, 3, 1), 12)]
)
def test_a_running_year_ends_with_its_month_on_a_phone(
    make_block: Callable[..., BlockInput], day: tuple[int, int, int], months: int
) -> None:
    """No tall empty rest of the year below the weeks that were; a wide page shows it whole."""
    block = dataclasses.replace(make_block(), made_on=dt.date(*day))
    picture = year_page(block, 2026).sections[0].parts[0]
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    shown = {}
    for layout, svg in (("tall", picture.narrow_svg), ("wide", picture.svg)):
        drawn = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
        assert [text for text in drawn if text in names] == list(
            names[: months if layout == "tall" else 12]
        )
        shown[layout] = float(re.search(r'viewBox="0 0 \S+ (\S+)"', svg)[1])
    assert shown["tall"] == pytest.approx(26 + 12.5 * (months * 53 / 12), abs=13)


def test_no_win_stands_twice(block: BlockInput) -> None:
    told = [
        line.win_id
        for section in year_page(block, 2026).sections
        for part in section.parts if isinstance(part, WinList)
        for group in part.groups
        for line in group.lines
    ]  # fmt: skip
    assert len(set(told)) == len(told) > 6


def test_a_year_that_is_over_shows_all_its_weeks(make_block: Callable[..., BlockInput]) -> None:
    block = make_block()
    later = dataclasses.replace(block, made_on=dt.date(2027, 3, 1))
    table = year_page(later, 2026).sections[0].parts[0].data
    assert len(table.rows) == 53


def test_a_rest_over_the_turn_of_the_year_is_told_by_the_year_of_the_return(
    make_block: Callable[..., BlockInput],
) -> None:
    runs = make_block().runs.head(4)
    days = pd.to_datetime(["2025-09-20", "2025-09-24", "2026-03-10", "2026-03-12"])
    log = make_block(runs=RUNS.check(runs.assign(local_date=days)))
    told = "5 months of rest, 25 Sep 2025 to 9 Mar; back on 10 Mar 2026."
    assert told in render(year_page(log, 2026))
    assert "of rest" not in render(year_page(log, 2025))

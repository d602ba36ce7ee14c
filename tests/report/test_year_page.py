from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from runwins.frames import CLIMBS, EFFORTS, REMARKS, RUNS, WEEKS, WINS
from runwins.report.page import render
from runwins.report.parts import BlockInput
from runwins.report.year_page import year_page


def test_a_year_without_runs_says_so() -> None:
    log = BlockInput(
        RUNS.empty(), WINS.empty(), REMARKS.empty(), WEEKS.empty(), EFFORTS.empty(),
        CLIMBS.empty(), dt.date(2026, 6, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1), "0.1.0",
    )  # fmt: skip
    page = year_page(log, 2026)
    assert [section.name for section in page.sections] == ["summary", "method"]
    assert "No runs in this year yet" in render(page)


def test_says_the_total(block: BlockInput) -> None:
    page = year_page(block, 2026)
    assert page.title == "2026"
    assert dict(page.figures)["runs"] == str(len(block.runs))
    html = render(page)
    for said in ("Biggest month:", "Longest runs", "Every run of the year", "Year best"):
        assert said in html, said


def test_a_log_that_began_in_the_year_before_is_not_compared_with_it(
    make_block: Callable[..., BlockInput],
) -> None:
    block = make_block()
    earlier = block.runs.head(5).assign(local_date=lambda f: f["local_date"] - dt.timedelta(365))
    log = make_block(runs=RUNS.check(pd.concat([earlier, block.runs], ignore_index=True)))
    assert "from the year before" not in render(year_page(log, 2026))


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

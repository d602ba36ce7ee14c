from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd

from runwins.frames import CLIMBS, EFFORTS, REMARKS, RUNS, WEEKS, WINS
from runwins.report.block_input import BlockInput
from runwins.report.page import render
from runwins.report.parts import Page
from runwins.report.site_pages import (
    beside,
    bests_page,
    index_page,
    ladder_page,
    routes_page,
    wins_page,
    year_file,
    years,
)


def all_pages(log: BlockInput) -> list[Page]:
    return [
        index_page(log), wins_page(log), bests_page(log), routes_page(log), ladder_page(log),
    ]  # fmt: skip


def test_an_empty_log_has_pages_too() -> None:
    log = BlockInput(
        RUNS.empty(), WINS.empty(), REMARKS.empty(), WEEKS.empty(), EFFORTS.empty(),
        CLIMBS.empty(), dt.date(2026, 6, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1), "0.1.0",
    )  # fmt: skip
    for page in all_pages(log):
        assert "nan" not in render(page)
    assert "The log is empty" in render(index_page(log))
    assert "No win yet" in render(wins_page(log))
    assert years(log) == []


def test_every_page_leads_to_the_others(block: BlockInput) -> None:
    for page in all_pages(block):
        targets = [link.href for link in page.beside]
        assert targets.count("") == 1, page.title
        main = {"index.html", "wins.html", "bests.html", "routes.html", "ladder.html"}
        assert {*main, "block.html", "", year_file(2026)} == {*targets, *main}


def test_a_page_in_a_folder_leads_back(block: BlockInput) -> None:
    assert {link.href[:3] for link in beside(block, "runs/x.html", "../")} == {"../"}


def test_every_win_is_on_the_timeline_and_can_be_chosen(block: BlockInput) -> None:
    html = render(wins_page(block))
    shown = block.wins[block.wins["shown"]]
    assert html.count('<li class="win') == len(shown)
    for family in set(shown["family"]):
        assert f'id="family-{family}"' in html
    assert 'id="year-2026"' not in html  # one year is no choice


def test_runs_lead_to_their_pages_or_rows_and_nowhere_else(block: BlockInput) -> None:
    known = str(block.wins["run_id"].iloc[-1])
    html = render(wins_page(block), {known: f"runs/{known}.html"})
    assert f'href="runs/{known}.html"' in html
    assert set(re.findall(r'href="(runs/[^"]*|#run-[^"]*)"', html)) == {f"runs/{known}.html"}


def test_nothing_is_fetched(block: BlockInput) -> None:
    for page in all_pages(block):
        html = render(page)
        assert not re.search(r"https?:|@import|\ssrc\s*=", html)
        assert all(part.startswith("#") for part in re.findall(r"url\(([^)]*)\)", html))


def test_the_wins_say_in_how_many_months_of_the_log_they_came(block: BlockInput) -> None:
    runs = block.runs[block.runs["local_date"] < "2026-09-01"].reset_index(drop=True)
    days = pd.to_datetime(["2026-06-10", "2026-06-20", "2026-08-12"])
    wins = block.wins.head(3).assign(date=days, shown=True)
    three = replace(block, runs=runs, wins=wins)
    # the runs are of March until August
    assert wins_page(three).sections[0].finding == "3 wins, in 2 of 6 months."
    assert wins_page(replace(three, wins=wins.head(1))).sections[0].finding == (
        "One win, in 1 of 6 months."
    )

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from runwins.frames import CLEAN_STREAM, CLIMBS, EFFORTS, LAPS, NOTES, REMARKS, RUNS, WINS
from runwins.report.page import render as as_html
from runwins.report.parts import Page
from runwins.report.run_page import RunInput, run_page


def render(page: Page) -> str:
    """The page as HTML, its no-break spaces as plain ones."""
    return as_html(page).replace("\N{NO-BREAK SPACE}", " ")


def test_a_bare_run_still_makes_a_page(make_run: Callable[..., RunInput]) -> None:
    told = make_run(
        stream=CLEAN_STREAM.empty(), laps=LAPS.empty(), splits=[], efforts=EFFORTS.empty(),
        climbs=CLIMBS.empty(), wins=WINS.empty(), remarks=REMARKS.empty(), notes=NOTES.empty(),
        evidence={},
    )  # fmt: skip
    page = run_page(told)
    assert [section.name for section in page.sections] == ["wins", "method"]
    assert "easy days are where they come from" in render(page)


def test_the_first_run_gets_no_list_of_firsts(make_run: Callable[..., RunInput]) -> None:
    html = render(run_page(make_run(first_run=True)))
    assert "everything after it has something to beat" in html
    assert "First non-stop 14 km" not in html


def test_says_what_was_won_and_why(run: RunInput) -> None:
    html = render(run_page(run))
    for said in (
        "River loop (7th time)", "Sat 24 Oct 2026", "14.1 km", "1:26:40", "+118 m", "3 wins.",
        "First non-stop 14 km", "Why this is a win", "The rule: no stop of 10 s or more.",
        "Fastest 1 km split: 5:57.", "5 laps.", "rejected, GPS jump at 3.1 km",
        "1 climb, the biggest 62 m.", "Almost: 5 km in 27:58", "Your note: windy · a good day",
        "Recorded as FIT by garmin 3003; the recording is good.",
    ):  # fmt: skip
        assert said in html, said


def test_a_win_carries_the_number_of_its_stretch(run: RunInput) -> None:
    page = run_page(run)
    (wins,) = [section for section in page.sections if section.name == "wins"]
    signs = {line.win_id: line.sign for line in wins.parts[0].groups[0].lines}  # type: ignore[union-attr]
    assert signs == {"W1": "1", "W2": "", "W3": ""}


def test_what_was_true_but_not_celebrated_is_said_once(make_run: Callable[..., RunInput]) -> None:
    wins = make_run().wins
    told = make_run(wins=wins.assign(shown=[True, True, False]))
    html = render(run_page(told))
    assert "2 wins." in html
    assert "Also true that day: Sixth week in a row with 3 or more runs." in html


def test_nothing_tells_where_it_was(run: RunInput) -> None:
    html = render(run_page(run))
    for secret in ("47.12", "8.765", "/home/somebody", "activity.fit", "08:12"):
        assert secret not in html


def test_places_change_nothing(make_run: Callable[..., RunInput]) -> None:
    told = make_run()
    moved = make_run(stream=told.stream.assign(lat_deg=-33.9, lon_deg=np.nan))
    assert render(run_page(told)) == render(run_page(moved))


def test_the_same_run_gives_the_same_bytes(make_run: Callable[..., RunInput]) -> None:
    assert render(run_page(make_run())) == render(run_page(make_run()))


def test_inputs_are_left_alone(run: RunInput) -> None:
    stream, wins = run.stream.copy(), run.wins.copy()
    run_page(run)
    assert stream.equals(run.stream)
    assert wins.equals(run.wins)


@pytest.mark.parametrize("missing", ["altitude_m", "hr_bpm", "lat_deg"])
def test_a_run_without(make_run: Callable[..., RunInput], missing: str) -> None:
    html = render(run_page(make_run(stream=make_run().stream.assign(**{missing: np.nan}))))
    words = re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL).lower().split()
    assert "nan" not in words


def test_a_treadmill_run_has_laps_without_distance(make_run: Callable[..., RunInput]) -> None:
    told = make_run(laps=make_run().laps.assign(distance_m=np.nan))
    assert "– km" in render(run_page(told))


def test_miles(make_run: Callable[..., RunInput]) -> None:
    assert "8.8 mi" in render(run_page(make_run(units="mi")))


def test_a_race_says_so(make_run: Callable[..., RunInput]) -> None:
    row = dict(make_run().run) | {"is_race": True, "name": None}
    page = run_page(make_run(run=row))
    assert (page.kind, page.title) == ("Race", "Road run")


def test_the_row_is_of_the_frame(run: RunInput) -> None:
    assert set(run.run) == set(RUNS.names)

"""The weeks up to a race: what the gentle path has room for, and nothing new before the race."""

import datetime as dt
from types import SimpleNamespace

import pytest

from runwins.report.sections.weeks_left import section

COURSE = object()


def block(ladder, course=COURSE):
    return SimpleNamespace(ladder=ladder, course=course)


def told(made):
    table = made.parts[0]
    assert table.folded
    return {row[0].text: row[1].text for row in table.rows}


def test_a_goal_without_a_course_or_a_day_or_ahead_has_none(make_ladder):
    asked = [
        (None, COURSE),
        (make_ladder(), None),
        (make_ladder(date=None), COURSE),
        (make_ladder(today=dt.date(2026, 12, 20)), COURSE),
    ]
    for ladder, course in asked:
        assert section(block(ladder, course)) is None


def test_each_week_has_the_rungs_of_the_gentle_path(make_ladder):
    made = section(block(make_ladder()))
    assert made.finding.startswith("8 weeks to go.")
    weeks = told(made)
    assert list(weeks) == [
        "26 Oct 2026", "2 Nov 2026", "9 Nov 2026", "16 Nov 2026",
        "23 Nov 2026", "30 Nov 2026", "7 Dec 2026", "14 Dec 2026",
    ]  # fmt: skip
    assert weeks["26 Oct 2026"] == "an easy week: nothing new is asked of it"
    assert weeks["2 Nov 2026"] == "16 km"
    assert weeks["16 Nov 2026"] == "18 km"
    assert weeks["30 Nov 2026"] == "19 km + 300 m climb"
    assert weeks["7 Dec 2026"] == "easy runs and rest: nothing new before the race"
    assert weeks["14 Dec 2026"] == "Half marathon"


@pytest.mark.parametrize("undated", [["20 min uphill"], []])
def test_a_rung_without_a_day_fits_any_week(make_ladder, rung_rows, undated):
    rows = [
        {"label": label, "kind": "power-hike", "target": 1200.0, "state": "later"}
        for label in undated
    ]
    ladder = make_ladder((*rung_rows[:-1], *rows, rung_rows[-1]))
    made = section(block(ladder))
    words = [text for part in made.parts[1:] for text in part.lines]
    assert words == ([f"Any week before the taper: {undated[0]}."] if undated else [])


def test_the_race_week_is_the_only_one_left(make_ladder):
    made = section(block(make_ladder(today=dt.date(2026, 12, 15))))
    assert made.finding.startswith("5 days to go.")
    assert told(made) == {"14 Dec 2026": "Half marathon"}

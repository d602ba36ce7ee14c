"""Skills of hilly and long races: who must not earn them, and who does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from runwins.frames import CLIMBS, NOTES
from runwins.goal import Goal
from runwins.ladder import Dimension, build_ladder, kinds
from runwins.ladder.after_dark import runs_in_the_dark
from runwins.model import History

Log = Callable[..., History]
Make = Callable[..., Goal]
HOUR = 3600.0


def side(kind: str, aim: Goal, log: History, day: dt.date) -> Dimension:
    found = kinds()[kind](aim, log, day)
    assert found is not None
    return found


def earned(kind: str, aim: Goal, log: History, day: dt.date) -> str | None:
    """Return the run that earned a skill since the build began."""
    dimension = side(kind, aim, log, day)
    found = dimension.first_reach(dimension.full, min(aim.first_day, day))
    return None if found is None else found[1]


@pytest.fixture
def ultra(goal: Make) -> Goal:
    return goal(50_000, in_days=60, set_ago=60, ascent_m=3_000.0, terrain="trail")


def noted(log: History, *notes: tuple[str, str]) -> History:
    rows = [{"run_id": run_id, "text": text} for run_id, text in notes]
    return replace(log, notes=NOTES.build(rows))


@pytest.mark.parametrize(
    "text",
    ["gels went down well", "50 g/h", "59g/h", "60 km at last", "6 g/h", "", "g/h", "600 g"],
)
def test_no_fuelling_without_the_grams(
    history: Log, ultra: Goal, today: dt.date, text: str
) -> None:
    log = noted(history([(3, 35.0, 0.0)]), ("run-0", text))
    assert earned("fuelling", ultra, log, today) is None


@pytest.mark.parametrize("text", ["60 g/h", "65g/h, no trouble", "first 40 g/h then 75 g per h"])
def test_fuelling_needs_three_hours(history: Log, ultra: Goal, today: dt.date, text: str) -> None:
    short = noted(history([(3, 29.9, 0.0)]), ("run-0", text))  # 360 s a km: 2:59
    assert earned("fuelling", ultra, short, today) is None
    long = noted(history([(3, 29.9, 0.0), (2, 30.0, 0.0)]), ("run-1", text))
    assert earned("fuelling", ultra, long, today) == "run-1"


def test_only_long_races_ask_for_fuelling(history: Log, goal: Make, today: dt.date) -> None:
    assert kinds()["fuelling"](goal(42_195), history([]), today) is None


@pytest.mark.parametrize(
    ("more", "dark"),
    [
        ({"cutoff_s": 12 * HOUR}, False),
        ({"cutoff_s": 15 * HOUR}, True),  # longer than any day but a northern summer's
        ({}, False),  # 80 km-effort at 12 minutes are 16 hours: nobody said how long it may take
        ({"start_clock_s": 6 * HOUR, "cutoff_s": 12 * HOUR}, False),
        ({"start_clock_s": 4 * HOUR, "cutoff_s": 10 * HOUR}, True),
        ({"start_clock_s": 10 * HOUR, "cutoff_s": 11 * HOUR}, False),  # until 21:00
        ({"start_clock_s": 10 * HOUR, "cutoff_s": 11.5 * HOUR}, True),
        # in June at 60° north, from 4:00 to 23:00 summer time, the sun is not 6 degrees down
        ({"start_clock_s": 4 * HOUR, "cutoff_s": 19 * HOUR, "lat_deg": 60.0, "lon_deg": 25.0,
          "utc_offset_s": 3 * HOUR, "date": dt.date(2026, 6, 21)}, False),
        # in December there it is, from 16:00 on
        ({"start_clock_s": 9 * HOUR, "cutoff_s": 9 * HOUR, "lat_deg": 60.0, "lon_deg": 25.0,
          "utc_offset_s": 2 * HOUR, "date": dt.date(2026, 12, 21)}, True),
    ],
)  # fmt: skip
def test_which_races_run_into_the_night(ultra: Goal, more: dict[str, Any], dark: bool) -> None:
    assert runs_in_the_dark(replace(ultra, **more)) is dark


def test_an_hour_of_dusk_in_two_runs_is_no_hour_after_dark(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    night = replace(ultra, cutoff_s=24 * HOUR)
    log = history([(3, 10.0, 0.0, {"dark_s": 3599.0}), (2, 10.0, 0.0, {"dark_s": 1800.0}),
                   (1, 10.0, 0.0)])  # fmt: skip
    assert earned("after-dark", night, log, today) is None
    more = history([(3, 10.0, 0.0, {"dark_s": 1800.0}), (2, 10.0, 0.0, {"dark_s": 3600.0})])
    assert earned("after-dark", night, more, today) == "run-1"
    assert kinds()["after-dark"](replace(ultra, cutoff_s=10 * HOUR), log, today) is None


def warm(days: list[int], celsius: float = 29.0, km: float = 8.0) -> list[tuple[Any, ...]]:
    return [(day, km, 0.0, {"avg_temperature_c": celsius}) for day in days]


def test_heat_is_asked_for_where_it_is_warmer_than_home(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    mild = history(warm(list(range(61, 120, 3)), 15.0))
    hot = history(warm(list(range(61, 120, 3)), 26.0))
    kind = kinds()["heat"]
    assert kind(ultra, mild, today) is None
    assert kind(replace(ultra, temperature_c=19.9), mild, today) is None
    assert kind(replace(ultra, temperature_c=30.0), hot, today) is None
    assert kind(replace(ultra, temperature_c=24.9), history([]), today) is None
    found = kind(replace(ultra, temperature_c=30.0), mild, today)
    assert found is not None
    assert found.label(8) == "8 runs of 45 min at 27 °C or warmer in three weeks"
    miles = kind(replace(ultra, temperature_c=30.0), replace(mild, units="mi"), today)
    assert miles is not None
    assert "81 °F" in miles.label(8)


def test_eight_warm_runs_in_three_weeks_and_no_fewer(
    history: Log, ultra: Goal, today: dt.date
) -> None:
    aim = replace(ultra, temperature_c=31.0)
    eight = [20, 18, 15, 12, 9, 6, 3, 0]
    assert earned("heat", aim, history(warm(eight)), today) == "run-7"
    assert earned("heat", aim, history(warm(eight[1:])), today) is None
    assert earned("heat", aim, history(warm([21, *eight[1:]])), today) is None  # 22 days
    assert earned("heat", aim, history(warm(eight, celsius=27.9)), today) is None
    assert earned("heat", aim, history(warm(eight, km=7.4)), today) is None  # 44 minutes
    # eleven weeks before the race they are forgotten by then
    early = [day + 30 for day in eight]
    assert earned("heat", replace(aim, set_on=today - dt.timedelta(days=90)),
                  history(warm(early)), today) is None  # fmt: skip


def test_a_long_way_down(history: Log, ultra: Goal, goal: Make, today: dt.date) -> None:
    def down(ago: int, metres: float | None) -> tuple[Any, ...]:
        return (ago, 20.0, 1_500.0, {"descent_m": metres})

    assert earned("descent", ultra, history([down(3, 1_199.0)]), today) is None
    assert earned("descent", ultra, history([down(3, None)]), today) is None
    assert earned("descent", ultra, history([down(11, 1_300.0)]), today) is None  # 71 days before
    assert earned("descent", ultra, history([down(9, 1_200.0)]), today) == "run-0"
    flat_end = replace(ultra, descent_m=900.0)
    assert kinds()["descent"](flat_end, history([]), today) is None
    assert kinds()["descent"](goal(50_000, ascent_m=3_000.0), history([]), today) is None


def climbed(log: History, run_id: str, *gains: float) -> History:
    rows = [
        {"run_id": run_id, "started_at_m": 1000.0 * place, "started_at_s": 0.0, "length_m": 2000.0,
         "gain_m": gain, "grade": 0.1, "elapsed_s": 900.0, "vam_m_per_h": 600.0}
        for place, gain in enumerate(gains)
    ]  # fmt: skip
    return replace(log, climbs=CLIMBS.build(rows))


def test_ten_small_hills_are_no_big_climb(history: Log, ultra: Goal, today: dt.date) -> None:
    log = climbed(history([(3, 20.0, 1_000.0)]), "run-0", *[100.0] * 10)
    dimension = side("biggest-climb", ultra, log, today)
    assert (dimension.base, dimension.full) == pytest.approx((450.0, 720.0))
    assert dimension.first_reach(150.0, ultra.first_day) is None
    big = climbed(history([(3, 20.0, 1_000.0)]), "run-0", 100.0, 460.0)
    dimension = side("biggest-climb", ultra, big, today)
    assert dimension.first_reach(450.0, ultra.first_day) == (today - dt.timedelta(days=3), "run-0")


def test_the_course_file_tells_the_biggest_climb(history: Log, ultra: Goal, today: dt.date) -> None:
    dimension = side("biggest-climb", replace(ultra, climb_m=400.0), history([]), today)
    assert (dimension.base, dimension.full) == pytest.approx((200.0, 320.0))
    assert dimension.label(300.0) == "a climb of 300 m in one go"
    assert kinds()["biggest-climb"](replace(ultra, ascent_m=450.0), history([]), today) is None


def test_a_hilly_ultra_shows_one_skill_and_names_the_others(
    steady: Log, ultra: Goal, today: dt.date
) -> None:
    ladder = build_ladder(replace(ultra, cutoff_s=20 * HOUR), steady(), today)
    skills = {"after-dark", "power-hike", "fuelling", "descent", "heat"}
    assert skills & set(ladder.rungs["kind"]) == {"after-dark"}
    said = next(one for one in ladder.sentences if one.startswith("Worth practising too"))
    assert "20 min uphill" in said
    assert "60 g of carbohydrate" in said
    assert "after dark" not in said

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from runwins.goal import Goal
from runwins.ladder import build_ladder
from runwins.ladder.this_week import in_ten
from runwins.model import History
from runwins.units import MARATHON

Log = Callable[..., History]
Make = Callable[..., Goal]


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "fewer than 1 in 10"),
        (0.049, "fewer than 1 in 10"),
        (0.06, "about 1 in 10"),
        (0.44, "about 4 in 10"),
        (0.94, "about 9 in 10"),
        (0.16, "nearly 2 in 10"),
        (0.497, "nearly 5 in 10"),
        (0.5, "about 5 in 10"),
        (0.799, "nearly 8 in 10"),
        (0.82, "about 8 in 10"),
        (0.97, "more than 9 in 10"),
    ],
)
def test_chances_in_words(probability: float, words: str) -> None:
    assert in_ten(probability) == words


def test_the_finding_counts_the_rungs_below_the_race(
    steady: Log, goal: Make, today: dt.date
) -> None:
    ladder = build_ladder(goal(set_ago=60), steady(), today)
    below = ladder.rungs.iloc[:-1]
    done = (below["state"] == "done").sum()
    assert ladder.sentences[0].startswith(f"{done} of {len(below)} rungs done, ")
    assert ladder.sentences[0].endswith(" is next")


def test_every_chance_says_among_whom(steady: Log, goal: Make, today: dt.date) -> None:
    for in_days in (35, 70, 150):
        ladder = build_ladder(goal(MARATHON, in_days=in_days), steady(), today)
        said = [sentence for sentence in ladder.sentences if " in 10" in sentence]
        assert said
        assert all("among runners who got to their start line" in sentence for sentence in said)


def test_what_a_gentle_step_reaches_is_called_no_stretch(
    steady: Log, goal: Make, today: dt.date
) -> None:
    """A rung below this week's gentle steps may take long yet: its sentence says when, no more."""
    told = [build_ladder(goal(MARATHON, in_days=days), steady(), today) for days in (35, 70, 150)]
    dated = [ladder.sentences[1] for ladder in told if "as likely before" in ladder.sentences[1]]
    assert dated
    assert not any("stretch" in sentence for sentence in dated)


@pytest.mark.parametrize(
    ("in_days", "begin"),
    [(300, "Within reach: "), (150, "A stretch: "), (60, "The training marks are unlikely")],
)
def test_the_bands_in_words(
    steady: Log, goal: Make, today: dt.date, in_days: int, begin: str
) -> None:
    ladder = build_ladder(goal(MARATHON, in_days=in_days), steady(long_km=18.0), today)
    assert ladder.sentences[2].startswith(begin)
    assert ladder.sentences[2].lower().startswith(ladder.status.split(" by ")[0]) or in_days == 60


def test_what_is_to_build_comes_before_what_stands(steady: Log, goal: Make, today: dt.date) -> None:
    said = build_ladder(goal(MARATHON, in_days=120), steady(), today).sentences
    places = [
        next(place for place, sentence in enumerate(said) if sentence.startswith(begin))
        for begin in ("Still to build:", "There already:", "This week up to")
    ]
    assert places == sorted(places)


def test_the_gentle_step_of_the_week(steady: Log, goal: Make, today: dt.date) -> None:
    said = build_ladder(goal(in_days=100), steady(), today).sentences
    # 14 km and 28 km a week: ten per cent more
    assert "This week up to 15.4 km in one run, and 31 km in all, are gentle steps." in said
    trail = goal(50_000, in_days=100, ascent_m=1000.0, terrain="trail")
    said = build_ladder(trail, steady(climbed=400.0), today).sentences
    assert "This week up to 19.8 km-effort in one run, and 31 km in all, are gentle steps." in said


def test_nothing_new_is_suggested_in_the_taper(steady: Log, goal: Make, today: dt.date) -> None:
    said = build_ladder(goal(MARATHON, in_days=20), steady(), today).sentences
    assert not [sentence for sentence in said if "gentle step" in sentence]
    assert any("The taper has begun" in sentence for sentence in said)


def test_familiar_ground_is_named(history: Log, goal: Make, today: dt.date) -> None:
    log = history([*((3 * n + 1, 8.0, 0.0) for n in range(40)), (200, 20.0, 0.0)])
    ladder = build_ladder(goal(in_days=100), log, today)
    rung = ladder.next_rung
    assert rung is not None
    if rung["kind"] == "long-run":
        assert (
            f"You know it: you were there on {(today - dt.timedelta(days=200)).day}"
            in (ladder.sentences[1])
        )


def test_a_gap_is_met_with_what_others_needed(history: Log, goal: Make, today: dt.date) -> None:
    log = history((22 + 2 * n, 10.0, 0.0) for n in range(60))
    said = build_ladder(goal(in_days=100), log, today).sentences
    gap = next(sentence for sentence in said if "without a run" in sentence)
    assert gap.startswith("After 21 days without a run, earned rungs stay earned.")
    assert "60 such gaps of 11 runners half were back to three quarters" in gap
    assert "within 4 weeks, and to all of them within 6" in gap


def test_a_log_without_altitude_is_not_judged_by_climbing(
    history: Log, goal: Make, today: dt.date
) -> None:
    runs = [(3 * n + 1, 12.0, None) for n in range(40)]
    aim = goal(MARATHON, in_days=200, ascent_m=1500.0)
    ladder = build_ladder(aim, history(runs), today)
    assert any("no altitude" in sentence for sentence in ladder.sentences)
    flat = build_ladder(goal(MARATHON, in_days=200), history(runs), today)
    assert ladder.probability == pytest.approx(flat.probability)
    climbing = ladder.rungs[ladder.rungs["kind"].str.endswith("ascent")]
    assert climbing["p50"].isna().all()


def test_shorter_races_say_where_the_chances_come_from(
    steady: Log, goal: Make, today: dt.date
) -> None:
    said = build_ladder(goal(), steady(), today).sentences
    assert any(sentence.startswith("These chances were measured on") for sentence in said)
    said = build_ladder(goal(MARATHON, in_days=120), steady(), today).sentences
    assert not [sentence for sentence in said if sentence.startswith("These chances")]

from __future__ import annotations

import re

import pandas as pd
from histories import history, run, shown

from runwins.frames import WINS
from runwins.wins import find_wins


def story() -> list[dict[str, object]]:
    return [
        run(0, 3), run(2, 4.2), run(4, 5.3, efforts={5000: 1800}), run(9, 6.5),
        run(11, 10.3, efforts={5000: 1700, 10000: 3500}), run(14, 5.2, efforts={5000: 1600}),
    ]  # fmt: skip


def test_an_empty_log_has_no_wins() -> None:
    wins = find_wins(history([]))
    pd.testing.assert_frame_equal(wins, WINS.empty())


def test_the_first_run_wins_nothing() -> None:
    assert find_wins(history([run(0, 42.3, efforts={5000: 1500}, ascent_m=900)])).empty


def test_a_story_with_three_lines_a_week() -> None:
    assert shown(history(story())) == [
        "First 4 km",
        "First week with two runs",
        "First 5 km",
        "First 6 km",
        "First 10 km",
        "First 5 km under 27:30: 26:40",
    ]


def test_ids_are_short_unique_and_stay_the_same() -> None:
    wins = find_wins(history(story()))
    assert wins["win_id"].is_unique
    assert all(re.fullmatch(r"W[a-z2-7]{6}", name) for name in wins["win_id"])
    again = find_wins(history([*story(), run(30, 25)]))
    assert set(wins["win_id"]) <= set(again["win_id"])


def test_a_win_taken_back_is_gone_and_others_stay() -> None:
    known = history(story())
    wins = find_wins(known)
    gone = wins.loc[wins["label"] == "First 6 km", "win_id"].item()
    left = find_wins(
        type(known)(known.runs, known.efforts, known.climbs, dropped_wins=frozenset({gone}))
    )
    assert gone not in set(left["win_id"])
    assert set(left["win_id"]) == set(wins["win_id"]) - {gone}


def test_first_timed_is_told_in_the_line_of_the_first_distance() -> None:
    wins = find_wins(history(story()))
    first = wins[wins["label"] == "First 10 km"]
    assert first["detail"].item() == (
        "before: 6.5 km (14 Jan 2026); also: first hour on your feet, first timed 10 km: 58:20"
    )

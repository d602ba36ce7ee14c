"""first-effort, race-best, round-number, best-since-break."""

from __future__ import annotations

from typing import Any

import pytest
from histories import found, history, labels, run


def five(day: int, seconds: Any, **told: Any) -> dict[str, Any]:
    return run(day, 5.2, efforts={5000: seconds}, **told)


def test_first_effort_is_one_line_from_five_km_up() -> None:
    runs = [run(0, 4, efforts={1000: 300}), run(2, 11, efforts={5000: 1600, 10000: 3492})]
    assert labels(history(runs), "first-effort") == ["First timed 10 km: 58:12"]


def test_first_effort_counts_all_books_and_doubtful_times() -> None:
    runs = [run(0, 4), five(2, 1600, book="trail"), five(4, 1500)]
    assert len(labels(history(runs), "first-effort")) == 1
    doubt = {"elapsed_s": 900.0, "quality": "unverified"}
    assert labels(history([run(0, 4), five(2, doubt), five(4, 1500)]), "first-effort") == []


def race(day: int, km: float, seconds: float, **told: Any) -> dict[str, Any]:
    return run(day, km, is_race=True, elapsed_s=seconds, **told)


def test_race_best_needs_a_race_before() -> None:
    assert labels(history([run(0, 10.1), race(7, 10.1, 3000)]), "race-best") == []
    assert labels(history([race(0, 10.1, 3000), run(7, 10.1, elapsed_s=2900)]), "race-best") == []
    assert labels(history([race(0, 10.1, 3000), race(7, 9.8, 2800)]), "race-best") == []
    assert labels(history([race(0, 10.1, 3000), race(7, 10.1, 3000)]), "race-best") == []
    trail = race(7, 10.1, 2900, book="trail")
    assert labels(history([race(0, 10.1, 3000), trail]), "race-best") == []


def test_race_best_takes_the_official_distance() -> None:
    (row,) = found(history([race(0, 21.0, 6300), race(7, 21.6, 6251)]), "race-best")
    assert row["label"] == "Fastest half marathon race yet: 1:44:11"
    assert row["detail"] == "before: 1:45:00 (5 Jan 2026), 49 s faster"
    assert (row["confidence"], row["size"]) == (1.0, 5.0)


def test_round_number_needs_two_attempts_above_the_line() -> None:
    assert labels(history([five(0, 1810), five(2, 1790)]), "round-number") == []
    assert labels(history([five(0, 1810), five(2, 1799), five(4, 1790)]), "round-number") == []
    assert labels(history([five(0, 1900), five(2, 1810), five(4, 1801)]), "round-number") == []


def test_round_number_is_over_all_ground_outdoors_and_once() -> None:
    runs = [five(0, 1900), five(2, 1810), five(4, 1790, book="trail"), five(6, 1780)]
    rows = found(history(runs), "round-number")
    assert [row["label"] for row in rows] == ["First 5 km under 30:00: 29:50"]
    indoors = [five(0, 1900), five(2, 1810), five(4, 1700, book="treadmill")]
    assert labels(history(indoors), "round-number") == []


def test_round_number_says_the_fastest_line_and_how_sure() -> None:
    (row,) = found(history([five(0, 1900), five(2, 1810), five(4, 1495)]), "round-number")
    assert row["label"] == "First 5 km under 25:00: 24:55"
    # 5 s under 25:00 is 0.334 %, 0.669 standard deviations of 0.5 %
    assert row["confidence"] == pytest.approx(0.748, abs=2e-3)


def back(*seconds: float, gap: int = 20) -> list[dict[str, Any]]:
    before = [five(2 * i, 1400 + i) for i in range(8)]
    return [*before, *(five(14 + gap + 3 * i, s) for i, s in enumerate(seconds))]


def test_best_since_break_needs_a_break_and_three_attempts() -> None:
    assert labels(history(back(1600, 1590, 1500, gap=20)), "best-since-break") == []
    assert labels(history(back(1600, 1590, 1580, 1500, gap=5)), "best-since-break") == []
    assert labels(history(back(1600, 1590, 1580, 1578)), "best-since-break") == []


def test_best_since_break_is_never_the_best_of_all() -> None:
    assert labels(history(back(1600, 1590, 1580, 1300)), "best-since-break") == []


def test_best_since_break() -> None:
    (row,) = found(history(back(1600, 1590, 1580, 1500)), "best-since-break")
    assert row["label"] == "Best 5 km since you came back: 25:00"
    assert row["detail"] == "before: 26:20 (14 Feb 2026)"
    assert row["since_n"] == 3


def test_best_since_break_ends_after_84_days() -> None:
    late = [*back(1600, 1590, 1580), five(14 + 20 + 85, 1500)]
    assert labels(history(late), "best-since-break") == []

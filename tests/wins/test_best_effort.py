from __future__ import annotations

from typing import Any

import pytest
from histories import found, history, labels, run

KIND = "best-effort"


def five(day: int, seconds: Any, **told: Any) -> dict[str, Any]:
    return run(day, 5.2, efforts={5000: seconds}, **told)


def test_one_earlier_attempt_is_too_few() -> None:
    assert labels(history([five(0, 1600), five(2, 1500)]), KIND) == []


def test_a_second_is_inside_the_error_of_the_watch() -> None:
    assert labels(history([five(0, 1500), five(2, 1510), five(4, 1499)]), KIND) == []


@pytest.mark.parametrize("quality", ["unverified", "rejected"])
def test_an_effort_that_is_not_sure_never_wins(quality: str) -> None:
    doubtful = {"elapsed_s": 755.0, "quality": quality}
    runs = [five(0, 1500), five(2, 1510), five(4, doubtful), five(6, 1505)]
    assert labels(history(runs), KIND) == []


def test_an_effort_helped_by_a_descent_never_wins() -> None:
    aided = {"elapsed_s": 1300.0, "reason": "downhill-aided", "net_gain_m": -90.0}
    assert labels(history([five(0, 1500), five(2, 1510), five(4, aided)]), KIND) == []


def test_a_run_recorded_poorly_never_wins() -> None:
    runs = [five(0, 1500), five(2, 1510), five(4, 1300, quality="poor")]
    assert labels(history(runs), KIND) == []


def test_four_hundred_metres_are_not_celebrated() -> None:
    runs = [run(2 * i, 3, efforts={400: 100 - 10 * i, 804.672: 220 - 15 * i}) for i in range(5)]
    assert labels(history(runs), KIND) == []


def test_a_treadmill_is_not_compared_with_the_road() -> None:
    runs = [five(0, 1500), five(2, 1510), five(4, 1300, book="treadmill")]
    assert labels(history(runs), KIND) == []


def test_fastest_ever() -> None:
    (row,) = found(history([five(0, 1520), five(2, 1500), five(4, 1460)]), KIND)
    assert row["label"] == "Fastest 5 km ever: 24:20"
    assert row["detail"] == "before: 25:00 (7 Jan 2026)"
    # 2.67 % against an error of 0.702 % of either time: 2.69 standard deviations
    assert row["confidence"] == pytest.approx(0.9964, abs=2e-4)
    assert (row["from_s"], row["to_s"], row["from_m"], row["to_m"]) == (60, 1520, 200, 5200)
    assert (row["size"], row["margin"], row["since_n"]) == (3.5, 40, 2)


def test_a_little_faster_says_so() -> None:
    (row,) = found(history([five(0, 1510), five(2, 1500), five(4, 1492)]), KIND)
    # 0.533 % is 0.537 standard deviations of the difference
    assert row["confidence"] == pytest.approx(0.704, abs=2e-3)
    assert row["detail"].endswith("8 s faster by the watch, inside its error")


def test_fastest_on_trails_is_not_fastest_ever() -> None:
    trail = [five(10 + 2 * i, s, book="trail") for i, s in enumerate((1900, 1880, 1800))]
    rows = found(history([five(0, 1500), five(2, 1510), *trail]), KIND)
    assert [row["label"] for row in rows] == ["Fastest 5 km yet on trails: 30:00"]


def test_with_five_attempts_a_best_is_bigger() -> None:
    slow = [five(2 * i, 1600) for i in range(5)]
    (row,) = found(history([*slow, five(20, 1500)]), KIND)
    assert row["size"] == 4.5


def since(attempts: int, last_day: int) -> list[str]:
    slow = [five(1 + 2 * i, 1600 + i) for i in range(attempts)]
    return labels(history([five(0, 1400), *slow, five(last_day, 1500)]), KIND)


def test_fastest_for_a_long_time_needs_18_attempts_and_68_days() -> None:
    assert since(17, 100) == []
    assert since(18, 67) == []
    assert since(18, 100) == ["Fastest 5 km in 3 months: 25:00"]


def test_no_kilometres_for_those_who_think_in_miles() -> None:
    runs = [run(2 * i, 3, efforts={1000: s}) for i, s in enumerate((300, 300, 250))]
    assert labels(history(runs, "mi"), KIND) == []
    assert labels(history(runs), KIND) == ["Fastest 1 km ever: 4:10"]


def test_a_best_since_says_on_roads_where_a_trail_run_was_faster() -> None:
    """Fastest for months on roads, while a run on trails in between was faster still."""
    usual = [run(4 * i, 5.2, efforts={5000: 1600}) for i in range(1, 25)]
    first, last = run(0, 5.2, efforts={5000: 1450}), run(120, 5.2, efforts={5000: 1500})
    trail = run(50, 5.2, efforts={5000: 1460}, book="trail")

    def told(*runs: dict[str, object]) -> list[str]:
        rows = found(history(runs), "best-effort")
        return [row["label"] for row in rows if row["window"] != "ever" and "25:00" in row["label"]]

    assert told(first, *usual, last) == ["Fastest 5 km in 4 months: 25:00"]
    with_trail = sorted([first, *usual, trail, last], key=lambda one: one["date"])
    assert told(*with_trail) == ["Fastest 5 km on roads in 4 months: 25:00"]

from __future__ import annotations

from histories import MONDAY, found, history, labels, run

KIND = "longest-run"


def test_as_long_is_not_longer() -> None:
    assert labels(history([run(0, 8), run(2, 8)]), KIND) == []


def test_two_hundred_metres_are_needed() -> None:
    assert labels(history([*(run(2 * i, 4) for i in range(12)), run(30, 4.19)]), KIND) == []


def test_with_few_runs_five_percent_are_needed() -> None:
    assert labels(history([run(0, 20), run(2, 20.9)]), KIND) == []
    assert labels(history([*(run(2 * i, 20) for i in range(10)), run(30, 20.3)]), KIND) == [
        "Longest run yet: 20.3 km"
    ]


def test_a_longer_run_on_another_ground_keeps_it_from_being_the_longest_of_all() -> None:
    runs = [run(0, 10), run(2, 44.2, book="trail"), run(4, 18), run(6, 43)]
    assert labels(history(runs), KIND) == [
        "Longest run yet: 44.2 km",
        "Longest run yet on roads: 18.0 km",
        "Longest run yet on roads: 43.0 km",
    ]


def test_the_mark_before_and_its_day() -> None:
    (row,) = found(history([run(0, 8), run(3, 12.3), run(5, 9)]), KIND)
    assert row["label"] == "Longest run yet: 12.3 km"
    assert row["detail"] == "before: 8.0 km (5 Jan 2026)"
    assert row["previous_run_id"] == f"{MONDAY:%Y%m%d}-0600"
    assert (row["margin"], row["size"], row["since_n"]) == (4300.0, 3.0, 1)


def test_a_treadmill_is_named() -> None:
    runs = [run(0, 8), run(2, 12, book="treadmill"), run(4, 11)]
    assert labels(history(runs), KIND) == [
        "Longest run yet, on the treadmill: 12.0 km",
        "Longest run yet on roads: 11.0 km",
    ]

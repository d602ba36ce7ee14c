"""longest-since, time-on-feet, back-to-back, longest-in-the-heat, showed-up."""

from __future__ import annotations

from typing import Any

from histories import found, history, labels, run


def since(shorter: int, days: int, km: float = 15.0, **told: Any) -> list[str]:
    between = [run(1 + 2 * i, 8) for i in range(shorter)]
    return labels(history([run(0, 20), *between, run(days, km, **told)]), "longest-since")


def test_longest_since_needs_15_runs_and_60_days() -> None:
    assert since(14, 70) == []
    assert since(15, 59) == []
    assert since(15, 70) == ["Longest run in 2 months: 15.0 km"]


def test_longest_since_must_be_a_long_run_for_this_runner() -> None:
    assert since(20, 70, 10.3) == []
    assert since(20, 70, 10.5) == ["Longest run in 2 months: 10.5 km"]


def test_longest_since_counts_any_ground() -> None:
    assert since(20, 70, 2.3, book="treadmill") == []


def test_a_longest_of_all_is_not_a_longest_since() -> None:
    assert since(20, 70, 25.0) == []


def hours(day: int, h: float, moving: float = 1.0) -> dict[str, Any]:
    return run(day, 8, elapsed_s=h * 3600, moving_s=h * 3600 * moving)


def test_standing_is_not_time_on_feet() -> None:
    assert labels(history([hours(0, 0.9), hours(2, 1.4, 0.6)]), "time-on-feet") == []
    assert labels(history([hours(0, 0.9), hours(2, 1.4, 0.7)]), "time-on-feet") == [
        "First hour on your feet"
    ]


def test_first_hours_on_your_feet() -> None:
    rows = found(history([hours(0, 0.4), hours(2, 0.5), hours(4, 3.2)]), "time-on-feet")
    assert [(row["label"], row["size"]) for row in rows] == [
        ("First half hour on your feet", 2.5),
        ("First 3 hours on your feet", 3.5),
    ]
    assert rows[1]["detail"] == "before: 30 min (7 Jan 2026)"


def test_longest_time_on_feet_needs_five_runs_and_five_minutes() -> None:
    known = [hours(2 * i, 2.1) for i in range(5)]
    assert labels(history([*known[:4], hours(20, 2.6)]), "time-on-feet") == []
    assert labels(history([*known, hours(20, 2.18)]), "time-on-feet") == []
    assert labels(history([*known, hours(20, 2.6)]), "time-on-feet") == [
        "Longest time on your feet: 2 h 36 min"
    ]


def pairs(*sizes: float, apart: int = 7) -> list[dict[str, Any]]:
    return [run(5 + apart * i + d, km) for i, km in enumerate(sizes) for d in (0, 1)]


def test_back_to_back_needs_three_pairs_and_three_percent() -> None:
    assert labels(history(pairs(10, 10, 15)), "back-to-back") == []
    assert labels(history(pairs(10, 10, 10, 10.2)), "back-to-back") == []
    assert labels(history(pairs(7.9, 7.9, 7.9, 7.9, 20)), "back-to-back") == []


def test_biggest_weekend() -> None:
    (row,) = found(history(pairs(10, 12, 10, 15)), "back-to-back")
    assert row["label"] == "Biggest weekend: 30 km"
    assert row["detail"] == "before: 24 km-effort (18 Jan 2026); these two days 30"


def test_two_days_with_climbing_and_for_a_long_time() -> None:
    small = pairs(20, *([10] * 12))
    runs = [*small, run(103, 14, ascent_m=200), run(104, 14, ascent_m=200)]
    (row,) = found(history(runs), "back-to-back")
    assert row["label"] == "Biggest weekend in 3 months: 28 km, 400 m up"
    assert (row["since_n"], row["size"]) == (12, 1.5)


def test_three_days_in_a_row_are_two_pairs() -> None:
    rows = found(
        history([*pairs(10, 10, 10), run(60, 12), run(61, 12), run(62, 14)]), "back-to-back"
    )
    assert [row["value"] for row in rows] == [24.0, 26.0]


def hot(day: int, km: float, felt: float | None) -> dict[str, Any]:
    return run(day, km, avg_temperature_c=felt)


def test_longest_in_the_heat() -> None:
    kind = "longest-in-the-heat"
    known = [hot(2 * i, 6, 28 + i) for i in range(5)]
    assert labels(history([*known[:4], hot(20, 9, 31)]), kind) == []
    assert labels(history([*known, hot(20, 9, 27.9)]), kind) == []
    assert labels(history([*known, hot(20, 9, None)]), kind) == []
    assert labels(history([*known, hot(20, 6.1, 31)]), kind) == []
    (row,) = found(history([*known, hot(20, 9, 31)]), kind)
    assert row["label"] == "Longest hot run: 9.0 km at 31 °C on the wrist"
    assert row["detail"] == "before: 6.0 km at 28 °C (5 Jan 2026)"
    assert labels(history([*known, hot(20, 9, 31)], "mi"), kind) == [
        "Longest hot run: 5.6 mi at 88 °F on the wrist"
    ]


def test_showed_up_needs_the_runners_own_word() -> None:
    assert labels(history([run(0, 8), run(2, 1)]), "showed-up") == []
    assert labels(history([run(0, 8), run(2, 1, feel=0)]), "showed-up") == []
    assert labels(history([run(0, 8), run(2, 1, note="rain")]), "showed-up") == []


def test_showed_up_whatever_the_length() -> None:
    assert labels(history([run(0, 8), run(2, 1, feel=-2)]), "showed-up") == [
        "You went anyway: 1.0 km"
    ]
    assert labels(history([run(0, 8), run(2, None, feel=-1)]), "showed-up") == ["You went anyway"]


def test_after_two_hard_notes_it_stays_a_fact() -> None:
    runs = [run(0, 8), *(run(day, 5, feel=-1) for day in (1, 3, 9, 30))]
    assert [row["run_id"][:8] for row in found(history(runs), "showed-up")] == [
        "20260106",
        "20260204",
    ]

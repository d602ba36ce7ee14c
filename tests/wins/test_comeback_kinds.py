"""first-run-back, back-to-level."""

from __future__ import annotations

from typing import Any

from histories import found, history, labels, run


def every(gap: int, count: int, start: int = 0, km: float = 6.0) -> list[dict[str, Any]]:
    return [run(start + gap * i, km) for i in range(count)]


def test_thirteen_days_are_no_break() -> None:
    assert labels(history([*every(2, 8), run(14 + 13, 5)]), "first-run-back") == []


def test_who_runs_every_week_is_not_back_after_two() -> None:
    assert labels(history([*every(7, 8), run(49 + 20, 5)]), "first-run-back") == []


def test_five_runs_are_needed_before() -> None:
    assert labels(history([*every(2, 4), run(60, 5)]), "first-run-back") == []


def test_back_whatever_the_length() -> None:
    (row,) = found(history([*every(2, 8), run(14 + 19, 1.0)]), "first-run-back")
    assert row["label"] == "Back after 19 days"
    assert row["detail"] == "before: 6.0 km (19 Jan 2026)"
    assert row["size"] == 2.0


def test_short_breaks_once_in_60_days() -> None:
    runs = [*every(2, 8), *every(2, 8, 33), *every(2, 8, 33 + 14 + 16)]
    assert labels(history(runs), "first-run-back") == ["Back after 19 days"]
    long = [*every(2, 8), *every(2, 8, 33), *every(2, 8, 33 + 14 + 30)]
    assert labels(history(long), "first-run-back") == ["Back after 19 days", "Back after 30 days"]


def test_no_level_without_a_week_worth_the_name() -> None:
    small = [*every(2, 14, km=2.5), *every(2, 14, 26 + 20, km=2.5)]
    assert labels(history(small), "back-to-level") == []
    assert labels(history(every(2, 40)), "back-to-level") == []


def test_back_to_three_quarters_then_to_all_of_the_old_week() -> None:
    # 14 runs of 6 km in the 28 days before: a mean week of 21 km
    runs = [*every(2, 14), *every(2, 3, 26 + 20), *every(1, 8, 26 + 30)]
    rows = found(history(runs), "back-to-level")
    assert [row["label"] for row in rows] == [
        "Three quarters of your old week: 18.0 km",
        "Back to your old week: 24.0 km",
    ]
    assert rows[0]["detail"] == "before the break: 21.0 km (to 31 Jan 2026)"


def test_half_counts_after_four_weeks_away() -> None:
    runs = [*every(2, 14), *every(2, 2, 26 + 28)]
    assert labels(history(runs), "back-to-level") == ["Half of your old week: 12.0 km"]


def test_back_to_the_old_long_run() -> None:
    runs = [*every(2, 13), run(26, 12), run(46, 7.9), run(56, 9.5), run(66, 12.1)]
    assert labels(history(runs), "back-to-level") == [
        "Three quarters of your old long run: 9.5 km",
        "Back to your old long run: 12.1 km",
    ]

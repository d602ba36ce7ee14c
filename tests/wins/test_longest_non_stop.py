from __future__ import annotations

from typing import Any

from histories import found, history, labels, run

KIND = "longest-non-stop"


def stretch(day: int, metres: float | None, **told: Any) -> dict[str, Any]:
    return run(day, 10, nonstop_run_m=metres, nonstop_moving_m=metres, **told)


def test_two_earlier_runs_are_too_few() -> None:
    assert labels(history([stretch(0, 2000), stretch(2, 2100), stretch(4, 4000)]), KIND) == []


def test_two_hundred_metres_are_needed() -> None:
    runs = [*(stretch(2 * i, 5000) for i in range(4)), stretch(20, 5190)]
    assert labels(history(runs), KIND) == []


def test_a_stretch_nobody_measured_is_no_attempt() -> None:
    runs = [stretch(0, 2000), stretch(2, None), stretch(4, 2000), stretch(6, 4000)]
    assert labels(history(runs), KIND) == []


def test_longest_yet() -> None:
    (row,) = found(history([*(stretch(2 * i, 5000) for i in range(3)), stretch(20, 5400)]), KIND)
    assert row["label"] == "Longest stretch without a stop yet: 5.4 km"
    assert row["detail"] == "before: 5.0 km (5 Jan 2026)"


def test_longest_for_a_long_time_needs_24_runs_and_90_days() -> None:
    short = [stretch(4 + 4 * i, 4000) for i in range(24)]
    (row,) = found(history([stretch(0, 9000), *short, stretch(101, 8000)]), KIND)
    assert row["label"] == "Longest stretch without a stop in 3 months: 8.0 km"
    assert (row["window"], row["since_n"], row["size"]) == ("since 2026-01-05", 24, 1.5)
    assert labels(history([stretch(0, 9000), *short[1:], stretch(101, 8000)]), KIND) == []
    quick = [stretch(1 + i, 4000) for i in range(24)]
    assert labels(history([stretch(0, 9000), *quick, stretch(80, 8000)]), KIND) == []

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from runwins.wins.ranking import bar, bits, rank, worth


def row(run: int, kind: str = "longest-since", **told: Any) -> dict[str, Any]:
    known = {
        "run": run, "kind": kind, "family": "distance", "calendar": False, "rivals": 1.0,
        "since_n": 7.0, "size": 3.0, "confidence": 1.0, "window": "ever", "label": "A thing",
        "detail": None, "value": 1.0, "key": "",
    }  # fmt: skip
    return {**known, **told}


def ranked(rows: list[dict[str, Any]], days: list[int]) -> list[bool]:
    rank(rows, np.array(days, dtype=np.int64))
    return [one["shown"] for one in rows]


@pytest.mark.parametrize(("n", "expected"), [(1, 1.0), (15, 4.0), (31, 5.0), (63, 6.0)])
def test_bits_of_a_record_are_those_of_its_rank(n: int, expected: float) -> None:
    assert bits(n) == pytest.approx(expected)


def test_rivals_make_a_record_less_surprising() -> None:
    # (1 + 20 / 2.2) is 10.09, and its logarithm to base two 3.335
    assert bits(20, rivals=2.2) == pytest.approx(3.335, abs=1e-3)


def test_bits_are_capped_and_calendar_facts_lower() -> None:
    assert bits(10_000) == 8
    assert bits(10_000, calendar=True) == 4


@pytest.mark.parametrize(
    ("size", "n", "rivals", "calendar", "expected"),
    [
        (2.0, 127, 1.0, False, 3.8),  # longest run in 7 months, 127 runs
        (3.5, 600, 1.0, True, 4.5),  # 500 runs in the log
        (2.5, 400, 1.0, True, 3.5),  # 250 runs in the log
        (3.0, 129, 2.2, False, 4.5),  # fastest 10 km in 3.5 years, 129 attempts
        (3.0, 35, 1.0, False, 4.3),  # biggest two days
    ],
)
def test_worth_of_measured_examples(
    size: float, n: int, rivals: float, calendar: bool, expected: float
) -> None:
    surprise = bits(n, rivals=rivals, calendar=calendar)
    assert worth(size, surprise, 1.0) == pytest.approx(expected, abs=0.06)


def test_doubt_halves_at_most() -> None:
    assert worth(4.0, 4.0, 0.0) == 2.5
    assert worth(4.0, 4.0, 0.5) == 3.75


def test_the_bar_rises_with_the_log_and_falls_with_quiet_weeks() -> None:
    assert [bar(p) for p in (1, 10, 11, 50, 51)] == [2.5, 2.5, 3.25, 3.25, 3.75]
    quiet = [bar(60, weeks) for weeks in (0, 1, 2, 3, 4, 5, 6, 20)]
    assert quiet == [3.75, 3.75, 3.25, 2.75, 2.25, 1.75, 1.75, 1.75]


def test_the_bar_rises_when_much_was_told_but_not_in_a_new_log() -> None:
    assert [bar(60, 0, told) for told in (2, 3, 4, 6, 9)] == [3.75, 4.25, 4.75, 5.75, 5.75]
    assert bar(10, 0, 9) == bar(10)


def test_after_two_wins_in_28_days_the_third_must_be_bigger() -> None:
    def third(size: float, day: int) -> bool:
        kinds = zip((60, 61), ("a", "b"), strict=True)
        rows = [row(at, kind, family=kind, size=4.0) for at, kind in kinds]
        rows += [row(62, "c", family="c", size=4.0), row(63, "d", family="d", size=size)]
        return ranked(rows, [*range(60), 100, 107, 114, day])[-1]

    assert not third(3.25, 120)  # worth 4.0, needed 4.25
    assert third(3.5, 120)
    assert third(3.0, 128 + 7)  # the first of the three is 28 days past


def test_one_line_of_a_family() -> None:
    rows = [row(1, size=4.0), row(1, "longest-run", size=4.5, family="distance")]
    assert ranked(rows, [0, 1]) == [False, True]


def test_three_lines_a_run_at_first_and_two_later() -> None:
    families = ("distance", "pace", "hills", "comeback")
    early = [row(1, f"kind-{f}", family=f, size=4.0) for f in families]
    assert sum(ranked(early, [0, 1])) == 3
    late = [row(60, f"kind-{f}", family=f, size=4.0) for f in families]
    assert sum(ranked(late, list(range(61)))) == 2


def test_at_most_three_a_week_and_a_fourth_that_is_big() -> None:
    days = [0, 4, 5, 6, 7, 8]  # day 0 of the count is a Thursday: day 4 to 10 are one week
    rows = [row(run, f"kind-{run}", size=3.9) for run in range(1, 6)]
    assert ranked(rows, days) == [True, True, True, False, False]
    rows[3]["size"] = 4.0
    assert ranked(rows, days) == [True, True, True, True, False]


def test_what_was_just_said_is_worth_less() -> None:
    rows = [row(at, size=4.0) for at in (1, 2, 3)]
    ranked(rows, [0, 7, 20, 35])
    assert [one["score"] for one in rows] == pytest.approx([4.75, 4.15, 4.15])


def test_the_kind_told_last_is_worth_a_class_less_after_the_first_ten_runs() -> None:
    rows = [row(at, size=4.0) for at in (60, 61)]
    ranked(rows, [*range(60), 100, 200])
    assert [one["score"] for one in rows] == pytest.approx([4.75, 3.25])
    between = row(61, "another", family="pace", size=4.0)
    rows = [row(60, size=4.0), between, row(62, size=4.0)]
    ranked(rows, [*range(60), 100, 150, 200])
    assert [one["score"] for one in rows] == pytest.approx([4.75, 4.75, 4.75])


def test_why_something_was_not_told() -> None:
    families = {"distance": 4.4, "pace": 4.2, "comeback": 4.0}
    rows = [row(60, f"kind-{f}", family=f, size=size) for f, size in families.items()]
    rows += [row(60, "small", family="x", size=0.5), row(60, "other", family="pace", size=3.5)]
    ranked(rows, list(range(61)))
    assert [one["untold"] for one in rows] == [
        None,
        None,
        "as many wins of one run were told as a runner takes in",
        "its worth stayed below what was needed that day",
        "another win of its family was told of the run",
    ]


def test_quiet_weeks_let_smaller_things_through() -> None:
    small = row(60, size=2.0, since_n=3.0)  # worth 2.5
    soon = [*range(60), 66]
    assert ranked([row(59, size=4.0, family="pace", kind="x"), small], soon) == [True, False]
    later = [*range(60), 59 + 28]
    assert ranked([row(59, size=4.0, family="pace", kind="x"), small], later) == [True, True]


def test_the_filler_waits_14_days_and_is_told_once_in_28() -> None:
    def fillers(days: list[int]) -> list[bool]:
        told = [row(i, "weeks-kept-now", size=1.75, since_n=0.0) for i in range(1, len(days))]
        return ranked(told, days)

    assert fillers([0, 13, 14, 27, 41, 42]) == [False, True, False, False, True]


def test_the_filler_stands_alone() -> None:
    rows = [row(1, "weeks-kept-now", size=1.75), row(1, "best-effort", family="pace", size=4.0)]
    assert ranked(rows, [0, 20]) == [False, True]


def test_a_first_distance_swallows_what_it_implies() -> None:
    first = row(1, "first-distance", size=5.0, label="First 10 km", detail="before: 8.0 km")
    rows = [
        first,
        row(1, "longest-run", size=4.0, label="Longest run yet: 10.2 km"),
        row(1, "time-on-feet", size=3.5, label="First hour on your feet"),
        row(1, "first-effort", family="pace", size=3.0, label="First timed 10 km: 58:12"),
    ]
    assert ranked(rows, [0, 1]) == [True, False, False, False]
    assert first["detail"] == (
        "before: 8.0 km; also: first hour on your feet, first timed 10 km: 58:12"
    )


def test_a_round_number_takes_the_place_of_the_best() -> None:
    rows = [
        row(1, "best-effort", family="pace", size=4.5, label="Fastest 5 km ever: 29:50"),
        row(1, "round-number", family="pace", size=4.0, label="First 5 km under 30:00: 29:50"),
        row(1, "best-since-break", family="comeback", size=4.0),
    ]
    assert ranked(rows, [0, 1]) == [False, True, False]


def test_ties_go_to_the_bigger_kind() -> None:
    rows = [row(1, "longest-run", family="x"), row(1, "first-distance", family="x")]
    assert ranked(rows, [0, 1]) == [False, True]
    rows = [row(1, "total", family="x"), row(1, "more-often", family="x")]
    assert ranked(rows, [0, 1]) == [False, True]
    rows = [
        row(1, "best-effort", family="x", window="since 2020-01-01"),
        row(1, "total", family="x"),
    ]
    assert ranked(rows, [0, 1]) == [False, True]

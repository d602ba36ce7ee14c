"""Weeks, months, totals, years."""

from __future__ import annotations

import datetime as dt
from typing import Any

from histories import found, history, labels, run


def weeks(*counts: int, km: float = 5.0, start: int = 0) -> list[dict[str, Any]]:
    return [
        run(start + 7 * week + day, km) for week, count in enumerate(counts) for day in range(count)
    ]


def test_one_run_keeps_no_week() -> None:
    assert labels(history(weeks(1, 1, 1, 1, 1, 1, 1, 1)), "weeks-kept") == []


def test_four_of_the_first_four() -> None:
    assert labels(history(weeks(2, 2, 0, 2, 2)), "weeks-kept") == []
    (row,) = found(history(weeks(2, 2, 2, 2)), "weeks-kept")
    assert row["label"] == "4 of your first 4 weeks kept"
    assert row["run_id"].startswith("20260127")  # the second run of the fourth week


def test_a_log_that_begins_late_in_the_week_is_judged_from_the_next() -> None:
    runs = [run(5, 5), *weeks(2, 2, 2, 2, start=7)]
    assert labels(history(runs), "weeks-kept") == ["4 of your first 4 weeks kept"]


def test_an_empty_week_resets_nothing() -> None:
    kept = weeks(2, 2, 2, 0, 2, 2, 2, 2, 0, 2, 2, 2)
    assert labels(history(kept), "weeks-kept") == ["10 of your last 12 weeks kept"]


def test_twelve_weeks_are_twelve_weeks() -> None:
    rows = found(history(weeks(*[2] * 12)), "weeks-kept")
    assert [row["label"] for row in rows][-1] == "12 of your last 12 weeks kept"
    assert len(rows) == 3


def test_then_every_13_weeks() -> None:
    rows = found(history(weeks(*[2] * 40)), "weeks-kept")
    numbers = [row["key"] for row in rows]
    assert numbers == ["4", "8", "12", "25", "38"]


def test_the_goal_follows_the_runner() -> None:
    # after weeks of five runs, the median less one: four runs keep a week, three do not
    assert len(found(history(weeks(5, 5, 5, 3, 5)), "weeks-kept")) == 0
    assert len(found(history(weeks(5, 5, 5, 4, 5)), "weeks-kept")) == 1


def test_weeks_kept_now_needs_eight_of_twelve() -> None:
    assert labels(history(weeks(2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 2)), "weeks-kept-now") == []
    assert labels(history(weeks(2, 0, 2, 0, 2, 0, 2, 0, 2, 2, 2, 2)), "weeks-kept-now") == [
        "8 of the last 12 weeks kept"
    ]


def test_first_week_of() -> None:
    rows = found(history(weeks(1, 2, 2, 4)), "first-week-of")
    assert [row["label"] for row in rows] == [
        "First week with two runs",
        "First week with three runs",
        "First week with four runs",
    ]
    assert rows[1]["detail"] == "before: 2 runs (week of 12 Jan 2026)"


def test_biggest_week_needs_four_weeks_two_runs_and_a_real_step() -> None:
    kind = "biggest-week"
    assert labels(history(weeks(2, 2, 2, 6)), kind) == []
    assert labels(history([*weeks(2, 2, 2, 2), run(28, 30)]), kind) == []
    assert labels(history([*weeks(2, 2, 2, 2), run(28, 5), run(29, 6)]), kind) == []


def test_biggest_week_is_one_line_of_one_measure() -> None:
    runs = [*weeks(2, 2, 2, 2), *(run(28 + day, 8, ascent_m=400) for day in range(4))]
    rows = found(history(runs), "biggest-week")
    assert [row["label"] for row in rows] == ["Biggest week yet: 16 km so far"]
    assert rows[0]["detail"] == "before: 10 km (6 Jan 2026)"


def test_biggest_week_for_a_long_time() -> None:
    runs = [*weeks(4), *weeks(*[2] * 20, start=7), *weeks(3, start=7 * 21)]
    (row,) = found(history(runs), "biggest-week")
    assert row["label"] == "Biggest week in 21 weeks: 15 km so far"
    assert (row["since_n"], row["size"]) == (20, 1.5)


def test_biggest_four_weeks_needs_something_to_compare_with() -> None:
    kind = "biggest-four-weeks"
    assert labels(history(weeks(3, 3, 3, 3, 9, 9)), kind) == []
    assert labels(history(weeks(*[3] * 12)), kind) == []
    assert labels(history(weeks(1, 1, 1, 1, 1, 1, 1, 1, 2, 1)), kind) == []


def test_biggest_four_weeks() -> None:
    (row,) = found(history(weeks(*[2] * 8, 4, 4)), "biggest-four-weeks")
    assert row["label"] == "Biggest four weeks yet: 45 km"
    assert row["previous"] == 40_000.0


def days(*dates: str, km: float = 5.0) -> list[dict[str, Any]]:
    return [run(dt.date.fromisoformat(day), km) for day in dates]


def month(number: int, runs: int, year: int = 2026) -> list[dict[str, Any]]:
    return [run(dt.date(year, number, 1 + day), 5) for day in range(runs)]


def test_more_often_needs_three_months_and_five_runs() -> None:
    assert labels(history([*month(1, 4), *month(2, 4), *month(3, 6)]), "more-often") == []
    few = [*month(1, 2), *month(2, 2), *month(3, 2), *month(4, 4)]
    assert labels(history(few), "more-often") == []


def test_more_often_is_told_once_on_its_day() -> None:
    runs = [*month(1, 5), *month(2, 6), *month(3, 4), *month(4, 9)]
    (row,) = found(history(runs), "more-often")
    assert row["label"] == "Your most frequent month: 7 runs so far"
    assert row["detail"] == "before: 6 runs in Feb 2026"
    assert row["run_id"].startswith("20260407")


def test_more_often_in_a_year() -> None:
    quiet = [one for number in range(2, 13) for one in month(number, 4, 2025)]
    runs = [*month(1, 9, 2025), *quiet, *month(1, 4), *month(2, 7)]
    assert labels(history(runs), "more-often") == [
        "Your most frequent month in 13 months: 5 runs so far"
    ]


def test_totals_one_in_28_days() -> None:
    runs = [run(i, 5.0) for i in range(25)]
    # 10 runs and 50 km on the tenth run: one line; 100 km and 25 runs come within 28 days
    assert labels(history(runs), "total") == ["50 km in your log"]
    spaced = [run(14 * i, 5.0) for i in range(25)]
    assert labels(history(spaced), "total") == [
        "50 km in your log",
        "100 km in your log",
        "25 runs in your log",
    ]


def test_totals_in_miles() -> None:
    runs = [run(14 * i, 16.09344) for i in range(6)]
    assert labels(history(runs, "mi"), "total") == ["50 miles in your log"]


def test_everests() -> None:
    runs = [run(14 * i, 1.0, ascent_m=3000.0) for i in range(6)]
    rows = labels(history(runs), "total")
    assert rows == ["1 Everest climbed", "2 Everests climbed"]


def test_eddington_starts_at_ten() -> None:
    assert labels(history([run(i, 9.9) for i in range(40)]), "eddington") == []
    assert labels(history([run(i // 2, 5.0) for i in range(18)]), "eddington") == []
    assert labels(history([run(i // 2, 5.0) for i in range(20)]), "eddington") == [
        "Eddington 10: 10 days of 10 km or more"
    ]


def test_year_passed_needs_200_km() -> None:
    small = [*days(*["2025-03-01"] * 3, km=60), *days(*["2026-03-01"] * 4, km=60)]
    assert labels(history(small), "year-passed") == []
    big = [*days(*["2025-03-01"] * 4, km=60), *days(*["2026-03-01"] * 6, km=60)]
    assert labels(history(big), "year-passed") == ["Already more km than in all of 2025: 300 km"]


def test_log_year_needs_forty_runs_and_comes_within_a_month() -> None:
    few = [run(9 * i, 5) for i in range(42)]
    assert labels(history(few), "log-year") == ["1 year since your log's first run"]
    assert labels(history([run(10 * i, 5) for i in range(38)]), "log-year") == []
    late = [*(run(i, 5) for i in range(60)), run(365 + 40, 5), run(365 + 42, 5)]
    assert labels(history(late), "log-year") == []

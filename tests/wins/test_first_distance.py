from __future__ import annotations

from histories import found, history, labels, run

KIND = "first-distance"


def test_the_first_run_of_a_log_claims_nothing() -> None:
    assert labels(history([run(0, 10.5)]), KIND) == []


def test_what_the_first_run_reached_is_known() -> None:
    assert labels(history([run(0, 10.0), run(2, 10.2), run(4, 11.9)]), KIND) == []


def test_a_watch_that_reads_ten_km_may_not_have_run_them() -> None:
    assert labels(history([run(0, 9.0), run(2, 10.05)]), KIND) == []


def test_a_run_without_a_distance_claims_nothing() -> None:
    assert labels(history([run(0, 3.0), run(2, None), run(4, 2.0)]), KIND) == []


def test_a_distance_is_first_once_over_all_books() -> None:
    runs = [run(0, 3.0), run(2, 5.2, book="treadmill"), run(4, 5.3), run(6, 5.4, book="trail")]
    assert labels(history(runs), KIND) == ["First 5 km, on the treadmill"]


def test_first_ten_km_names_the_mark_before_and_its_day() -> None:
    (row,) = found(history([run(0, 6.0), run(2, 7.5), run(5, 10.15)]), KIND)
    assert row["label"] == "First 10 km"
    assert row["detail"] == "before: 7.5 km (7 Jan 2026)"
    assert (row["value"], row["previous"], row["size"]) == (10150.0, 7500.0, 5.0)
    assert row["since_n"] == 2


def test_one_line_a_run_the_largest() -> None:
    assert labels(history([run(0, 3.0), run(2, 8.2)]), KIND) == ["First 8 km"]


def test_a_race_counts_with_its_official_distance() -> None:
    runs = [run(0, 16.0), run(7, 20.95, is_race=True)]
    assert labels(history(runs), KIND) == ["First half marathon"]


def test_an_earlier_run_too_close_to_be_sure_is_named_as_that() -> None:
    (row,) = found(history([run(0, 9.0), run(2, 10.05), run(4, 10.3)]), KIND)
    assert row["label"] == "First 10 km"
    assert row["detail"] == "before: 10.05 km, too close to be sure (7 Jan 2026)"


def test_a_mark_before_that_a_tenth_would_round_up_to_this_one_is_told_to_the_hundredth() -> None:
    (row,) = found(history([run(0, 9.0), run(2, 9.97), run(4, 10.3)]), KIND)
    assert (row["label"], row["detail"]) == ("First 10 km", "before: 9.97 km (7 Jan 2026)")


def test_on_trails_from_ten_km_up() -> None:
    runs = [run(0, 21.5), run(2, 8.1, book="trail"), run(4, 10.2, book="trail")]
    assert labels(history(runs), KIND) == ["First 10 km on trails"]


def test_miles_for_those_who_think_in_miles() -> None:
    runs = [run(0, 3.0), run(2, 4.9), run(4, 6.6), run(6, 16.4)]
    assert labels(history(runs, "mi"), KIND) == ["First 3 miles", "First 4 miles", "First 10 miles"]

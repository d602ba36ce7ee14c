from __future__ import annotations

from histories import found, history, labels, run


def test_first_climbing_needs_five_percent_and_a_run_before() -> None:
    assert labels(history([run(0, 10, ascent_m=40), run(2, 10, ascent_m=104)]), "most-ascent") == []
    assert labels(history([run(0, 10, ascent_m=120), run(2, 9, ascent_m=110)]), "most-ascent") == []
    assert labels(history([run(0, 10), run(2, 10, ascent_m=600)]), "most-ascent") == []


def test_satellite_altitude_claims_nothing() -> None:
    runs = [run(2 * i, 10, ascent_m=80 + 90 * i, ascent_source="gps") for i in range(8)]
    assert labels(history(runs), "most-ascent") == []


def test_a_treadmill_does_not_climb() -> None:
    runs = [run(0, 10, ascent_m=40), run(2, 10, ascent_m=500, book="treadmill")]
    assert labels(history(runs), "most-ascent") == []


def test_first_five_hundred_metres() -> None:
    (row,) = found(history([run(0, 10, ascent_m=280), run(2, 14, ascent_m=530)]), "most-ascent")
    assert row["label"] == "First 500 m of climbing in one run"
    assert row["detail"] == "before: 280 m (5 Jan 2026)"
    assert (row["size"], row["unit"]) == (4.0, "m up")


def test_feet_for_those_who_think_in_miles() -> None:
    runs = [run(0, 10, ascent_m=280), run(2, 14, ascent_m=330)]
    assert labels(history(runs, "mi"), "most-ascent") == ["First 1,000 ft of climbing in one run"]


def test_most_climbing_is_compared_with_like_altitude() -> None:
    known = [run(2 * i, 10, ascent_m=210) for i in range(5)]
    other = run(12, 10, ascent_m=260, ascent_source="summary")
    assert labels(history([*known, other]), "most-ascent") == []
    assert labels(history([*known, run(12, 10, ascent_m=229)]), "most-ascent") == []
    assert labels(history([*known, run(12, 10, ascent_m=231)]), "most-ascent") == [
        "Most climbing in one run yet: 231 m"
    ]


def test_most_climbing_for_a_long_time() -> None:
    flat = [run(4 + 4 * i, 10, ascent_m=60) for i in range(18)]
    runs = [run(0, 10, ascent_m=280), *flat, run(80, 10, ascent_m=200)]
    (row,) = found(history(runs), "most-ascent")
    assert row["label"] == "Most climbing in one run in 3 months: 200 m"
    assert row["detail"] == "last as much: 280 m (5 Jan 2026), 18 runs ago"


def test_a_climb_of_a_third_of_its_run_is_a_faulty_altitude() -> None:
    known = [run(2 * i, 10, climbs=[45]) for i in range(5)]
    assert labels(history([*known, run(12, 1.2, climbs=[430])]), "biggest-climb") == []
    assert labels(history([*known, run(12, 0.8, climbs=[64])]), "biggest-climb") == []


def test_biggest_climb_needs_five_runs_and_ten_metres() -> None:
    known = [run(2 * i, 10, climbs=[45, 60]) for i in range(5)]
    assert labels(history([*known[:4], run(12, 10, climbs=[90])]), "biggest-climb") == []
    assert labels(history([*known, run(12, 10, climbs=[69])]), "biggest-climb") == []


def test_biggest_climb_says_where() -> None:
    known = [run(2 * i, 10, climbs=[45, 60]) for i in range(5)]
    (row,) = found(history([*known, run(12, 10, climbs=[50, 90])]), "biggest-climb")
    assert row["label"] == "Biggest single climb: 90 m"
    assert row["detail"] == "before: 60 m (5 Jan 2026); this one over 0.9 km"
    assert (row["from_m"], row["to_m"]) == (2500.0, 3400.0)


def test_satellites_need_twice_the_margin_and_say_about() -> None:
    known = [run(2 * i, 10, climbs=[60], ascent_source="gps") for i in range(5)]
    small = run(12, 10, climbs=[79], ascent_source="gps")
    assert labels(history([*known, small]), "biggest-climb") == []
    assert labels(history([*known, run(12, 10, climbs=[300])]), "biggest-climb") == []
    big = run(12, 10, climbs=[81], ascent_source="gps")
    assert labels(history([*known, big]), "biggest-climb") == ["Biggest single climb: about 81 m"]


def test_hill_repeats() -> None:
    known = [run(2 * i, 10, climbs=[45, 31, 20]) for i in range(3)]
    kind = "hill-repeats"
    assert labels(history([*known, run(12, 10, climbs=[50, 50])]), kind) == []
    assert labels(history([*known[:2], run(12, 10, climbs=[50] * 5)]), kind) == []
    assert labels(history([*known, run(12, 10, climbs=[50, 29, 40])]), kind) == []
    (row,) = found(history([*known, run(12, 10, climbs=[30] * 4)]), kind)
    assert row["label"] == "Most climbs in one run: 4"
    assert row["detail"] == "before: 2 (5 Jan 2026); each 30 m or higher"


def test_what_the_weather_may_have_added_makes_no_record() -> None:
    """Of 70 m that nothing denies, 28 fall to a climb of 8 minutes in a run of 20."""
    known = [run(2 * i, 10, ascent_m=210, highest_m=100, climbs=[60]) for i in range(5)]
    kinds = ("most-ascent", "highest-point", "biggest-climb")
    one_way = {"ascent_m": 260, "highest_m": 160, "climbs": [80], "elapsed_s": 1200}
    for hidden_m, told in ((70.0, 0), (45.0, 1), (0.0, 1)):
        log = history([*known, run(12, 10, **one_way, hidden_drift_m=hidden_m)])
        assert [len(labels(log, kind)) for kind in kinds] == [told] * 3


def test_a_mark_and_a_long_time_without_are_claimed_of_what_is_sure() -> None:
    for hidden_m, mark_m in ((31.0, 300), (29.0, 500)):
        runs = [run(0, 10, ascent_m=280), run(2, 14, ascent_m=530, hidden_drift_m=hidden_m)]
        first = f"First {mark_m} m of climbing in one run"
        assert labels(history(runs), "most-ascent") == [first]
    flat = [run(4 + 4 * i, 10, ascent_m=170) for i in range(18)]
    for hidden_m, told in ((31.0, 0), (29.0, 1)):
        end = run(80, 10, ascent_m=200, hidden_drift_m=hidden_m)
        long_ago = history([run(0, 10, ascent_m=280), *flat, end])
        assert len(labels(long_ago, "most-ascent")) == told

from __future__ import annotations

import pytest
from histories import found, history, labels, run

LAKE = "lake"


def rounds(*seconds: float, km: float = 8.4, every: int = 7, **told: object) -> list[dict]:
    """Return a run every so many days round the lake; 8 km between the gates."""
    return [run(every * i, km, routes={LAKE: time}, **told) for i, time in enumerate(seconds)]


def test_a_route_needs_three_earlier_runs_and_two_kilometres() -> None:
    assert labels(history(rounds(2700, 2700, 2500)), "route-best") == []
    assert labels(history(rounds(600, 600, 600, 500, km=1.9)), "route-best") == []


def test_within_sixteen_metres_at_the_gates_nothing_is_claimed() -> None:
    # 8 km in 2700 s is 2.96 m/s: 16 m are 5.4 s.
    assert labels(history(rounds(2705, 2710, 2720, 2700)), "route-best") == []
    assert len(labels(history(rounds(2706, 2710, 2720, 2700)), "route-best")) == 1


@pytest.mark.parametrize("odd", [{"book": "treadmill"}, {"quality": "poor"}])
def test_indoors_and_poor_recordings_hold_no_route(odd: dict) -> None:
    fast = run(60, 8.4, routes={LAKE: 2400}, **odd)
    assert labels(history([*rounds(2700, 2710, 2720), fast]), "route-best") == []


def test_no_human_speed_is_no_best() -> None:
    assert labels(history(rounds(2700, 2710, 2720, 1100)), "route-best") == []


def test_fastest_round_the_route() -> None:
    (row,) = found(history(rounds(2700, 2710, 2720, 2650)), "route-best")
    assert row["label"] == "Fastest of 4 runs on your 8.4 km route: 44:10"
    assert row["detail"] == "before: 45:00 (5 Jan 2026), both without the first and last 200 m"
    assert (row["margin"], row["since_n"], row["window"]) == (50.0, 3.0, "ever")
    assert (row["from_s"], row["to_s"], row["from_m"], row["to_m"]) == (60, 2710, 200, 8200)


def test_fastest_round_the_route_by_its_name_and_in_miles() -> None:
    told = [{"elapsed_s": time, "name": "River loop"} for time in (2700, 2710, 2720, 2650)]
    runs = [run(7 * i, 8.4, routes={LAKE: one}) for i, one in enumerate(told)]
    assert labels(history(runs), "route-best") == ["Fastest of 4 runs on River loop: 44:10"]
    (label,) = labels(history(rounds(2700, 2710, 2720, 2650), "mi"), "route-best")
    assert label == "Fastest of 4 runs on your 5.2 mi route: 44:10"


def test_fastest_for_a_long_time_needs_five_runs_and_ten_weeks() -> None:
    slow = [2800.0] * 5
    assert labels(history(rounds(2600, *slow[:4], 2700, every=20)), "route-best") == []
    assert labels(history(rounds(2600, *slow, 2700, every=10)), "route-best") == []
    (row,) = found(history(rounds(2600, *slow, 2700, every=20)), "route-best")
    assert row["label"] == "Fastest on your 8.4 km route in 4 months: 45:00"
    assert row["detail"] == "last as fast: 43:20 (5 Jan 2026), 5 runs of it between; clear"
    assert (row["window"], row["since_n"], row["size"]) == ("since 2026-01-05", 5.0, 2.0)


def hearts(*beats: float, seconds: float = 2700.0) -> list[dict]:
    return [
        run(7 * i, 8.4, routes={LAKE: seconds}, avg_hr_bpm=beat) for i, beat in enumerate(beats)
    ]


def test_cheaper_needs_four_alike_and_four_beats_below_them_all() -> None:
    kind = "route-cheaper"
    assert labels(history(hearts(150, 151, 152, 140)), kind) == []
    assert labels(history(hearts(150, 151, 152, 153, 148)), kind) == []
    assert labels(history(hearts(150, 151, 152, 140, 141)), kind) == []
    other_pace = [*hearts(150, 151, 152, seconds=2600), *hearts(153)]
    assert (
        labels(history([*other_pace, run(60, 8.4, routes={LAKE: 2700}, avg_hr_bpm=140)]), kind)
        == []
    )
    unknown = [run(7 * i, 8.4, routes={LAKE: 2700}) for i in range(6)]
    assert labels(history(unknown), kind) == []


def test_cheaper_at_most_once_in_four_weeks() -> None:
    rows = found(history(hearts(150, 151, 152, 153, 145, 140, 135, 130, 123.5)), "route-cheaper")
    assert [row["label"] for row in rows] == [
        "Same pace on your 8.4 km route, 6 beats lower",
        "Same pace on your 8.4 km route, 24 beats lower",
    ]
    assert rows[0]["detail"] == (
        "145 bpm at 5:38 /km; the last 4 at that pace: median 152, lowest 150 (5 Jan 2026)"
    )


def test_every_tenth_time_up_to_the_hundredth() -> None:
    rows = found(history(rounds(*[2700.0] * 115, every=1)), "route-count")
    assert [row["value"] for row in rows] == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    assert rows[0]["label"] == "10th time round your 8.4 km route"
    assert labels(history(rounds(*[2700.0] * 9)), "route-count") == []


def stops(*stretches: float | None) -> list[dict]:
    return [
        run(7 * i, 8.4, routes={LAKE: 2700}, nonstop_moving_m=metres)
        for i, metres in enumerate(stretches)
    ]


def test_without_a_stop_is_told_once_after_three_runs_with_one() -> None:
    kind = "route-fewer-stops"
    assert labels(history(stops(3000, 4000, 8400)), kind) == []
    assert labels(history(stops(3000, 4000, 5000, 8000)), kind) == []
    assert labels(history(stops(3000, 8400, 5000, 4000, 8400)), kind) == []
    assert labels(history(stops(3000, None, None, None, 8400)), kind) == []
    (row,) = found(history(stops(3000, 4000, 5000, 8400, 8400)), kind)
    assert row["label"] == "Your 8.4 km route without a stop for the first time"
    assert row["detail"] == "longest stretch there before: 5.0 km (19 Jan 2026)"

from __future__ import annotations

from typing import Any

from histories import found, history, labels, run

KIND = "first-non-stop"


def base(**told: Any) -> list[dict[str, Any]]:
    return [run(2 * i, 3, nonstop_moving_m=1500.0, nonstop_run_m=1200.0, **told) for i in range(4)]


def then(running: float | None, moving: float | None = None, **told: Any) -> dict[str, Any]:
    return run(20, 6, nonstop_run_m=running, nonstop_moving_m=moving or running, **told)


def test_the_first_four_runs_set_the_base() -> None:
    runs = [run(2 * i, 5, nonstop_moving_m=m, nonstop_run_m=m) for i, m in enumerate(
        (1000.0, 2100.0, 3100.0, 4100.0)
    )]  # fmt: skip
    assert labels(history(runs), KIND) == []


def test_forty_metres_are_missing() -> None:
    assert labels(history([*base(), then(3980.0)]), KIND) == ["First 3 km without stopping"]


def test_unknown_stops_claim_nothing() -> None:
    assert labels(history([*base(), then(None)]), KIND) == []


def test_treadmills_and_poor_recordings_claim_nothing() -> None:
    assert labels(history([*base(), then(5000.0, book="treadmill")]), KIND) == []
    assert labels(history([*base(), then(5000.0, quality="poor")]), KIND) == []


def test_walking_ends_the_stretch_on_roads() -> None:
    assert labels(history([*base(), then(1900.0, 6000.0)]), KIND) == []


def test_first_two_and_then_four_kilometres() -> None:
    runs = [*base(), then(2100.0), run(22, 6, nonstop_run_m=4100.0, nonstop_moving_m=4100.0)]
    rows = found(history(runs), KIND)
    assert [row["label"] for row in rows] == [
        "First 2 km without stopping",
        "First 4 km without stopping",
    ]
    assert rows[1]["detail"] == "before: 2.1 km (25 Jan 2026)"
    assert rows[1]["size"] == 4.0


def test_on_trails_walking_is_allowed() -> None:
    runs = [*base(book="trail"), then(500.0, 5100.0, book="trail")]
    assert labels(history(runs), KIND) == ["First 5 km without stopping on trails"]


def test_a_hilly_road_is_like_a_trail() -> None:
    runs = [*base(), then(500.0, 5100.0, ascent_m=240.0)]
    assert labels(history(runs), KIND) == ["First 5 km without stopping on trails"]


def test_who_walked_that_far_before_reads_so() -> None:
    def labels_of(moving_m: float) -> list[str]:
        before = [
            run(day, 5.0, nonstop_run_m=1500.0, nonstop_moving_m=moving_m) for day in (0, 2, 4, 6)
        ]
        first = run(8, 5.0, nonstop_run_m=2200.0, nonstop_moving_m=2200.0)
        return labels(history([*before, first]), "first-non-stop")

    assert labels_of(1500.0) == ["First 2 km without stopping"]
    assert labels_of(3000.0) == ["First 2 km without stopping or walking"]

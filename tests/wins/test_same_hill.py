from __future__ import annotations

from histories import found, history, labels, run, shown

KIND = "same-hill"


def up(*seconds: float, **told: object) -> list[dict]:
    """Return a run a week, each once up a hill of 500 m in so many seconds."""
    return [run(7 * i, hills={"church": [time]}, **told) for i, time in enumerate(seconds)]


def test_three_earlier_runs_are_needed() -> None:
    assert labels(history(up(300, 300, 250)), KIND) == []


def test_within_what_satellites_can_be_off_nothing_is_claimed() -> None:
    # 500 m in 291 s is 1.72 m/s: 16 m are 9.3 s.
    assert labels(history(up(300, 305, 310, 291)), KIND) == []
    assert len(labels(history(up(300, 305, 310, 289)), KIND)) == 1


def test_a_hill_not_known_by_then_is_not_told_of_later() -> None:
    told = [
        {"elapsed_s": time, "known_since": "20260209-0605"} for time in (300, 300, 300, 200, 300)
    ]
    runs = [run(7 * i, hills={"church": [one]}) for i, one in enumerate(told)]
    assert history(runs).runs["run_id"].iloc[-1] < "20260209-0605"
    assert labels(history(runs), KIND) == []


def test_a_treadmill_a_poor_recording_and_a_gate_at_the_end_do_not_count() -> None:
    usual = up(300, 305, 310)
    for odd in (
        run(30, hills={"church": [200]}, book="treadmill"),
        run(30, hills={"church": [200]}, quality="poor"),
        run(30, hills={"church": [{"elapsed_s": 200, "at_end": True}]}),
    ):
        assert labels(history([*usual, odd]), KIND) == []


def test_faster_up_the_same_hill() -> None:
    (row,) = found(history(up(300, 310, 305, 280)), KIND)
    assert row["label"] == "Fastest up this 50 m climb in 4 runs: 4:40"
    assert row["detail"] == "before: 5:00 (5 Jan 2026)"
    assert (row["value"], row["previous"], row["margin"]) == (280.0, 300.0, 20.0)
    assert (row["from_s"], row["to_s"], row["since_n"]) == (600.0, 880.0, 3.0)
    assert row["confidence"] > 0.95


def test_the_runners_name_for_it() -> None:
    told = [{"elapsed_s": time, "name": "Church hill"} for time in (300, 310, 305, 280)]
    runs = [run(7 * i, hills={"church": [one]}) for i, one in enumerate(told)]
    assert labels(history(runs), KIND) == ["Fastest up Church hill in 4 runs: 4:40"]


def test_feet_for_those_who_think_in_miles() -> None:
    assert labels(history(up(300, 310, 305, 280), "mi"), KIND) == [
        "Fastest up this 164 ft climb in 4 runs: 4:40"
    ]


def test_repeats_are_one_win_of_their_run() -> None:
    usual = up(300, 305, 310)
    passes = [{"elapsed_s": time, "from_s": 600.0 * i} for i, time in enumerate((285, 280, 288))]
    (row,) = found(history([*usual, run(30, hills={"church": passes})]), KIND)
    assert row["value"] == 280.0
    repeats = [run(0, hills={"church": [300, 305, 310]}), run(7, hills={"church": [250]})]
    assert labels(history(repeats), KIND) == []


def test_of_nested_hills_the_largest_is_told() -> None:
    def both(day: int, large: float, small: float) -> dict:
        inner = {"elapsed_s": small, "from_s": 650.0, "length_m": 300.0, "gain_m": 30.0}
        return run(day, hills={"church": [large], "step": [inner]})

    runs = [*(both(7 * i, 300, 200) for i in range(3)), both(30, 270, 160)]
    (row,) = found(history(runs), KIND)
    assert row["key"] == "church"
    small_alone = [*(both(7 * i, 300, 200) for i in range(3)), both(30, 310, 160)]
    (row,) = found(history(small_alone), KIND)
    assert row["key"] == "step"


def test_it_is_worth_saying() -> None:
    runs = history([*up(*[300.0] * 12), run(90, 5.0, hills={"church": [280]})])
    assert "Fastest up this 50 m climb in 13 runs: 4:40" in shown(runs)

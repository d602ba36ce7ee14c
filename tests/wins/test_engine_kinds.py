"""Speed at a heart rate: blocks of runs, easy runs, and small gains."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from histories import found, history, labels, run

from runwins.frames import ROUTES
from runwins.model import History
from runwins.wins import find_remarks, find_wins

# Two-sided noise with mean nought: every block of eight has the same mean.
NOISE = (0.02, -0.02, 0.03, -0.03, 0.01, -0.01, 0.025, -0.025)


def steady(day: int, speed: float, bpm: float = 150.0, **told: Any) -> dict[str, Any]:
    known = {
        "steady_speed_mps": speed,
        "steady_hr_bpm": bpm,
        "ascent_m": 50.0,
        "device": "a watch",
        **told,
    }
    return run(day, 8.0, **known)


def two_blocks(gain: float, **now: Any) -> History:
    """Return 24 runs of three blocks of four weeks, the last faster by a share."""
    runs = [steady(i * 7 // 2, 2.8 * (1 + NOISE[i % 8])) for i in range(16)]
    runs += [steady(56 + i * 7 // 2, 2.8 * (1 + gain) * (1 + NOISE[i]), **now) for i in range(8)]
    return history(runs)


def test_noise_is_no_gain() -> None:
    assert labels(two_blocks(0.0), "more-speed-per-beat") == []


def test_a_gain_too_big_to_be_one_is_not_told() -> None:
    assert labels(two_blocks(0.15), "more-speed-per-beat") == []


def test_a_gain_too_big_to_be_one_is_named_and_not_counted() -> None:
    def said(known: History) -> list[str]:
        remarks = find_remarks(known, find_wins(known))
        return remarks.loc[remarks["remark"] == "not counted", "label"].tolist()

    assert said(two_blocks(0.04)) == []
    assert said(two_blocks(0.0)) == []
    (told,) = said(two_blocks(0.15))
    assert "% faster at the same heart rate in four weeks was not counted: that is too big" in told
    assert "look at the strap, the route and the weather" in told


def test_another_watch_is_not_compared() -> None:
    assert labels(two_blocks(0.05, device="another"), "more-speed-per-beat") == []


def test_another_terrain_is_not_compared() -> None:
    assert labels(two_blocks(0.05, ascent_m=300.0), "more-speed-per-beat") == []


def test_a_warmer_block_is_not_compared() -> None:
    cold = two_blocks(0.05)
    felt = np.where(np.arange(24) < 16, 22.0, 12.0)
    colder = replace(cold, runs=cold.runs.assign(avg_temperature_c=felt))
    assert labels(colder, "more-speed-per-beat") == []
    alike = replace(cold, runs=cold.runs.assign(avg_temperature_c=15.0))
    assert len(labels(alike, "more-speed-per-beat")) == 1


def test_a_faster_block_at_the_same_heart_rate() -> None:
    (row,) = found(two_blocks(0.055), "more-speed-per-beat")
    share = row["value"] / row["previous"] - 1
    assert 0.02 <= share <= 0.06
    assert row["label"].startswith("Faster at the same heart rate: ")
    assert "at 150 bpm" in row["detail"]


def easy(day: int, pace: float, bpm: float, device: str = "a watch") -> dict[str, Any]:
    return run(day, 6.0, moving_s=6 * pace, avg_hr_bpm=bpm, ascent_m=30.0, device=device)


def easy_runs(pace: float, bpm: float, **told: Any) -> History:
    usual = [
        easy(3 * i, 420 * (1 + NOISE[i % 8] / 2), 145 - 100 * NOISE[i % 8] / 2) for i in range(16)
    ]
    return history([*usual, easy(60, pace, bpm, **told)])


@pytest.mark.parametrize(
    ("pace", "bpm"),
    [
        (420, 145),  # as always
        (400, 145),  # faster, at the same heart rate: not an easier run
        (460, 138),  # a calmer heart, and as much slower: 1 % a beat, as always
        (420, 70),  # a strap that slipped
        (360, 138),  # another kind of run
    ],
)
def test_these_are_no_easier_easy_runs(pace: float, bpm: float) -> None:
    assert labels(easy_runs(pace, bpm), "better-recovery-run") == []


def test_an_easier_easy_run() -> None:
    assert labels(easy_runs(418, 138), "better-recovery-run") == [
        "Fastest of nine easy runs at 138 bpm: 6:58 /km"
    ]
    assert labels(easy_runs(418, 138, device="another"), "better-recovery-run") == []


def loop(times: list[float]) -> History:
    """Return a run of one 5 km route every seven days."""
    known = history([run(7 * i, 5.0) for i in range(len(times))])
    rows = [
        {
            "run_id": run_id,
            "route_id": known.runs["run_id"].iloc[0],
            "length_m": 5000.0,
            "from_s": 70.0,
            "to_s": 70.0 + time,
            "elapsed_s": time,
            "name": "River loop",
        }
        for run_id, time in zip(known.runs["run_id"], times, strict=True)
    ]
    return replace(known, routes=ROUTES.build(rows))


def test_no_small_gain_from_scatter_or_from_few_runs() -> None:
    assert labels(loop([1600, 1660, 1620, 1640] * 2), "marginal-gain") == []
    assert labels(loop([1650, 1650, 1650, 1620, 1620, 1620]), "marginal-gain") == []
    assert labels(loop([1650] * 4 + [1640] * 4), "marginal-gain") == []  # 0.6 %
    assert labels(loop([1650] * 4 + [1450] * 4), "marginal-gain") == []  # 14 %: no small one


def test_a_small_gain_on_four_tuesdays() -> None:
    (row,) = found(loop([1650, 1648, 1652, 1650, 1618, 1617, 1616, 1617]), "marginal-gain")
    assert row["label"] == "2.0 % faster on River loop in four weeks"
    assert row["detail"] == (
        "median of 4 runs 26:57; the four weeks before 27:30, of 4"  # 1617 and 1650 s
    )
    assert row["confidence"] == 1.0


def test_a_ride_round_the_loop_is_no_best_of_its_route() -> None:
    times = [1650.0, 1648.0, 1652.0, 1650.0, 1100.0]
    usual = loop(times)
    assert labels(usual, "route-best") == ["Fastest of 5 runs on River loop: 18:20"]
    ridden = {m: {"elapsed_s": m / 4.2, "quality": "unverified"} for m in (1000.0, 3218.688)}
    known = history([*(run(7 * i, 5.0) for i in range(4)), run(28, 5.0, efforts=ridden)])
    assert labels(replace(known, routes=usual.routes), "route-best") == []

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.frames import CLIMBS, EFFORTS, RUNS
from runwins.metrics.prediction import (
    km_effort,
    predict,
    road_spread,
    road_time,
    scaled_races,
    trail_time,
    trail_time_from_marathon,
)
from runwins.metrics.race_formulas import time_for_vdot
from runwins.metrics.recent_running import best_vdots, own_races
from runwins.model import History
from runwins.units import HALF_MARATHON, MARATHON

TODAY = dt.date(2026, 6, 28)


def run(days_ago: int, distance_m: float, elapsed_s: float, **more: Any) -> dict[str, Any]:
    day = pd.Timestamp(TODAY) - pd.Timedelta(days=days_ago)
    return {
        "run_id": f"run-{days_ago}",
        "start_time": day.tz_localize("UTC") + pd.Timedelta(hours=8),
        "utc_offset_s": 0,
        "local_date": day,
        "book": "road",
        "is_race": False,
        "distance_m": distance_m,
        "elapsed_s": elapsed_s,
        "quality": "good",
        "source": "fit",
        "source_file": "x.fit",
        **more,
    }


def history(runs: list[dict[str, Any]], efforts: list[dict[str, Any]] | None = None) -> History:
    ordered = sorted(runs, key=lambda row: row["start_time"])
    return History(RUNS.build(ordered), EFFORTS.build(efforts or []), CLIMBS.empty())


def effort(
    days_ago: int, distance_m: float, elapsed_s: float, quality: str = "ok"
) -> dict[str, Any]:
    return {
        "run_id": f"run-{days_ago}",
        "distance_m": distance_m,
        "elapsed_s": elapsed_s,
        "started_at_s": 0,
        "started_at_m": 0,
        "quality": quality,
    }


def steady(
    count: int = 20, level: float = 50.0, distance_m: float = 10_000
) -> list[dict[str, Any]]:
    return [run(4 * n, distance_m, time_for_vdot(level, distance_m)) for n in range(count)]


# what must not be predicted


def test_nothing_without_runs() -> None:
    said = predict(history([]), 10_000)
    assert not said.enough
    assert math.isnan(said.p50_s)
    assert said.reason


def test_nothing_from_eleven_runs_in_half_a_year() -> None:
    said = predict(history(steady(11)), 10_000, day=TODAY)
    assert not said.enough
    assert "not enough recent running" in said.reason


def test_nothing_after_six_weeks_with_three_runs() -> None:
    runs = [row for row in steady(40) if row["run_id"] not in {f"run-{4 * n}" for n in range(8)}]
    assert not predict(history(runs), 10_000, day=TODAY).enough


def test_treadmill_runs_tell_no_race_time() -> None:
    assert not predict(history([{**row, "book": "treadmill"} for row in steady()]), 10_000).enough


def test_short_runs_tell_no_race_time() -> None:
    said = predict(history(steady(20, 50, 3_000)), 10_000, day=TODAY)
    assert not said.enough
    assert "5 km" in said.reason


def test_nothing_is_taken_from_after_the_day() -> None:
    runs = steady()
    faster = [run(-3, 10_000, 1_900)]
    assert predict(history(runs), 10_000, day=TODAY) == predict(
        history(runs + faster), 10_000, day=TODAY
    )


def test_one_run_gives_one_value_however_many_efforts_it_holds() -> None:
    runs = steady()
    efforts = [effort(0, metres, time_for_vdot(60, metres)) for metres in (5_000, 10_000)]
    values = best_vdots(history(runs, efforts), HALF_MARATHON, TODAY)
    assert len(values) == 20
    assert values[0] == pytest.approx(60, abs=1e-3)
    assert values[1] == pytest.approx(50, abs=1e-3)


def test_rejected_efforts_and_longer_ones_than_the_race_do_not_count() -> None:
    efforts = [effort(0, 5_000, 14 * 60 + 900, "rejected"), effort(4, 10_000, 1_900)]
    values = best_vdots(history(steady(20, 50, 5_000), efforts), 5_000, TODAY)
    assert values[0] == pytest.approx(50, abs=1e-3)


# what it says


def test_road_times_up_to_the_half_are_the_vdot_tables() -> None:
    assert road_time(50, HALF_MARATHON) == pytest.approx(91 * 60 + 31, abs=1)
    assert road_time(40, HALF_MARATHON) == pytest.approx(110 * 60 + 54, abs=1)


def test_the_range_of_a_half_is_the_measured_one() -> None:
    said = predict(history(steady()), HALF_MARATHON, day=TODAY)
    assert said.enough
    assert said.p50_s == pytest.approx(91 * 60 + 31, abs=1)
    assert said.p10_s / said.p50_s == pytest.approx(0.836, abs=5e-4)
    assert said.p90_s / said.p50_s == pytest.approx(1.197, abs=5e-4)


@pytest.mark.parametrize(
    ("distance_m", "low", "high"), [(MARATHON, 0.847, 1.181), (60_000, 0.825, 1.212)]
)
def test_ranges_of_long_roads(distance_m: float, low: float, high: float) -> None:
    factor = math.exp(1.2816 * road_spread(distance_m))
    assert 1 / factor == pytest.approx(low, abs=6e-4)
    assert factor == pytest.approx(high, abs=6e-4)


def test_trail_times_of_80_km_effort() -> None:
    assert trail_time(40, 80) / 3600 == pytest.approx(9.60, abs=0.005)
    assert trail_time(50, 80) / 3600 == pytest.approx(7.97, abs=0.005)


def test_a_four_hour_marathoner_on_80_km_effort() -> None:
    hours = trail_time_from_marathon(4 * 3600, km_effort(50_000, 3_000)) / 3600
    assert hours == pytest.approx(9.17, abs=0.005)
    assert hours * math.exp(-1.2816 * 0.15) == pytest.approx(7.56, abs=0.01)
    assert hours * math.exp(1.2816 * 0.15) == pytest.approx(11.11, abs=0.01)


def test_a_hilly_course_is_a_trail_whatever_it_is_called() -> None:
    log = history(steady())
    flat = predict(log, 30_000, 0, "road", TODAY)
    hilly = predict(log, 30_000, 450, "road", TODAY)
    assert hilly.p50_s == pytest.approx(trail_time(50, 34.5), rel=1e-4)
    assert hilly.p50_s > flat.p50_s


def test_own_trail_races_pull_the_centre() -> None:
    races = [
        run(100, 40_000, 7 * 3600, book="trail", is_race=True, ascent_m=2_000),
        run(200, 45_000, 8 * 3600, book="trail", is_race=True, ascent_m=1_500),
    ]
    log = history(steady() + races)
    own = own_races(log, 80, TODAY)
    assert own == [(60.0, 8 * 3600), (60.0, 7 * 3600)]
    # 7:30 for 60 km-effort, grown to 80: 7.5 h · (80/60)^1.14 = 10.41 h
    assert scaled_races(own, 80) / 3600 == pytest.approx(10.41, abs=0.01)
    said = predict(log, 50_000, 3_000, "trail", TODAY)
    alone = predict(history(steady()), 50_000, 3_000, "trail", TODAY)
    assert said.p50_s == pytest.approx(math.sqrt(alone.p50_s * scaled_races(own, 80)), rel=1e-9)
    assert "2 own races" in said.basis


def test_races_of_another_size_or_long_ago_do_not_count() -> None:
    races = [
        run(100, 20_000, 2 * 3600, book="trail", is_race=True, ascent_m=200),
        run(800, 45_000, 8 * 3600, book="trail", is_race=True, ascent_m=1_500),
        run(300, 45_000, 8 * 3600, book="trail", ascent_m=1_500),
        run(301, 60_000, 6 * 3600, is_race=True, ascent_m=100),
    ]
    assert own_races(history(races), 60, TODAY) == []


def test_road_times_have_no_step_at_the_half_or_the_marathon() -> None:
    for nominal in (HALF_MARATHON, MARATHON):
        below, above = road_time(50, nominal * 1.0249), road_time(50, nominal * 1.0251)
        assert above / below == pytest.approx(1, abs=0.03)


@settings(max_examples=25, deadline=None)
@given(st.floats(3_000, 160_000), st.floats(0, 3_000))
def test_a_longer_race_never_takes_less(distance_m: float, further_m: float) -> None:
    assert road_time(45, distance_m + further_m) >= road_time(45, distance_m) - 1e-3


def test_history_is_kept_as_it_was() -> None:
    log = history(steady())
    before = log.runs.copy()
    predict(log, MARATHON, day=TODAY)
    pd.testing.assert_frame_equal(log.runs, before)

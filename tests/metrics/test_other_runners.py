"""Runners quite unlike the three whose archives the rules were tuned on; each second is made up.

Nothing of what they run may be cut, called a ride or refused, and their times come out right.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from runwins.metrics.summary import measure
from runwins.model import Activity, Measured
from tests.metrics.conftest import M_PER_DEG, make


def paced(*legs: tuple[float, float, float], **fields) -> Activity:
    """Return a run of legs of (seconds, metres per second, steps per minute)."""
    run = make(*((seconds, speed) for seconds, speed, _ in legs), **fields)
    ends = np.cumsum([seconds for seconds, _, _ in legs])
    leg = np.searchsorted(ends, run.samples["elapsed_s"].to_numpy())
    steps = np.array([float(spm) for _, _, spm in legs])[np.minimum(leg, len(legs) - 1)]
    return dataclasses.replace(run, samples=run.samples.assign(cadence_spm=steps))


def on_a_track(run: Activity) -> Activity:
    """Return the run on an oval of 400 m: two straights of 84.39 m, bends of 36.8 m radius."""
    at = run.samples["distance_m"].to_numpy() % 400
    straight, bend = 84.39, 115.61
    turn = np.clip((at - straight) / bend, 0, 1) + np.clip((at - 2 * straight - bend) / bend, 0, 1)
    north = np.clip(at, 0, straight) - np.clip(at - straight - bend, 0, straight)
    east = 36.8 * (1 - np.cos(np.pi * turn))
    north += 36.8 * np.sin(np.pi * turn)
    place = {"lat_deg": 0.001 + north / M_PER_DEG, "lon_deg": 0.001 + east / 111_320}
    return dataclasses.replace(run, sub_sport="track", samples=run.samples.assign(**place))


def scattered(run: Activity, seed: int, metres: float = 3.0) -> Activity:
    """Return the run as a watch with smart recording has it: every 3–9 s, positions adrift."""
    chance = np.random.default_rng(seed)
    kept = np.cumsum(np.concatenate([[0], chance.integers(3, 10, len(run.samples))]))
    kept = np.append(kept[kept < len(run.samples) - 1], len(run.samples) - 1)
    samples = run.samples.iloc[kept].reset_index(drop=True)
    off = np.zeros((len(samples), 2))
    for place in range(1, len(off)):
        off[place] = 0.9 * off[place - 1] + chance.normal(0, metres * 0.436, 2)
    moved = {"lat_deg": off[:, 0], "lon_deg": off[:, 1]}
    samples = samples.assign(**{name: samples[name] + by / M_PER_DEG for name, by in moved.items()})
    return dataclasses.replace(run, samples=samples)


def metres_of(run: Activity) -> float:
    return float(run.samples["distance_m"].iloc[-1])


def times(found: Measured) -> dict[int, float]:
    """Return the shown efforts: metres to seconds; fail where one is refused."""
    assert (found.efforts["quality"] == "ok").all()
    return {round(row["distance_m"]): row["elapsed_s"] for row in found.efforts.to_dict("records")}


def untouched(found: Measured, metres: float) -> None:
    assert found.row["quality"] == "good"
    assert found.row["quality_reasons"] is None
    assert found.row["distance_m"] == pytest.approx(metres, rel=0.001)


def test_who_runs_a_minute_and_walks_a_minute():
    run = paced(*[(60, 2.0, 150), (60, 1.4, 115)] * 25)
    found = measure(run)
    untouched(found, 5100)
    assert found.row["moving_s"] == 3000
    assert found.row["nonstop_moving_m"] == pytest.approx(5100, abs=1)
    assert found.row["nonstop_run_m"] == pytest.approx(120, abs=3)
    # A kilometre is 9 min 40 s and 14 m: ten minutes less what 16 m of running save at the ends.
    assert times(found)[1000] == pytest.approx(60 * 10 - 20 / 1.4, abs=0.5)


def test_a_marathon_in_two_hours_and_twenty():
    found = measure(paced((8405, 5.02, 186)))
    untouched(found, 42_193)
    assert found.row["nonstop_run_m"] == pytest.approx(42_193, abs=1)
    assert times(found)[21_098] == pytest.approx(21_097.5 / 5.02, abs=0.1)


@pytest.mark.parametrize(("seconds", "speed"), [(40, 5.0), (60, 5.5), (100, 5.0), (600, 4.0)])
def test_steps_that_were_not_counted_make_no_ride_of_a_fast_run(seconds, speed):
    run = paced((1800, speed, 182), (seconds, speed, 0), (1800, speed, 182))
    found = measure(run)
    untouched(found, metres_of(run))
    long = found.efforts[found.efforts["distance_m"] == 10_000]
    assert long["quality"].tolist() == ["ok"]
    assert long["elapsed_s"].iloc[0] == pytest.approx(10_000 / speed, abs=0.2)


def test_a_bicycle_home_is_still_a_ride():
    run = paced((1800, 3.0, 170), (20, 0, 0), (600, 5.0, 0))
    found = measure(run)
    assert found.row["distance_m"] == pytest.approx(5400, rel=0.01)
    assert "riding" in found.row["quality_reasons"]


def test_a_miler_on_the_track():
    legs = [(600, 3.3, 172), *[(58, 400 / 58, 205), (120, 0, 0)] * 6, (24, 8.33, 232), (180, 0, 0),
            (600, 3.0, 168)]  # fmt: skip
    run = on_a_track(paced(*legs))
    found = measure(run)
    untouched(found, metres_of(run))
    assert times(found)[400] == pytest.approx(58, abs=0.1)


def test_intervals_of_a_fast_runner():
    legs = [(1200, 4.0, 178), *[(62, 6.45, 204), (60, 2.5, 160)] * 10, (600, 4.0, 176)]
    run = paced(*legs)
    found = measure(run)
    untouched(found, metres_of(run))
    assert times(found)[400] == pytest.approx(400 / 6.45, abs=0.1)


@pytest.mark.parametrize("counted", [True, False])
def test_a_car_home_takes_nothing_from_the_intervals_before_it(counted):
    legs = [(1200, 3.3, 170), *[(70, 5.7, 195), (90, 1.5, 110)] * 6]
    run = paced(*legs, (300, 15.0, 0), (300, 1.4, 110))
    if not counted:
        run = dataclasses.replace(run, samples=run.samples.assign(cadence_spm=np.nan))
    found = measure(run)
    on_foot = metres_of(run) - 4500
    assert found.row["distance_m"] == pytest.approx(on_foot, rel=0.01)
    shown = found.efforts[found.efforts["distance_m"] == 400]
    assert shown["elapsed_s"].iloc[0] == pytest.approx(400 / 5.7, abs=0.2)


def test_down_a_mountain_at_a_sprinter_s_pace():
    run = paced(
        (1200, 3.5, 175), (400, 6.0, 196), (1200, 3.0, 170), altitude=lambda path: 900 - path / 15
    )
    found = measure(run)
    untouched(found, metres_of(run))
    assert found.efforts.set_index("distance_m").loc[1000, "reason"] == "downhill-aided"


@pytest.mark.parametrize("seed", range(6))
def test_a_parkrun_with_smart_recording(seed):
    run = make((300, 2.8), (1255, 4.0), (200, 1.3))
    found = measure(scattered(run, seed))
    untouched(found, 6120)
    assert times(found)[5000] == pytest.approx(1250, abs=3)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_from_positions_alone(seed):
    run = make((300, 2.8), (1255, 4.0), (200, 1.3), device=False, cadence=None)
    found = measure(scattered(run, seed))
    assert found.row["quality"] == "good"
    assert found.row["distance_m"] == pytest.approx(6120, rel=0.01)
    assert times(found)[5000] == pytest.approx(1250, rel=0.012)


TUNNEL = make((1500, 3.3), (200, 3.3), (1500, 3.3)).samples
INSIDE = TUNNEL["elapsed_s"].between(1500, 1700)


def through_a_tunnel(**inside: float) -> Measured:
    """Return the run with these columns written so all through the tunnel."""
    samples = TUNNEL.copy()
    for name, value in inside.items():
        samples.loc[INSIDE, name] = value
    return measure(dataclasses.replace(make((1, 3.3)), samples=samples))


MOUTH = {name: float(TUNNEL[name][1500]) for name in ("lat_deg", "lon_deg", "distance_m")}
NO_FIX = {"lat_deg": np.nan, "lon_deg": np.nan}


@pytest.mark.parametrize(
    "inside",
    [
        {"lat_deg": MOUTH["lat_deg"]},
        NO_FIX,
        MOUTH,
        MOUTH | {"speed_mps": 0.0},
        MOUTH | NO_FIX | {"speed_mps": np.nan},
    ],
)
def test_a_canal_s_tunnel_is_as_long_as_it_is(inside):
    found = through_a_tunnel(**inside)
    assert found.row["distance_m"] == pytest.approx(10_560, rel=0.001)
    assert found.row["nonstop_run_m"] == pytest.approx(10_560, rel=0.01)
    shown = found.efforts[found.efforts["quality"] == "ok"]
    assert (shown["elapsed_s"] >= 0.995 * shown["distance_m"] / 3.3).all()


def test_without_steps_a_jump_after_a_stand_is_not_believed():
    found = through_a_tunnel(**MOUTH, speed_mps=0.0, cadence_spm=0.0)
    assert found.row["distance_m"] == pytest.approx(10_560 - 660, rel=0.002)
    shown = found.efforts[found.efforts["quality"] == "ok"]
    assert (shown["elapsed_s"] >= 0.995 * shown["distance_m"] / 3.3).all()
